import Glibc

extension HypothesisTest {
    /// Student's t test of two means, which takes the spreads of both groups to be equal.
    ///
    /// Student, The probable error of a mean, https://doi.org/10.1093/biomet/6.1.1.
    ///
    /// - Returns: t and p with Hedges g of the first group less the second.
    /// - Complexity: O(n).
    public static func student(_ first: [Double], _ second: [Double]) -> TestResult {
        twoMeans(first, second, isPooled: true)
    }

    /// Welch's t test of two means, whatever the spreads: the default for two groups.
    ///
    /// B. L. Welch, The generalization of Student's problem when several different population variances are involved,
    /// https://doi.org/10.1093/biomet/34.1-2.28.
    ///
    /// - Returns: t and p with Hedges g of the first group less the second.
    /// - Complexity: O(n).
    public static func welch(_ first: [Double], _ second: [Double]) -> TestResult {
        twoMeans(first, second, isPooled: false)
    }

    private static func twoMeans(_ first: [Double], _ second: [Double], isPooled: Bool) -> TestResult {
        let (groups, notes) = Groups.finite([first, second])
        let (a, b) = (Moments(groups[0]), Moments(groups[1]))
        let name = isPooled ? "Student's t" : "Welch's t"
        let n = a.count + b.count
        guard a.count > 1, b.count > 1 else {
            return .impossible(name, "t", n: n, because: "Each group needs at least two values.")
        }
        let (countA, countB) = (Double(a.count), Double(b.count))
        let difference = a.mean - b.mean
        let (errorA, errorB) = (a.variance / countA, b.variance / countB)
        let pooled = ((countA - 1) * a.variance + (countB - 1) * b.variance) / (countA + countB - 2)
        let square = isPooled ? pooled * (1 / countA + 1 / countB) : errorA + errorB
        guard square > 0, square.isFinite else {
            let note = square.isFinite ? "Neither group varies." : "The values are too large for their variance."
            return .impossible(name, "t", n: n, because: note)
        }
        let (shareA, shareB) = (errorA / square, errorB / square)
        let freedom =
            isPooled ? countA + countB - 2 : 1 / (shareA * shareA / (countA - 1) + shareB * shareB / (countB - 1))
        let t = difference / square.squareRoot()
        return TestResult(
            name: name, symbol: "t", statistic: t, degreesOfFreedom: [freedom],
            p: 2 * StudentTDistribution(degreesOfFreedom: freedom).sf(abs(t)),
            effect: hedgesG(difference: difference, pooledVariance: pooled, countA, countB), n: n, notes: notes)
    }

    /// Hedges' g: the difference of two means in pooled standard deviations, corrected for bias by the exact factor
    /// gamma(m / 2) / (sqrt(m / 2) gamma((m - 1) / 2)).
    ///
    /// L. V. Hedges, Distribution theory for Glass's estimator of effect size and related estimators,
    /// https://doi.org/10.3102/10769986006002107; the interval by its large-sample variance.
    ///
    /// - Returns: nil where a group has fewer than two values or neither varies.
    /// - Complexity: O(n).
    public static func hedgesG(_ first: [Double], _ second: [Double]) -> EffectSize? {
        let groups = Groups.finite([first, second]).groups
        let (a, b) = (Moments(groups[0]), Moments(groups[1]))
        guard a.count > 1, b.count > 1 else { return nil }
        let (countA, countB) = (Double(a.count), Double(b.count))
        let pooled = ((countA - 1) * a.variance + (countB - 1) * b.variance) / (countA + countB - 2)
        return hedgesG(difference: a.mean - b.mean, pooledVariance: pooled, countA, countB)
    }

    private static func hedgesG(
        difference: Double, pooledVariance: Double, _ countA: Double, _ countB: Double
    ) -> EffectSize? {
        guard pooledVariance > 0, pooledVariance.isFinite else { return nil }
        let freedom = countA + countB - 2
        let correction =
            freedom > 1 ? exp(logGamma(freedom / 2) - logGamma((freedom - 1) / 2)) / (freedom / 2).squareRoot() : .nan
        guard correction.isFinite else { return nil }
        let g = correction * difference / pooledVariance.squareRoot()
        let error = ((countA + countB) / (countA * countB) + g * g / (2 * (countA + countB))).squareRoot()
        let margin = NormalDistribution.standard.quantile(0.975) * error
        return EffectSize(.hedgesG, g, interval: (g - margin)...(g + margin))
    }
}
