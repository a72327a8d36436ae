/// A column's part in the order of rows.
public struct SortKey: Hashable, Sendable {
    /// The place of the column in the table.
    public var column: Int
    /// Largest first. Missing values stand last either way.
    public var isDescending: Bool

    public init(_ column: Int, descending: Bool = false) {
        self.column = column
        self.isDescending = descending
    }
}
