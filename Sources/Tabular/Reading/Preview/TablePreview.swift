import Recipes

/// What can be seen of a file at once, whatever its size.
///
/// Kinds are decided by the same rules as those of the whole table, on the rows that were looked at, so a column may turn out to be
/// something else when all of it was read. The tables have no fingerprint: nothing may be trained on them.
public struct TablePreview: Sendable {
    /// The first rows.
    public let first: Table
    /// Rows from places spread evenly over the file, with the kinds of ``first``; nil where only the first rows can be had.
    public let sample: Table?
    /// How many rows the file has, about; exact where ``isWhole``, 0 where nobody knows yet.
    public let estimatedRows: Int
    /// Whether the first rows are all there are.
    public let isWhole: Bool

    /// The same with a further column at the end that has one word in all rows.
    package func adding(column name: String, word: String) -> TablePreview {
        func adding(to table: Table) -> Table {
            let codes = [Int32](repeating: 0, count: table.rowCount)
            let column = Column(name: name, kind: .category, storage: .codes(codes, words: [word]))
            return Table(
                name: table.name, source: table.source, rowCount: table.rowCount, columns: table.columns + [column],
                decisions: table.decisions)
        }
        return TablePreview(
            first: adding(to: first), sample: sample.map(adding), estimatedRows: estimatedRows, isWhole: isWhole)
    }

    /// The same under another name.
    package func named(_ name: String) -> TablePreview {
        func named(_ table: Table) -> Table {
            Table(
                name: name, source: table.source, rowCount: table.rowCount, columns: table.columns, decisions: table.decisions)
        }
        return TablePreview(first: named(first), sample: sample.map(named), estimatedRows: estimatedRows, isWhole: isWhole)
    }
}
