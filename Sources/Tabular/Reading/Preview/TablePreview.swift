/// What can be seen of a file at once, whatever its size.
///
/// Kinds are decided by the same rules as those of the whole table, on the rows that were looked at, so a column may turn out to be
/// something else when all of it was read. The tables have no fingerprint: nothing may be trained on them.
public struct TablePreview: Sendable {
    /// The first rows.
    public let first: Table
    /// Rows from places spread evenly over the file, with the kinds of ``first``; nil where only the first rows can be had.
    public let sample: Table?
    /// How many rows the file has, about; exact where ``isWhole``.
    public let estimatedRows: Int
    /// Whether the first rows are all there are.
    public let isWhole: Bool
}
