/// What one pass over the text has to do.
final class ReadingPlan: Sendable {
    let source: ByteSource
    let rules: RowRules
    /// Fields of a row.
    let columns: Int
    let rows: Int
    /// As what each column is read; nil for those that are left out.
    let trials: [ColumnTrial?]
    /// What is said of the cells of each column.
    let cells: [CellRules]
    let bodies: TableBodies
    private let slots: [Int]

    init(
        source: ByteSource, rules: RowRules, rows: Int, trials: [ColumnTrial?], cells: [CellRules], slots: [Int],
        bodies: TableBodies
    ) {
        self.source = source
        self.rules = rules
        columns = trials.count
        self.rows = rows
        self.trials = trials
        self.cells = cells
        self.slots = slots
        self.bodies = bodies
    }

    /// The room of a column: doubles, or codes in the first half of it.
    static func slotSize(rows: Int) -> Int { (rows * 8 + 63) & ~63 }

    /// Where the values of a column stand in the bodies.
    func offset(of column: Int) -> Int { CacheFormat.prefix + slots[column] * Self.slotSize(rows: rows) }
}
