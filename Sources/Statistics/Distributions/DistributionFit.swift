import Glibc

/// A distribution fitted to values by maximum likelihood.
///
///     let best = DistributionFit.ranked(incomes).first
///     print(best?.distribution.name ?? "none", best?.distance ?? .nan)
public struct DistributionFit: Equatable, Sendable {
    public let distribution: FittedDistribution
    /// The logarithm of the likelihood.
    public let logLikelihood: Double
    /// H. Akaike's criterion, smaller is better (https://doi.org/10.1109/TAC.1974.1100705).
    public let criterion: Double
    /// Kolmogorov and Smirnov's distance to the values: how far off the fit is, 0 to 1, whatever their number. The criterion only
    /// ranks; a distance above 0.05 or so says that the best is not good either.
    public let distance: Double
    /// The values in use.
    public let n: Int

    /// All distributions whose support holds the values, the best by Akaike's criterion first.
    ///
    /// The normal and the uniform take any values, the exponential those from 0 on, the log-normal, gamma and Weibull positive
    /// ones, beta those between 0 and 1. Values that are not finite are left out. Empty for fewer than two values or where
    /// nothing varies. Where the parameters run to infinity a distribution is left out.
    ///
    /// - Complexity: O(n log n).
    public static func ranked(_ values: [Double]) -> [DistributionFit] {
        let sorted = RadixSort.sorted(values.filter(\.isFinite))
        guard let low = sorted.first, let high = sorted.last, low < high else { return [] }
        let moments = SampleMoments(sorted)
        var found: [FittedDistribution] = [.uniform(low: low, high: high)]
        let deviation = moments.central.second.squareRoot()
        if deviation > 0, deviation.isFinite { found.append(.normal(mean: moments.mean, deviation: deviation)) }
        if low >= 0, moments.mean > 0 { found.append(.exponential(rate: 1 / moments.mean)) }
        if low > 0 {
            let logs = sorted.map { log($0) }
            let logMoments = SampleMoments(logs)
            found.append(.logNormal(mean: logMoments.mean, deviation: logMoments.central.second.squareRoot()))
            if let gamma = gamma(mean: moments.mean, logMean: logMoments.mean) { found.append(gamma) }
            if let weibull = weibull(logs, logMoments) { found.append(weibull) }
            if high < 1, let beta = beta(sorted, moments, logMean: logMoments.mean) { found.append(beta) }
        }
        let fits = found.map { DistributionFit($0, sorted) }
        return fits.filter { $0.criterion.isFinite }.sorted { $0.criterion < $1.criterion }
    }

    /// The measures of a distribution on ascending finite values.
    private init(_ distribution: FittedDistribution, _ sorted: [Double]) {
        self.distribution = distribution
        n = sorted.count
        logLikelihood = sorted.reduce(0) { $0 + distribution.logDensity($1) }
        criterion = 2 * Double(distribution.parameters.count) - 2 * logLikelihood
        distance = HypothesisTest.largestDistance(sorted, distribution.cdf)
    }

    /// The shape k solves ln k - psi(k) = ln mean - mean of ln; from T. P. Minka's start, by Newton's steps in 1 / k.
    private static func gamma(mean: Double, logMean: Double) -> FittedDistribution? {
        let gap = log(mean) - logMean
        guard gap > 1e-12, gap.isFinite else { return nil }
        var k = (3 - gap + ((gap - 3) * (gap - 3) + 24 * gap).squareRoot()) / (12 * gap)
        for _ in 0..<100 {
            let change = (log(k) - digamma(k) - gap) / (k * k * (1 / k - trigamma(k)))
            let next = 1 / (1 / k + change)
            guard next > 0, next.isFinite else { return nil }
            let isSettled = abs(next - k) <= 1e-14 * k
            k = next
            if isSettled { break }
        }
        return .gamma(shape: k, scale: mean / k)
    }

    /// The shape solves sum x^k ln x / sum x^k - 1 / k = mean of ln, whose left side rises with k: Newton's steps in a bracket.
    private static func weibull(_ logs: [Double], _ moments: SampleMoments) -> FittedDistribution? {
        let deviation = moments.standardDeviation
        guard deviation > 0, deviation.isFinite, let largest = logs.last else { return nil }
        // Relative to the largest value, so that no power overflows.
        let shifted = logs.map { $0 - largest }
        let target = moments.mean - largest
        var (low, high) = (0.0, Double.infinity)
        var k = Double.pi / (6.0).squareRoot() / deviation
        var power = 0.0
        for _ in 0..<200 {
            var (weighted, squares) = (0.0, 0.0)
            power = 0
            for value in shifted {
                let weight = exp(k * value)
                power += weight
                weighted += weight * value
                squares += weight * value * value
            }
            let ratio = weighted / power
            let excess = ratio - 1 / k - target
            if excess > 0 { high = k } else { low = k }
            var next = k - excess / (squares / power - ratio * ratio + 1 / (k * k))
            if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : 2 * k }
            guard next.isFinite else { return nil }
            let isSettled = abs(next - k) <= 1e-14 * k
            k = next
            if isSettled { break }
        }
        let scale = exp(largest + log(power / Double(logs.count)) / k)
        return scale > 0 && scale.isFinite ? .weibull(shape: k, scale: scale) : nil
    }

    /// Both shapes by Newton's steps from those of the moments; halved where a step would leave the positive numbers.
    private static func beta(_ sorted: [Double], _ moments: SampleMoments, logMean: Double) -> FittedDistribution? {
        let complementMean = sorted.reduce(0) { $0 + log1p(-$1) } / Double(sorted.count)
        let (mean, variance) = (moments.mean, moments.central.second)
        let sum = max(0.1, mean * (1 - mean) / variance - 1)
        var (a, b) = (mean * sum, (1 - mean) * sum)
        for _ in 0..<200 {
            let all = digamma(a + b)
            let (first, second) = (logMean - digamma(a) + all, complementMean - digamma(b) + all)
            let cross = trigamma(a + b)
            let (left, right) = (cross - trigamma(a), cross - trigamma(b))
            let determinant = left * right - cross * cross
            guard determinant != 0, determinant.isFinite else { return nil }
            var stepA = -(first * right - second * cross) / determinant
            var stepB = -(second * left - first * cross) / determinant
            guard stepA.isFinite, stepB.isFinite else { return nil }
            while a + stepA <= 0 || b + stepB <= 0 {
                stepA /= 2
                stepB /= 2
            }
            a += stepA
            b += stepB
            guard a.isFinite, b.isFinite, a < 1e8, b < 1e8 else { return nil }
            if abs(stepA) <= 1e-14 * a && abs(stepB) <= 1e-14 * b { break }
        }
        return .beta(a: a, b: b)
    }
}
