import Recipes
import Statistics

extension AlertRules {
    /// Columns that are made of others. With the target among them the others give it away by arithmetic.
    func combinations(without copies: Set<String>) -> [Ranked] {
        let candidates = table.columns.indices.filter { index in
            let column = table.columns[index]
            return column.kind == .number && !copies.contains(column.name) && summaries[index].profile.distinct > 10
                && summaries[index].profile.missing * 2 < rows && (column.name != target?.column || target?.task == .regression)
        }
        return CombinedColumns(table, candidates).found().prefix(10).map { alert(of: $0) }
    }

    private func alert(of combination: CombinedColumns.Combination) -> Ranked {
        let whole = combination.whole
        let name = { (place: Int) in table.columns[combination.members[place].column].name }
        let goal = combination.members.indices.first { name($0) == target?.column }
        // What goes is the whole, or where that is the target the part that varies most.
        let parts = combination.members.indices.filter { $0 != whole }
        let largest = parts.max { (combination.variances[$0], -$0) < (combination.variances[$1], -$1) } ?? whole
        let dropped = goal == whole ? largest : whole
        let column = table.columns[combination.members[dropped].column]
        let formula = "\(name(whole)) is \(combination.isExact ? "" : "nearly ")\(formula(combination, whole))"
        let left = combination.isExact ? "" : " (\(percent(1 - combination.share)) of its variance)"
        guard let goal, let target else {
            return make(
                .combination, column, combination.isExact ? .warn : .note, combination.isExact ? 0.45 : 0.3, formula + left)
        }
        let share = combination.isExact ? 0 : combination.rest / max(combination.variances[goal], .leastNormalMagnitude)
        let sure = share == 0 ? "to the last digit" : "but for \(percent(min(1, share))) of its variance"
        return make(
            .combination, column, share <= 0.05 ? .stop : .warn, max(0, 1 - share),
            "\(formula)\(left): together they tell \(target.column) \(sure); are they known before the outcome?")
    }

    /// The other members as one reads a sum: `fare + tip + tolls`, `2 × width × height`.
    private func formula(_ combination: CombinedColumns.Combination, _ whole: Int) -> String {
        let sign = combination.members[whole].sign
        let parts = combination.members.indices.filter { $0 != whole }
        let (plus, minus) = (combination.isProduct ? " × " : " + ", combination.isProduct ? " / " : " - ")
        // On the other side of the equals sign every sign turns round; what is added comes first.
        let isAdded = { (place: Int) in combination.members[place].sign != sign }
        let ordered = parts.filter(isAdded) + parts.filter { !isAdded($0) }
        var text = ""
        let constant = combination.isProduct && sign < 0 ? 1 / combination.constant : combination.constant * Double(sign)
        let isNamed =
            combination.isProduct
            ? abs(combination.constant - 1) > 1e-6
            : combination.isExact && abs(constant) > 1e-9 * combination.variances.reduce(1, max)
        if isNamed, combination.isProduct || !ordered.contains(where: isAdded) { text = shortNumber(constant) }
        for place in ordered {
            let name = table.columns[combination.members[place].column].name
            if text.isEmpty {
                text = isAdded(place) ? name : combination.isProduct ? "1 / \(name)" : "-\(name)"
            } else {
                text += (isAdded(place) ? plus : minus) + name
            }
        }
        if isNamed, !combination.isProduct, ordered.contains(where: isAdded) {
            text += (constant < 0 ? " - " : " + ") + shortNumber(abs(constant))
        }
        return text
    }
}
