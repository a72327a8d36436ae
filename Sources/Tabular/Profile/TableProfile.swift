/// What is known of a table: a profile a column, and what is noteworthy.
public struct TableProfile: Sendable, Equatable {
    /// The number of rows that were looked at.
    public var rows: Int
    public var columns: [ColumnProfile]
    public var alerts: [Alert]
    /// Of how many rows those that were looked at are a sample; nil where all were, so that every figure is exact.
    public var sampled: Sampled?

    /// The size of a sample.
    public struct Sampled: Sendable, Equatable {
        /// How many rows were looked at.
        public var rows: Int
        /// How many there are.
        public var of: Int

        public init(rows: Int, of: Int) {
            self.rows = rows
            self.of = of
        }
    }

    public init(rows: Int, columns: [ColumnProfile], alerts: [Alert], sampled: Sampled? = nil) {
        self.rows = rows
        self.columns = columns
        self.alerts = alerts
        self.sampled = sampled
    }

    /// The profile of a column, or nil.
    public subscript(name: String) -> ColumnProfile? { columns.first { $0.name == name } }
}
