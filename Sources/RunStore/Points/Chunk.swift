import Foundation
import GRDB

/// Points of one series that are sealed: never changed again, with their outline beside them.
struct Chunk {
    /// How many points a full chunk has, and how many buckets its outline.
    static let size = 4096
    static let bucketCount = 64
    /// Chunks up to this size have no buckets: their points are quickly read, and buckets would be half as large as they.
    static let smallest = 256

    let steps: ArraySlice<Int>
    let values: ArraySlice<Double>

    /// How many points a bucket covers; the last may cover fewer.
    static func bucketWidth(count: Int) -> Int { max(1, (count + bucketCount - 1) / bucketCount) }

    /// Lowest and highest of each bucket, rounded outwards; NaN where all of it is missing. Empty for a small chunk.
    var buckets: [Float] {
        guard values.count > Self.smallest else { return [] }
        let width = Self.bucketWidth(count: values.count)
        var pairs: [Float] = []
        for start in Swift.stride(from: values.startIndex, to: values.endIndex, by: width) {
            let range = Self.range(of: values[start..<min(start + width, values.endIndex)])
            pairs += [Self.roundedDown(range.low), Self.roundedUp(range.high)]
        }
        return pairs
    }

    /// Lowest and highest of the values that are there; NaN where there are none.
    static func range(of values: ArraySlice<Double>) -> (low: Double, high: Double) {
        var (low, high) = (Double.infinity, -Double.infinity)
        var isEmpty = true
        for value in values where !value.isNaN {
            low = min(low, value)
            high = max(high, value)
            isEmpty = false
        }
        return isEmpty ? (.nan, .nan) : (low, high)
    }

    static func roundedDown(_ value: Double) -> Float {
        let near = Float(value)
        return Double(near) > value ? near.nextDown : near
    }

    static func roundedUp(_ value: Double) -> Float {
        let near = Float(value)
        return Double(near) < value ? near.nextUp : near
    }

    /// Writes the chunk; `first` is the place of its first point in the series.
    func insert(series: Int, first: Int, _ db: Database) throws {
        guard let firstStep = steps.first, let lastStep = steps.last, let last = values.last else { return }
        let stride = Steps.stride(of: steps)
        var differences: Data?
        if stride == 0 {
            var bytes = Data()
            Steps.appendDifferences(of: steps, to: &bytes)
            differences = bytes
        }
        let range = Self.range(of: values)
        let statement = try db.cachedStatement(sql: "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            series, first, firstStep, lastStep, stride, steps.count, range.low, range.high, last, Blob.bytes(of: buckets),
            differences, Blob.bytes(of: Array(values)),
        ])
    }
}
