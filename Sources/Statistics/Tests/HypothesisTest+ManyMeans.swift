extension HypothesisTest {
    /// One-way analysis of variance: do the means of several groups differ, where their spreads are equal?
    ///
    /// R. A. Fisher, Statistical Methods for Research Workers, 1925; omega squared after W. L. Hays.
    ///
    /// - Returns: F and p with omega squared.
    /// - Complexity: O(n).
    public static func anova(_ groups: [[Double]]) -> TestResult {
        let (finite, notes) = Groups.finite(groups)
        return anova(of: finite.filter { !$0.isEmpty }, name: "ANOVA", symbol: "F", notes: notes)
    }

    /// Welch's analysis of variance, whatever the spreads.
    ///
    /// B. L. Welch, On the comparison of several mean values, https://doi.org/10.1093/biomet/38.3-4.330. Groups of one value
    /// or without spread are left out: they have no weight.
    ///
    /// - Returns: F and p with omega squared of the ordinary sums of squares.
    /// - Complexity: O(n).
    public static func welchAnova(_ groups: [[Double]]) -> TestResult {
        var (finite, notes) = Groups.finite(groups)
        finite.removeAll(where: \.isEmpty)
        let all = finite.map { Moments($0) }
        let used = all.filter { $0.count > 1 && $0.variance > 0 && $0.variance.isFinite }
        let n = used.reduce(0) { $0 + $1.count }
        guard used.count > 1 else {
            return .impossible("Welch's ANOVA", "F", n: n, because: "Fewer than two groups have two values that differ.")
        }
        if used.count < all.count {
            notes.append("\(all.count - used.count) groups of one value or without spread are left out.")
        }
        let k = Double(used.count)
        let weights = used.map { Double($0.count) / $0.variance }
        let sum = weights.reduce(0, +)
        let mean = zip(weights, used).reduce(0) { $0 + $1.0 * $1.1.mean } / sum
        let between = zip(weights, used).reduce(0) { total, pair in
            let deviation = pair.1.mean - mean
            return total + pair.0 * deviation * deviation
        }
        let lambda = zip(weights, used).reduce(0) { total, pair in
            let rest = 1 - pair.0 / sum
            return total + rest * rest / Double(pair.1.count - 1)
        }
        let f = between / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * lambda)
        let below = (k * k - 1) / (3 * lambda)
        let effect = anova(of: finite, name: "", symbol: "", notes: []).effect
        return TestResult(
            name: "Welch's ANOVA", symbol: "F", statistic: f, degreesOfFreedom: [k - 1, below],
            p: FDistribution(numerator: k - 1, denominator: below).sf(f), effect: effect, n: n, notes: notes)
    }

    /// Levene's test of equal spreads, about the medians as Brown and Forsythe have it: for distributions of any shape.
    ///
    /// M. B. Brown and A. B. Forsythe, Robust tests for the equality of variances,
    /// https://doi.org/10.1080/01621459.1974.10482955.
    ///
    /// - Returns: W and p with eta squared of the deviations.
    /// - Complexity: O(n).
    public static func levene(_ groups: [[Double]]) -> TestResult {
        let (finite, notes) = Groups.finite(groups)
        let deviations = finite.filter { !$0.isEmpty }.map { values in
            let center = RadixSort.sorted(values).withUnsafeBufferPointer { Descriptive.quantile(0.5, ofSorted: $0) }
            return values.map { abs($0 - center) }
        }
        var result = anova(of: deviations, name: "Levene's test", symbol: "W", notes: notes)
        result.effect = etaSquared(deviations).map { EffectSize(.etaSquared, $0) }
        return result
    }

    /// The 95 % interval of omega squared, lambda / (lambda + n) of the noncentral F that the statistic may come from (M. J. Smithson,
    /// Confidence Intervals, 2003).
    private static func omegaInterval(_ f: Double, _ above: Double, _ below: Double, _ n: Int) -> ClosedRange<Double>? {
        let found = Noncentrality.interval(guess: f * above) { Noncentrality.fAbove(f, above, below, $0) }
        return found.map { $0.lowerBound / ($0.lowerBound + Double(n))...$0.upperBound / ($0.upperBound + Double(n)) }
    }

    /// The share of the variance that lies between the groups; nil where nothing varies.
    ///
    /// - Complexity: O(n).
    public static func etaSquared(_ groups: [[Double]]) -> Double? {
        let sums = SumsOfSquares(Groups.finite(groups).groups.filter { !$0.isEmpty })
        let total = sums.between + sums.within
        return total > 0 && total.isFinite ? sums.between / total : nil
    }

    private static func anova(of groups: [[Double]], name: String, symbol: String, notes: [String]) -> TestResult {
        let n = groups.reduce(0) { $0 + $1.count }
        guard groups.count > 1, n > groups.count else {
            return .impossible(name, symbol, n: n, because: "Two groups and more values than groups are needed.")
        }
        let sums = SumsOfSquares(groups)
        let (above, below) = (Double(groups.count - 1), Double(n - groups.count))
        guard sums.within > 0, sums.within.isFinite, sums.between.isFinite else {
            let note = sums.within.isFinite ? "No group varies within itself." : "The values are too large for their variance."
            return .impossible(name, symbol, n: n, because: note)
        }
        let error = sums.within / below
        let f = sums.between / above / error
        let omega = (sums.between - above * error) / (sums.between + sums.within + error)
        return TestResult(
            name: name, symbol: symbol, statistic: f, degreesOfFreedom: [above, below],
            p: FDistribution(numerator: above, denominator: below).sf(f),
            effect: EffectSize(.omegaSquared, omega, interval: omegaInterval(f, above, below, n)), n: n,
            notes: notes)
    }
}

/// The squared deviations between groups and within them.
private struct SumsOfSquares {
    var between = 0.0
    var within = 0.0

    /// Of groups with a value each.
    init(_ groups: [[Double]]) {
        let moments = groups.map { Moments($0) }
        let n = Double(moments.reduce(0) { $0 + $1.count })
        // From the first mean, so that equal groups have exactly nothing between them.
        let base = moments.first?.mean ?? 0
        let shift = moments.reduce(0) { $0 + Double($1.count) / n * ($1.mean - base) }
        for group in moments {
            let deviation = group.mean - base - shift
            between += Double(group.count) * deviation * deviation
            within += group.variance * Double(group.count - 1)
        }
    }
}
