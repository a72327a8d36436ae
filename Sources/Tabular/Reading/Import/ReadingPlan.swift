import Synchronization

/// What one pass over the text has to do.
final class ReadingPlan: Sendable {
    let source: ByteSource
    let rules: RowRules
    let columns: Int
    let rows: Int
    let encoding: TextEncoding
    /// As what each column is read; nil for those that are left out.
    let trials: [ColumnTrial?]
    let bodies: TableBodies
    private let failed: ResultSlots<Bool>

    init(
        source: ByteSource, rules: RowRules, columns: Int, rows: Int, encoding: TextEncoding, trials: [ColumnTrial?],
        bodies: TableBodies
    ) {
        self.source = source
        self.rules = rules
        self.columns = columns
        self.rows = rows
        self.encoding = encoding
        self.trials = trials
        self.bodies = bodies
        failed = ResultSlots(0)
    }

    /// The room of a column: doubles, or codes in the first half of it.
    static func slotSize(rows: Int) -> Int { (rows * 8 + 63) & ~63 }

    /// Where the values of a column stand in the bodies.
    static func offset(of column: Int, rows: Int) -> Int { CacheFormat.prefix + column * slotSize(rows: rows) }

    func offset(of column: Int) -> Int { Self.offset(of: column, rows: rows) }
}
