import Recipes
import Statistics

extension AlertRules {
    /// A quantity that goes on from row to row, as in a series, is told by its neighbours wherever the split is shuffled.
    ///
    /// A file that is only sorted by the target goes on too, but hardly ever turns.
    func rowOrder() -> [Ranked] {
        guard let target, target.task == .regression, rows >= 200, !isSample else { return [] }
        let values = target.tags.map(target.number)
        var (before, after): ([Double], [Double]) = ([], [])
        var (turns, changes, last) = (0, 0, 0)
        for row in values.indices.dropLast() where values[row].isFinite && values[row + 1].isFinite {
            before.append(values[row])
            after.append(values[row + 1])
            let step = values[row + 1] > values[row] ? 1 : values[row + 1] < values[row] ? -1 : 0
            guard step != 0 else { continue }
            changes += 1
            turns += last != 0 && step != last ? 1 : 0
            last = step
        }
        let correlation = Association.pearson(before, after)
        guard correlation >= 0.6, changes * 5 > before.count, turns * 5 > changes else { return [] }
        let moment = table.columns.first { $0.name != target.column && Self.rises($0) }
        return [
            make(
                .rowOrder, moment, .warn, correlation / 2,
                "\(target.column) goes on from row to row (autocorrelation \(rounded(correlation)))"
                    + (moment.map { ", and \($0.name) rises with the rows" } ?? "")
                    + ": in a shuffled split its neighbours tell it")
        ]
    }

    /// Whether a column of different numbers or dates rises from row to row.
    private static func rises(_ column: Column) -> Bool {
        guard column.kind == .identifier || column.kind == .date, let values = column.numbers else { return false }
        var last = -Double.infinity
        for value in values {
            guard value >= last else { return false }
            last = value
        }
        return last > -.infinity && values.first != last
    }
}
