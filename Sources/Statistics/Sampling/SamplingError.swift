/// How far a figure of a sample may be from that of the whole table: intervals for n rows drawn at random, without repeats,
/// from N.
///
/// Where the sample is the whole, every interval is the value itself.
public enum SamplingError {
    /// The interval of a share, after E. B. Wilson (https://doi.org/10.1080/01621459.1927.10502953). Drawing without repeats
    /// counts as a larger sample, n (N - 1) / (N - n), as in the finite population correction.
    ///
    /// - Parameters:
    ///   - count: rows of the sample in which it holds.
    ///   - n: rows of the sample.
    ///   - population: rows of the table; nil for infinitely many.
    ///   - confidence: between 0 and 1.
    /// - Returns: nil for an empty sample.
    public static func share(
        count: Int, of n: Int, population: Int? = nil, confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        guard n > 0, (0...n).contains(count), confidence > 0, confidence < 1 else { return nil }
        let share = Double(count) / Double(n)
        if let population, population <= n { return share...share }
        let size = population.map { Double(n) * Double($0 - 1) / Double($0 - n) } ?? Double(n)
        let z = NormalDistribution.standard.quantile(0.5 + confidence / 2)
        let weight = 1 + z * z / size
        let centre = (share + z * z / (2 * size)) / weight
        let margin = z / weight * (share * (1 - share) / size + z * z / (4 * size * size)).squareRoot()
        return (count == 0 ? 0 : max(0, centre - margin))...(count == n ? 1 : min(1, centre + margin))
    }

    /// The interval of a mean by Student's t with the finite population correction.
    ///
    /// - Returns: nil for fewer than two values.
    public static func mean(
        _ moments: SampleMoments, population: Int? = nil, confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        guard moments.count > 1, moments.mean.isFinite, moments.variance.isFinite, confidence > 0, confidence < 1 else {
            return nil
        }
        let n = Double(moments.count)
        let rest = population.map { $0 > moments.count ? 1 - n / Double($0) : 0 } ?? 1
        let t = StudentTDistribution(degreesOfFreedom: n - 1).quantile(0.5 + confidence / 2)
        let margin = t * (moments.variance / n * rest).squareRoot()
        return (moments.mean - margin)...(moments.mean + margin)
    }

    /// The interval of a quantile by order statistics, whatever the distribution: the values whose ranks the binomial law puts
    /// about the quantile (H. A. David and H. N. Nagaraja, Order Statistics, https://doi.org/10.1002/0471722162). Holds at least
    /// with the confidence asked for, apart from the finite population correction, which is by the normal law.
    ///
    /// - Parameters:
    ///   - share: the quantile, from 0 to 1.
    ///   - sorted: the sample, ascending, without NaN.
    ///   - population: rows of the table; nil for infinitely many.
    ///   - confidence: between 0 and 1.
    /// - Returns: nil for an empty sample. An end that the sample is too small to bound is infinite.
    /// - Complexity: O(log n).
    public static func quantile(
        _ share: Double, ofSorted sorted: UnsafeBufferPointer<Double>, population: Int? = nil, confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        let n = sorted.count
        guard n > 0, share >= 0, share <= 1, confidence > 0, confidence < 1 else { return nil }
        if let population, population <= n {
            let value = Descriptive.quantile(share, ofSorted: sorted)
            return value...value
        }
        let alpha = (1 - confidence) / 2
        // Drawing from few rows without repeats spreads the ranks less than the binomial law.
        let shrink = population.map { (Double($0 - n) / Double(max(1, $0 - 1))).squareRoot() } ?? 1
        let binomial = BinomialDistribution(trials: n, probability: share)
        let center = Double(n) * share
        let low = center - (center - Double(rank(binomial, alpha) - 1)) * shrink
        let high = center + (Double(rank(binomial, 1 - alpha) + 1) - center) * shrink
        // From ranks that start at 1 to places that start at 0.
        let first = Int(low.rounded(.down)), last = Int(high.rounded(.up)) - 1
        let lower = first < 0 ? -Double.infinity : sorted[min(first, n - 1)]
        let upper = last >= n ? Double.infinity : sorted[max(last, 0)]
        return min(lower, upper)...max(lower, upper)
    }

    /// The least k with a chance of at least p of at most k successes.
    private static func rank(_ binomial: BinomialDistribution, _ p: Double) -> Int {
        var (low, high) = (0, binomial.trials)
        while low < high {
            let middle = (low + high) / 2
            if binomial.cdf(middle) >= p { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
