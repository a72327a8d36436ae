import Recipes
import Tabular

/// Rows that stand more than once, and rows that are alike but for the target.
struct DuplicatesQuestion: DataQuestion {
    var rows: RowSelection

    struct Group: Sendable {
        /// Of the whole table, ascending.
        var rows: [Int32]
        /// The target's classes with their counts, such as `no 2 · yes 1`, the commonest first; empty among equal rows.
        var classes: [(label: String, count: Int)]
    }

    struct Answer: Sendable {
        var equal: [Group]
        var conflicts: [Group]
        /// How many rows repeat an earlier one, in all groups.
        var repeats: Int
        /// How many rows are in conflict, in all groups.
        var conflicting: Int
        /// All that were looked through.
        var rows: Int
        /// Whether there may be more groups than are listed.
        var isCut: Bool
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let part = try context.part(rows)
        let found = try DuplicateRows(part.table, target: context.target, cancellation: context.cancellation)
        let target = context.target.flatMap { part.table.index(of: $0.column) }
        let conflicts = found.conflicts.map { rows in
            var counts: [String: Int] = [:]
            if let target {
                for row in rows { counts[part.table.text(row: row, column: target) ?? "missing", default: 0] += 1 }
            }
            let classes = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (label: $0.key, count: $0.value) }
            return Group(rows: rows.map(part.row), classes: classes)
        }
        let limit = DuplicateRows.groupLimit
        return Answer(
            equal: found.groups.map { Group(rows: $0.map(part.row), classes: []) }, conflicts: conflicts, repeats: found.repeats,
            conflicting: found.conflicting, rows: part.table.rowCount,
            isCut: found.groups.count == limit || conflicts.count == limit)
    }
}
