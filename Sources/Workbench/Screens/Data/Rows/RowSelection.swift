public import Recipes
public import Tabular

/// Some rows of the table: those of a condition, some that were picked, or those picked of which a condition is true.
public struct RowSelection: Hashable, Sendable {
    /// In the filter grammar; nil is no condition.
    public var filter: String?
    /// The rows that were picked; nil is all.
    public var list: RowList?

    public init(filter: String? = nil, list: RowList? = nil) {
        self.filter = filter
        self.list = list
    }

    /// All rows.
    public static let all = RowSelection()

    /// Whether no row is left out.
    public var isAll: Bool { filter == nil && list == nil }

    /// Those of these rows of which a condition is true as well.
    public func and(_ condition: String) -> RowSelection {
        RowSelection(filter: RowFilter.both(filter, condition), list: list)
    }

    /// The rows in their order; nil is all rows in the table's order.
    ///
    /// - Throws: ``AssayError`` where the condition cannot be read or does not fit the table.
    /// - Complexity: O(rows) a term of the condition. Not for the screen's thread.
    public func rows(in table: Table) throws(AssayError) -> [Int32]? {
        let picked = list.map { $0.rows.filter { $0 >= 0 && $0 < table.rowCount } }
        guard let filter, !filter.isEmpty else { return picked }
        let condition = try RowFilter(parsing: filter)
        guard let picked else { return try condition.rows(in: table) }
        let matches = try condition.matches(in: table)
        return picked.filter { matches[Int($0)] }
    }

    /// How the crumbs name it; empty for all rows.
    public var title: String {
        [list?.title, filter.map { "/" + $0 }].compactMap { $0 }.joined(separator: " ")
    }
}

/// Rows that were picked one by one, with a name. Kept by reference: it may be as long as the table.
public final class RowList: Hashable, Sendable {
    public let rows: [Int32]
    /// Such as `3 marked rows`.
    public let title: String

    public init(_ rows: [Int32], title: String) {
        self.rows = rows
        self.title = title
    }

    public static func == (a: RowList, b: RowList) -> Bool { a === b || (a.title == b.title && a.rows == b.rows) }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rows.count)
        hasher.combine(rows.first)
        hasher.combine(rows.last)
    }
}
