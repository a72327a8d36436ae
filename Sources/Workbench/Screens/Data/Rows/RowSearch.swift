import Recipes
import Tabular

/// Which rows of the table have what is searched for.
struct RowSearch: DataQuestion {
    /// A word, or a condition, in the filter grammar.
    var text: String

    static var onlyNewestCounts: Bool { true }

    func answer(in context: AnalysisContext) throws(AssayError) -> SearchHits {
        SearchHits(try RowFilter(parsing: text).matches(in: context.table))
    }
}

/// The rows that a search found. Kept by reference: there is an entry for every row of the table.
final class SearchHits: Sendable {
    private let isHit: [Bool]

    init(_ isHit: [Bool]) { self.isHit = isHit }

    func contains(_ row: Int) -> Bool { isHit.indices.contains(row) && isHit[row] }

    /// The next place with a hit, going on at the other end.
    ///
    /// - Parameters:
    ///   - place: where the search begins; it is looked at last.
    ///   - step: 1 or -1.
    ///   - order: the rows as they stand.
    ///   - count: how many there are.
    /// - Returns: the place, and whether the search went past the end; nil where no row has it.
    /// - Complexity: O(count).
    func next(from place: Int, step: Int, in order: RowOrder, count: Int) -> (place: Int, wrapped: Bool)? {
        guard count > 0 else { return nil }
        var here = min(max(place, -1), count)
        var wrapped = false
        for _ in 0...count {
            here += step
            if here < 0 || here >= count {
                here = here < 0 ? count - 1 : 0
                wrapped = true
            }
            if contains(order.row(at: here)) { return (here, wrapped) }
        }
        return nil
    }
}
