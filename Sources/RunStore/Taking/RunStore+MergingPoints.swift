import Foundation
import GRDB
import Recipes

/// The points of another store's runs. They are copied as they are packed, and believed only where counts and steps agree.
extension RunStore {
    /// Series have numbers of their own, which the rows of a tail hold as well: what is in tails is sealed, as the run is over.
    ///
    /// - Returns: false where points are not as many as is said, or their steps do not ascend.
    static func copySeries(of there: Int, from source: Database, as number: Int, _ db: Database) throws -> Bool {
        let tails = try tails(run: there, source)
        for series in try SeriesRow.all(run: there, source) {
            guard series.sealed >= 0, isStep(series.bestStep ?? 0), isStep(series.lastStep ?? 0) else { return false }
            var values = try Row.fetchOne(source, sql: "SELECT * FROM series WHERE id = ?", arguments: [series.id])?.values ?? [:]
            values["id"] = .null
            values["run"] = number.databaseValue
            try insert(values, into: "series", db)
            let id = Int(db.lastInsertedRowID)
            var (place, last) = (0, Int.min)
            let chunks = try Row.fetchCursor(
                source, sql: "SELECT * FROM chunk WHERE series = ? ORDER BY first", arguments: [series.id])
            while let chunk = try chunks.next() {
                guard let ends = steps(ofChunk: chunk, at: place), ends.lowerBound > last else { return false }
                var values = chunk.values
                values["series"] = id.databaseValue
                try insert(values, into: "chunk", db)
                place += chunk["count"] as Int
                last = ends.upperBound
            }
            guard place == series.sealed else { return false }
            let rest = unsealed(series, tails)
            for step in rest.steps {
                guard isStep(step), step > last else { return false }
                last = step
            }
            for start in stride(from: 0, to: rest.steps.count, by: Chunk.size) {
                let range = start..<min(start + Chunk.size, rest.steps.count)
                try Chunk(steps: rest.steps[range], values: rest.values[range]).insert(series: id, first: place, db)
                place += range.count
            }
            try db.execute(sql: "UPDATE series SET count = ?, sealed = ? WHERE id = ?", arguments: [place, place, id])
        }
        return true
    }

    private static func isStep(_ step: Int) -> Bool { step.magnitude <= SeriesPoints.furthestStep.magnitude }

    /// The first and the last step of a chunk; nil where it does not hold what it says.
    private static func steps(ofChunk chunk: Row, at place: Int) -> ClosedRange<Int>? {
        let (first, last, stride, count): (Int, Int, Int, Int) = (
            chunk["first_step"], chunk["last_step"], chunk["stride"], chunk["count"]
        )
        let (points, buckets): (Data, Data) = (chunk["points"], chunk["buckets"])
        guard chunk["first"] as Int == place, count > 0, count == points.count / 8, isStep(first), isStep(last), last >= first,
            buckets.count <= 8 * Chunk.bucketCount
        else { return nil }
        var differences = ByteReader(chunk["steps"] ?? Data())
        let steps = Steps.read(first: first, stride: stride, count: count, differences: &differences)
        return steps?.last == last ? first...last : nil
    }
}
