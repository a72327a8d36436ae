import Foundation
import GRDB
public import Recipes

/// The points of learning curves: one row a commit while they come (`tail`), sealed into chunks of 4,096 with their lowest and
/// highest values (`chunk`), so that a picture of a million points reads a few hundred rows.
extension RunStore {
    /// Appends points to many series at once, in one transaction.
    ///
    /// Steps ascend within a series: a point whose step is not above the last one kept is dropped, so that sending a batch twice
    /// does no harm.
    ///
    /// - Parameters:
    ///   - points: steps and values by series.
    ///   - id: the run.
    ///   - progress: where the run stands, kept in the same transaction.
    /// - Throws: ``AssayError`` where the run is not there or the store cannot be written.
    /// - Complexity: O(points).
    public func append(
        _ points: [SeriesPoints], to id: String, progress: RunRecord.Progress? = nil
    ) throws(AssayError) {
        try write(.crash) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            try Self.append(points, run: number, db)
            try db.execute(
                sql: "UPDATE run SET revision = ?, done = coalesce(?, done), total = coalesce(?, total) WHERE number = ?",
                arguments: [transaction.revision, progress?.done, progress?.total, number])
        }
    }

    /// What is known of a run's series without reading their points, by name.
    public func series(of id: String) throws(AssayError) -> [SeriesSummary] {
        try read { db in
            let number = try Self.number(of: id, db)
            return try SeriesRow.all(run: number, db).map(\.summary)
        }
    }

    /// The points of a run by name: exact, or thinned where a series has more than `maximum`.
    ///
    /// A thinned series keeps the outline: each stretch of steps gives its lowest and its highest value, rounded outwards to
    /// 24 bits, and the last point is exact.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - names: the series wanted; nil is all.
    ///   - maximum: how many points a series may have at the most; nil is all of them.
    /// - Returns: the series in the order in which they began.
    /// - Throws: ``AssayError`` where the run is not there.
    /// - Complexity: O(points), or with `maximum` O(points / 64).
    public func points(
        of id: String, names: [SeriesName]? = nil, maximum: Int? = nil
    ) throws(AssayError) -> [SeriesPoints] {
        try read { db in
            let number = try Self.number(of: id, db)
            let wanted = names.map(Set.init)
            let rows = try SeriesRow.all(run: number, db).filter { wanted?.contains($0.name) ?? true }
            return try Self.points(of: rows, run: number, maximum: maximum, db)
        }
    }
}
