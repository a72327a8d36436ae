/// Count, mean and the central moments of a sample.
public struct SampleMoments: Equatable, Sendable {
    /// The number of values.
    public var count: Int
    /// Their arithmetic mean; NaN for none.
    public var mean: Double
    /// The second, third and fourth central moments, divided by the count.
    public var central: (second: Double, third: Double, fourth: Double)

    /// The moments of finite values, in two passes: the mean first, so that large values far from zero lose nothing.
    ///
    /// - Complexity: O(n).
    public init(_ values: UnsafeBufferPointer<Double>) {
        count = values.count
        central = (.nan, .nan, .nan)
        guard !values.isEmpty else {
            mean = .nan
            return
        }
        let n = Double(values.count)
        var sum = 0.0
        for value in values { sum += value }
        // Values near the largest double sum to infinity although their mean is finite.
        let first = sum.isFinite ? sum / n : values.reduce(0) { $0 + $1 / n }
        var rest = 0.0
        for value in values { rest += value - first }
        mean = rest.isFinite ? first + rest / n : first
        let center = mean
        var (second, third, fourth) = (0.0, 0.0, 0.0)
        for value in values {
            let deviation = value - center
            let square = deviation * deviation
            second += square
            third += square * deviation
            fourth += square * square
        }
        central = (second / n, third / n, fourth / n)
    }

    /// The moments of finite values.
    public init(_ values: [Double]) { self = values.withUnsafeBufferPointer { SampleMoments($0) } }

    /// The unbiased variance, ddof 1; NaN for fewer than two values.
    public var variance: Double { count > 1 ? central.second * Double(count) / Double(count - 1) : .nan }

    /// The standard deviation, ddof 1; NaN for fewer than two values.
    public var standardDeviation: Double { variance.squareRoot() }

    /// Fisher and Pearson's g1, biased; 0 where all values are equal.
    public var skewness: Double { central.second > 0 ? central.third / (central.second * central.second.squareRoot()) : 0 }

    /// G1, g1 corrected for bias as pandas and SAS have it; NaN for fewer than three values, 0 where all are equal.
    public var unbiasedSkewness: Double {
        guard count > 2 else { return .nan }
        let n = Double(count)
        return skewness * (n * (n - 1)).squareRoot() / (n - 2)
    }

    /// Excess kurtosis g2, biased; 0 where all values are equal.
    public var kurtosis: Double { central.second > 0 ? central.fourth / (central.second * central.second) - 3 : 0 }

    /// G2, g2 corrected for bias; NaN for fewer than four values.
    public var unbiasedKurtosis: Double {
        guard count > 3 else { return .nan }
        let n = Double(count)
        return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * kurtosis + 6)
    }

    public static func == (a: SampleMoments, b: SampleMoments) -> Bool {
        a.count == b.count && a.mean == b.mean && a.central == b.central
    }
}
