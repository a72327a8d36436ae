import Recipes
import Statistics

extension AlertRules {
    /// Number columns that rise and fall with one before them; the one that says less of the target is named.
    func correlations(without copies: Set<String>) -> [Ranked] {
        let candidates = table.columns.indices.filter { index in
            let column = table.columns[index]
            return column.kind == .number && column.name != target?.column && !copies.contains(column.name)
                && summaries[index].profile.distinct > 10 && summaries[index].profile.missing * 2 < rows
        }
        let pairs = CorrelatedPairs(table, candidates).found(from: 0.9)
        var named: Set<Int> = []
        var found: [Ranked] = []
        for pair in pairs {
            let (a, b) = (pair.first, pair.second)
            let strength = { (index: Int) in summaries[index].profile.association?.strength ?? 0 }
            let (weaker, other) = strength(a) < strength(b) ? (a, b) : (b, a)
            guard !named.contains(weaker), !named.contains(other) else { continue }
            named.insert(weaker)
            found.append(
                make(
                    .correlated, table.columns[weaker], .warn, 0.3 + (abs(pair.rho) - 0.9),
                    "Spearman's ρ with \(table.columns[other].name) is \(rounded(pair.rho))"
                        + (pair.isSample ? " (\(counted(pair.rows)) rows looked at)" : "")))
        }
        return found
    }
}
