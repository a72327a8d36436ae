import Foundation
import GRDB
import Recipes

extension RunStore {
    /// The points of some series, whole or as outlines.
    static func points(of rows: [SeriesRow], run: Int, maximum: Int?, _ db: Database) throws -> [SeriesPoints] {
        let tails = rows.contains { $0.count > $0.sealed } ? try tails(run: run, db) : []
        return try rows.map { series in
            let rest = unsealed(series, tails)
            if let maximum, series.count > max(4, maximum) {
                var outline = Outline()
                try addChunks(of: series, to: &outline, db)
                outline.add(steps: rest.steps[...], values: rest.values[...], width: 1)
                return outline.points(name: series.name, maximum: max(4, maximum))
            }
            var (steps, values) = try sealed(series, db)
            steps += rest.steps
            values += rest.values
            return SeriesPoints(name: series.name, steps: steps, values: values)
        }
    }

    /// The sealed points of a series, exactly.
    private static func sealed(_ series: SeriesRow, _ db: Database) throws -> (steps: [Int], values: [Double]) {
        var (steps, values): ([Int], [Double]) = ([], [])
        guard series.sealed > 0 else { return (steps, values) }
        steps.reserveCapacity(series.count)
        values.reserveCapacity(series.count)
        let statement = try db.cachedStatement(
            sql: "SELECT first_step, stride, count, steps, points FROM chunk WHERE series = ? ORDER BY first")
        let cursor = try Row.fetchCursor(statement, arguments: [series.id])
        while let row = try cursor.next() {
            var differences = ByteReader(row[3] ?? Data())
            let numbers = Blob.doubles(row[4])
            guard numbers.count == row[2] as Int,
                let places = Steps.read(first: row[0], stride: row[1], count: numbers.count, differences: &differences)
            else { continue }
            steps += places
            values += numbers
        }
        return (steps, values)
    }

    /// The buckets of the sealed points; the points themselves are read of small chunks only.
    private static func addChunks(of series: SeriesRow, to outline: inout Outline, _ db: Database) throws {
        guard series.sealed > 0 else { return }
        let statement = try db.cachedStatement(
            sql: """
                SELECT first_step, last_step, count, last, buckets, CASE WHEN length(buckets) = 0 THEN points END
                FROM chunk WHERE series = ? ORDER BY first
                """)
        let cursor = try Row.fetchCursor(statement, arguments: [series.id])
        while let row = try cursor.next() {
            let (firstStep, lastStep, count): (Int, Int, Int) = (row[0], row[1], row[2])
            let buckets = Blob.floats(row[4])
            let width = Chunk.bucketWidth(count: count)
            // Irregular steps are taken as even within a chunk: the outline is for the eye.
            let span = Double(lastStep - firstStep) / Double(max(1, count - 1))
            for (place, value) in Blob.doubles(row[5] ?? Data()).prefix(count).enumerated() {
                let step = firstStep + Int(Double(place) * span)
                outline.add(Outline.Stretch(first: step, last: step, low: value, high: value, count: 1))
            }
            for bucket in 0..<buckets.count / 2 {
                let first = bucket * width
                let end = min(first + width, count) - 1
                outline.add(
                    Outline.Stretch(
                        first: firstStep + Int(Double(first) * span), last: firstStep + Int(Double(end) * span),
                        low: Double(buckets[bucket * 2]), high: Double(buckets[bucket * 2 + 1]), count: end - first + 1))
            }
            outline.end(step: lastStep, value: row[3] ?? .nan)
        }
    }
}

/// The lowest and highest values of a series by stretches of steps.
struct Outline {
    /// Some neighbouring points.
    struct Stretch: Equatable {
        var first: Int
        var last: Int
        /// NaN where every value is missing.
        var low: Double
        var high: Double
        var count: Int

        mutating func merge(_ next: Stretch) {
            last = next.last
            count += next.count
            low = low.isNaN ? next.low : next.low.isNaN ? low : min(low, next.low)
            high = high.isNaN ? next.high : next.high.isNaN ? high : max(high, next.high)
        }
    }

    private(set) var stretches: [Stretch] = []
    private var final: (step: Int, value: Double)?

    mutating func add(_ stretch: Stretch) { stretches.append(stretch) }

    /// Adds points that are at hand, `width` of them a stretch.
    mutating func add(steps: ArraySlice<Int>, values: ArraySlice<Double>, width: Int) {
        for (step, value) in zip(steps, values) {
            add(Stretch(first: step, last: step, low: value, high: value, count: 1))
        }
        if let step = steps.last, let value = values.last { end(step: step, value: value) }
    }

    /// Says which point is the last of all so far.
    mutating func end(step: Int, value: Double) { final = (step, value) }

    /// At most `maximum` points: two a stretch, the lowest at its beginning and the highest at its middle, then the last point.
    func points(name: SeriesName, maximum: Int) -> SeriesPoints {
        let total = stretches.reduce(0) { $0 + $1.count }
        let room = max(1, (maximum - 1) / 2)
        let each = max(1, (total + room - 1) / room)
        var merged: [Stretch] = []
        for stretch in stretches {
            if let last = merged.indices.last, merged[last].count + stretch.count <= each {
                merged[last].merge(stretch)
            } else {
                merged.append(stretch)
            }
        }
        while merged.count > room {
            // Stretches that do not divide evenly leave more than there is room for.
            merged = stride(from: 0, to: merged.count, by: 2).map { place in
                var pair = merged[place]
                if place + 1 < merged.count { pair.merge(merged[place + 1]) }
                return pair
            }
        }
        var points = SeriesPoints(name: name, steps: [], values: [])
        func add(_ step: Int, _ value: Double) {
            if let last = points.steps.last, step <= last { return }
            points.steps.append(step)
            points.values.append(value)
        }
        for stretch in merged {
            add(stretch.first, stretch.low)
            let middle = stretch.first + (stretch.last - stretch.first + 1) / 2
            if stretch.high != stretch.low, stretch.last < final?.step ?? .max || middle < stretch.last {
                add(middle, stretch.high)
            }
        }
        if let final {
            if points.steps.last == final.step {
                points.values[points.values.count - 1] = final.value
            } else {
                add(final.step, final.value)
            }
        }
        return points
    }
}
