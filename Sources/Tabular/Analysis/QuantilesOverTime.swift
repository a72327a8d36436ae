public import Recipes
import Statistics

/// Median and quartiles of a number in stretches of time of equal length.
public struct QuantilesOverTime: Sendable, Equatable {
    /// One stretch.
    public struct Stretch: Sendable, Equatable {
        /// Seconds since 1970-01-01 UTC; the last stretch holds its end.
        public var span: ClosedRange<Double>
        public var count: Int
        /// At 0.25, 0.5 and 0.75; NaN where there is no value.
        public var quartiles: [Double]
    }

    public var stretches: [Stretch]
    /// Rows in which both are there and finite.
    public var rows: Int

    /// - Returns: nil where a column holds words, or no row has both.
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows log rows).
    public init?(
        _ number: Column, over date: Column, stretches wanted: Int, cancellation: Cancellation = .never
    ) throws(AssayError) {
        guard case .numbers(let times) = date.storage, case .numbers(let values) = number.storage, wanted > 0 else { return nil }
        let count = min(times.count, values.count)
        let used = (0..<count).filter { times[$0].isFinite && values[$0].isFinite }
        guard let first = used.first else { return nil }
        rows = used.count
        var (low, high) = (times[first], times[first])
        for row in used { (low, high) = (min(low, times[row]), max(high, times[row])) }
        let parts = high > low ? wanted : 1
        let range = low...high
        var split = [[Double]](repeating: [], count: parts)
        for block in Cancellation.blocks(of: used.count) {
            try cancellation.check()
            for row in used[block] { split[ScatterTiles.place(times[row], range, parts)].append(values[row]) }
        }
        let done = split
        stretches = try inParallel(parts, cancellation) { part in
            let sorted = RadixSort.sorted(done[part])
            let quartiles = [0.25, 0.5, 0.75].map { share in
                sorted.withUnsafeBufferPointer { $0.isEmpty ? .nan : Descriptive.quantile(share, ofSorted: $0) }
            }
            return Stretch(span: ScatterTiles.ends(part, of: parts, in: range), count: sorted.count, quartiles: quartiles)
        }
    }
}
