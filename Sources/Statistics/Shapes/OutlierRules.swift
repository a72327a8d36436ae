/// Tukey's fences: beyond 1.5 interquartile ranges from the quartiles a value is outside, beyond 3 it is far out.
///
/// J. W. Tukey, Exploratory Data Analysis, 1977; quartiles are of type 7.
public struct TukeyFences: Equatable, Sendable {
    /// Values that are not outside.
    public let near: ClosedRange<Double>
    /// Values that are not far out.
    public let far: ClosedRange<Double>
    /// How many values are outside, the far ones among them.
    public let outside: Int
    /// How many are far out.
    public let farOut: Int

    /// The fences of ascending values without NaN; nil for none or where the quartiles are not finite.
    ///
    /// - Complexity: O(log n).
    public init?(sorted: UnsafeBufferPointer<Double>) {
        let low = Descriptive.quantile(0.25, ofSorted: sorted)
        let high = Descriptive.quantile(0.75, ofSorted: sorted)
        let range = high - low
        guard range.isFinite else { return nil }
        near = (low - 1.5 * range)...(high + 1.5 * range)
        far = (low - 3 * range)...(high + 3 * range)
        outside = Self.count(sorted, beyond: near)
        farOut = Self.count(sorted, beyond: far)
    }

    private static func count(_ sorted: UnsafeBufferPointer<Double>, beyond fence: ClosedRange<Double>) -> Int {
        func firstPlace(_ holds: (Double) -> Bool) -> Int {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        return firstPlace { $0 >= fence.lowerBound } + sorted.count - firstPlace { $0 > fence.upperBound }
    }
}

/// The modified z score: 0.6745 (x - median) / MAD, which outliers do not hide from. Above 3.5 is an outlier.
///
/// B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, 1993.
public struct ModifiedZ: Equatable, Sendable {
    /// The customary bound of its size.
    public static let bound = 3.5

    public let median: Double
    /// What a score is counted in: MAD / 0.6745, or 1.253314 mean absolute deviations from the median where more than half of
    /// the values are equal and the MAD is 0; 0 where all are.
    public let unit: Double
    /// True where the MAD was 0.
    public let isFallback: Bool

    /// Of values in any order; NaN counts as missing, infinite values as largest and smallest.
    ///
    /// - Complexity: O(n log n).
    public init(_ values: [Double]) {
        let sorted = RadixSort.sorted(values.filter { !$0.isNaN })
        let median = sorted.withUnsafeBufferPointer { Descriptive.quantile(0.5, ofSorted: $0) }
        let deviations = RadixSort.sorted(sorted.map { abs($0 - median) }.filter { !$0.isNaN })
        let typical = deviations.withUnsafeBufferPointer { Descriptive.quantile(0.5, ofSorted: $0) }
        self.median = median
        isFallback = typical == 0
        let finite = deviations.filter(\.isFinite)
        let mean = finite.isEmpty ? 0 : finite.reduce(0) { $0 + $1 / Double(finite.count) }
        unit = typical > 0 ? typical / 0.6745 : 1.253314 * mean
    }

    /// The score of a value: 0 at the median, infinite elsewhere where nothing varies, NaN for NaN.
    public func score(_ value: Double) -> Double {
        let deviation = value - median
        if deviation == 0 { return 0 }
        return unit > 0 ? deviation / unit : deviation.isNaN ? .nan : deviation < 0 ? -.infinity : .infinity
    }

    /// The values beyond the bound.
    public func isOutlier(_ value: Double, bound: Double = bound) -> Bool { abs(score(value)) > bound }
}
