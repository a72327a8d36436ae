import Recipes
import Tabular

/// Which rows stand in which order.
struct RowArrangement: DataQuestion {
    var rows: RowSelection
    /// The first decides.
    var sorts: [SortKey]

    init(rows: RowSelection = .all, sorts: [SortKey] = []) {
        self.rows = rows
        self.sorts = sorts
    }

    /// Whether rows stand as in the table, so that nothing has to be worked out.
    var isPlain: Bool { rows.isAll && sorts.isEmpty }

    static var onlyNewestCounts: Bool { true }

    func answer(in context: AnalysisContext) throws(AssayError) -> RowOrder {
        let chosen = try rows.rows(in: context.table)
        guard !sorts.isEmpty else { return RowOrder(chosen) }
        return RowOrder(context.table.sorted(chosen, by: sorts, isCancelled: context.isCancelled))
    }
}

/// The rows of the table in the order in which a grid shows them. Kept by reference: it may be as long as the table.
final class RowOrder: Sendable {
    /// nil is all rows in the table's order.
    let rows: [Int32]?

    init(_ rows: [Int32]?) { self.rows = rows }

    /// The row of the table that stands at a place.
    func row(at place: Int) -> Int {
        guard let rows else { return place }
        return rows.indices.contains(place) ? Int(rows[place]) : 0
    }

    /// How many there are, of a table with so many rows.
    func count(of rowCount: Int) -> Int { rows?.count ?? rowCount }
}
