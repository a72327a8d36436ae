import Interface

/// Where a person is in a sheet: the cursor, and what is marked.
struct SheetPlace: Hashable, Sendable {
    var table: TableState
    /// What is marked, by ``DataSheet/identity(of:_:)`` of its row, so that marks stay where they are when rows are sorted.
    var marked: Set<Int> = []
    /// The row at which a range of marks began; nil while there is none.
    var anchor: Int?

    init(_ table: TableState = TableState()) { self.table = table }

    /// The rows between the beginning of the range and the cursor; nil while no range is being marked.
    var range: ClosedRange<Int>? {
        anchor.map { min($0, table.cursor)...max($0, table.cursor) }
    }
}
