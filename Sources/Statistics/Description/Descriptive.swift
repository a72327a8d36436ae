/// Order statistics: quantiles, median, ranks.
public enum Descriptive {
    /// The quantile at `share` of ascending values, type 7 of R. J. Hyndman and Y. Fan
    /// (https://doi.org/10.1080/00031305.1996.10473566), the default of NumPy and R.
    ///
    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - sorted: ascending, without NaN.
    /// - Returns: the quantile; NaN for no values.
    /// - Complexity: O(1).
    public static func quantile(_ share: Double, ofSorted sorted: UnsafeBufferPointer<Double>) -> Double {
        guard !sorted.isEmpty, share >= 0, share <= 1 else { return .nan }
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        let part = place - Double(below)
        // Weights instead of a difference, which could overflow; an infinite neighbour without weight has no say.
        return part == 0 || sorted[below] == sorted[above] ? sorted[below] : sorted[below] * (1 - part) + sorted[above] * part
    }

    /// The quantile at `share` of values in any order; NaN counts as missing.
    ///
    /// - Complexity: O(n log n).
    public static func quantile(_ share: Double, of values: [Double]) -> Double {
        values.filter { !$0.isNaN }.sorted().withUnsafeBufferPointer { quantile(share, ofSorted: $0) }
    }

    /// The median.
    ///
    /// - Complexity: O(n log n).
    public static func median(of values: [Double]) -> Double { quantile(0.5, of: values) }

    /// The median of the absolute deviations from the median, not scaled.
    ///
    /// - Complexity: O(n log n).
    public static func medianAbsoluteDeviation(of values: [Double]) -> Double {
        let center = median(of: values)
        return median(of: values.map { abs($0 - center) })
    }

    /// The ranks of the values from 1; equal values share the mean of their ranks.
    ///
    /// - Complexity: O(n log n).
    public static func averageRanks(of values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            for place in start..<end { ranks[order[place]] = rank }
            start = end
        }
        return ranks
    }
}
