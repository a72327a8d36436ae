public import Tabular

/// What a derived column would be like, from a part of the rows.
public struct DerivedPreview: Sendable {
    /// At most so many rows are worked out while somebody types.
    static let rowLimit = 20_000

    public let profile: ColumnProfile
    /// The first values, as people read them; nil where missing.
    public let first: [String?]
    /// How many rows were worked out.
    public let rows: Int

    /// Nil where the expression makes no sense on the table: that is said where it is typed.
    init?(of text: String, named name: String, on table: Table) {
        let part = table.first(Self.rowLimit)
        guard let expression = try? Expression(parsing: text), let column = try? expression.evaluate(on: part, as: name) else {
            return nil
        }
        let alone = Table(name: part.name, source: part.source, rowCount: part.rowCount, columns: [column])
        guard let profile = alone.profile(target: nil).columns.first else { return nil }
        self.profile = profile
        first = (0..<min(8, part.rowCount)).map { column.text(row: $0) }
        rows = part.rowCount
    }
}
