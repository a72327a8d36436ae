import Recipes
import Statistics

extension AlertRules {
    /// The target: rows without it, and classes of unequal size.
    func ofTarget(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard let target else { return [] }
        var found: [Ranked] = []
        if target.missing > 0 {
            found.append(
                make(
                    .targetMissing, column, .note, Double(target.missing) / Double(rows),
                    "\(counted(target.missing)) of \(counted(rows)) rows have no target and take no part",
                    rows: RowFilter.missing(column.name)))
        }
        let classes = target.counts.indices.filter { target.counts[$0] > 0 }
        guard classes.count > 1, let most = classes.max(by: { target.counts[$0] < target.counts[$1] }),
            let least = classes.min(by: { target.counts[$0] < target.counts[$1] })
        else { return found }
        let counts = classes.map { target.counts[$0] }
        let total = counts.reduce(0, +)
        let unevenness = 1 - ContingencyTable.entropy(of: counts) / ContingencyTable.entropy(of: counts.map { _ in 1 })
        let majority = Double(target.counts[most]) / Double(total)
        let minority = Double(target.counts[least]) / Double(total)
        let filter = RowFilter.term(column.name, "=", target.labels[least])
        if counts.count == 2, majority > 0.8 {
            found.append(
                make(
                    .imbalance, column, .warn, majority,
                    "\(percent(majority)) of the rows are \(target.labels[most]), \(percent(minority)) \(target.labels[least])",
                    rows: filter))
        } else if counts.count > 2, unevenness > 0.5 || minority < min(0.1, 0.5 / Double(counts.count)) {
            found.append(
                make(
                    .imbalance, column, unevenness > 0.5 ? .warn : .note, majority,
                    "the rarest class, \(target.labels[least]), has \(counted(target.counts[least])) of \(counted(total)) rows "
                        + "(\(percent(minority))), the commonest, \(target.labels[most]), \(percent(majority))",
                    rows: filter))
        }
        return found
    }
}
