import Recipes

/// What one step did to a table: rows before and after, cells that it changed, columns that it added or took away.
public struct StepEffect: Sendable, Equatable {
    public let rowsBefore: Int
    public let rowsAfter: Int
    /// Columns that were not there before.
    public let added: [String]
    /// Columns that are not there after.
    public let removed: [String]
    /// The column that has another name after; nil where none has.
    public let renamed: (column: String, name: String)?
    /// Columns with cells that changed, and how many; none where rows went or came.
    public let changed: [(column: String, cells: Int)]
    /// Rows that went, by their number in the table before; where none went, those with a cell that changed.
    public let rows: [Int32]

    /// Whether the table is as it was.
    public var isNothing: Bool {
        rowsBefore == rowsAfter && added.isEmpty && removed.isEmpty && changed.isEmpty && renamed == nil
    }
    /// Cells that changed, in all columns.
    public var changedCells: Int { changed.reduce(0) { $0 + $1.cells } }
    /// Whether ``rows`` are rows that went.
    public var tookRows: Bool { rowsAfter < rowsBefore }

    /// What `step` did; `kept` are the rows that stayed, ascending, nil where all did.
    ///
    /// - Complexity: O(rows) a column that was made anew.
    init(of step: Step, from before: Table, to after: Table, kept: [Int32]?) {
        rowsBefore = before.rowCount
        rowsAfter = after.rowCount
        // A column with another name is the same column.
        let isRename = step.kind == StepKind.rename.key && !step.isOff
        added = isRename ? [] : after.columns.map(\.name).filter { before[$0] == nil }
        removed = isRename ? [] : before.columns.map(\.name).filter { after[$0] == nil }
        let places = isRename ? zip(before.columns, after.columns).first { !$0.name.utf8.elementsEqual($1.name.utf8) } : nil
        renamed = places.map { ($0.name, $1.name) }
        guard before.rowCount == after.rowCount else {
            changed = []
            rows = kept.map { Self.rows(without: $0, of: before.rowCount) } ?? []
            return
        }
        var isChanged = [Bool](repeating: false, count: step.isOff ? 0 : before.rowCount)
        var counts: [(column: String, cells: Int)] = []
        for column in after.columns where !step.isOff {
            guard let former = before[column.name] else { continue }
            let cells = former.differences(from: column, &isChanged)
            if cells > 0 { counts.append((column.name, cells)) }
        }
        changed = counts
        rows = counts.isEmpty ? [] : isChanged.indices.filter { isChanged[$0] }.map { Int32($0) }
    }

    private static func rows(without kept: [Int32], of count: Int) -> [Int32] {
        var isKept = [Bool](repeating: false, count: count)
        for row in kept { isKept[Int(row)] = true }
        return isKept.indices.filter { !isKept[$0] }.map { Int32($0) }
    }

    public static func == (a: StepEffect, b: StepEffect) -> Bool {
        a.rowsBefore == b.rowsBefore && a.rowsAfter == b.rowsAfter && a.added == b.added && a.removed == b.removed
            && a.rows == b.rows && a.renamed?.column == b.renamed?.column && a.renamed?.name == b.renamed?.name
            && a.changed.elementsEqual(b.changed) { $0 == $1 }
    }

    /// In a few words: `took 12 of 400 rows`, `changed 31 cells of city`, `renamed age to years`.
    public var sentence: String {
        var parts: [String] = []
        if rowsAfter < rowsBefore { parts.append("took \(counted(rowsBefore - rowsAfter)) of \(counted(rowsBefore, "row"))") }
        if rowsAfter > rowsBefore { parts.append("added \(counted(rowsAfter - rowsBefore, "row"))") }
        if !changed.isEmpty { parts.append("changed \(counted(changedCells, "cell")) of \(Self.list(changed.map(\.column)))") }
        if let renamed { parts.append("renamed \(renamed.column) to \(renamed.name)") }
        if !added.isEmpty { parts.append("added \(Self.list(added))") }
        if !removed.isEmpty { parts.append("removed \(Self.list(removed))") }
        return parts.isEmpty ? "changed nothing" : parts.joined(separator: ", ")
    }

    private static func list(_ names: [String]) -> String {
        names.count > 3 ? "\(names.count) columns" : names.joined(separator: ", ")
    }
}

extension Column {
    /// How many rows have another value in another column of as many rows, as people read them; each such row is marked.
    fileprivate func differences(from other: Column, _ isChanged: inout [Bool]) -> Int {
        var count = 0
        func mark(_ row: Int) {
            isChanged[row] = true
            count += 1
        }
        switch (storage, other.storage) {
        case (.numbers(let a), .numbers(let b)):
            if a.isSame(as: b) { return 0 }
            for row in isChanged.indices where !(a[row] == b[row] || a[row].isNaN && b[row].isNaN) { mark(row) }
        case (.codes(let a, let wordsOfA), .codes(let b, let wordsOfB)):
            if a.isSame(as: b), wordsOfA.text.isSame(as: wordsOfB.text) { return 0 }
            // By bytes: strings that write an accent in two ways are equal, while the column has each as a word of its own.
            var places: [[UInt8]: Int32] = [:]
            for place in wordsOfB.indices { places[wordsOfB.withBytes(of: place) { Array($0) }] = Int32(place) }
            let same = wordsOfA.indices.map { wordsOfA.withBytes(of: $0) { places[Array($0)] ?? -2 } }
            for row in isChanged.indices where (a[row] < 0 ? -1 : same[Int(a[row])]) != b[row] { mark(row) }
        default:
            // Read as another kind: what is shown counts.
            for row in isChanged.indices where text(row: row) != other.text(row: row) { mark(row) }
        }
        return count
    }
}
