import Recipes

/// One thing in which two readings of one table differ.
public struct TableDifference: Sendable, Hashable {
    /// What differs: `row 17, age`.
    public var place: String
    /// As it stands in the first and in the second table.
    public var then: String
    public var now: String

    /// What differs between two tables, in few words: names and kinds of columns, the number of rows, and of all cells the first.
    ///
    /// - Complexity: O(cells).
    public static func all(_ then: Table, _ now: Table) -> [TableDifference] {
        var found: [TableDifference] = []
        if then.rowCount != now.rowCount {
            found.append(TableDifference(place: "rows", then: String(then.rowCount), now: String(now.rowCount)))
        }
        for place in 0..<max(then.columns.count, now.columns.count) {
            let (old, new) = (name(place, then), name(place, now))
            if old != new {
                // Behind a column that came or went all others have other places.
                found.append(TableDifference(place: "column \(place + 1)", then: old, now: new))
                break
            }
        }
        let pairs = then.columns.compactMap { old in now[old.name].map { (old, $0) } }
        for (old, new) in pairs where old.kind != new.kind {
            found.append(TableDifference(place: "kind of \(old.name)", then: old.kind.rawValue, now: new.kind.rawValue))
        }
        return found + (firstCell(pairs).map { [$0] } ?? [])
    }

    private static func name(_ place: Int, _ table: Table) -> String {
        place < table.columns.count ? table.columns[place].name : "none"
    }

    /// The first cell by row, then by column.
    private static func firstCell(_ pairs: [(Column, Column)]) -> TableDifference? {
        let columns = inParallel(pairs.count) { differingRows(pairs[$0].0, pairs[$0].1) }
        let count = columns.reduce(0) { $0 + $1.count }
        let first = columns.indices.filter { columns[$0].first != nil }.min {
            (columns[$0].first ?? 0, $0) < (columns[$1].first ?? 0, $1)
        }
        guard let first, let row = columns[first].first else { return nil }
        let (old, new) = pairs[first]
        let others = count > 1 ? " (the first of \(count) cells)" : ""
        return TableDifference(
            place: "row \(row + 1), \(old.name)\(others)", then: old.text(row: row) ?? "missing",
            now: new.text(row: row) ?? "missing")
    }

    /// The first row in which columns differ, and in how many they do.
    private static func differingRows(_ old: Column, _ new: Column) -> (first: Int?, count: Int) {
        var (first, count): (Int?, Int) = (nil, 0)
        for row in 0..<min(old.count, new.count) where differs(old, new, row) {
            first = first ?? row
            count += 1
        }
        return (first, count)
    }

    private static func differs(_ old: Column, _ new: Column, _ row: Int) -> Bool {
        switch (old.storage, new.storage) {
        case (.numbers(let then), .numbers(let now)):
            then[row].bitPattern != now[row].bitPattern && !(then[row].isNaN && now[row].isNaN)
        default: old.text(row: row) != new.text(row: row)
        }
    }
}
