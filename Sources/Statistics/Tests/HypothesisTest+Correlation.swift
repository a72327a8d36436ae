import Glibc

extension HypothesisTest {
    /// Pearson's correlation: p by Student's t, the interval by R. A. Fisher's z (https://doi.org/10.2307/2331838).
    ///
    /// - Complexity: O(n).
    public static func pearson(_ x: [Double], _ y: [Double]) -> TestResult {
        let (a, b) = pairs(x, y) { $0.isFinite }
        return byStudent("Pearson's r", "r", Association.pearson(a, b), n: a.count) { _ in 1 }
    }

    /// Spearman's correlation of ranks: p by Student's t, the interval by Fisher's z with D. G. Bonett and T. A. Wright's variance
    /// (https://doi.org/10.1007/BF02294183).
    ///
    /// - Complexity: O(n log n).
    public static func spearman(_ x: [Double], _ y: [Double]) -> TestResult {
        let (a, b) = pairs(x, y) { !$0.isNaN }
        let rho = Association.pearson(JointRanks(a).ranks, JointRanks(b).ranks)
        return byStudent("Spearman's rho", "rho", rho, n: a.count) { 1 + $0 * $0 / 2 }
    }

    /// Kendall's tau-b: p exact for at most 33 pairs without ties, otherwise by the normal distribution with the variance under
    /// ties; the interval by Fisher's z with the variance 0.437 / (n - 4) (E. C. Fieller and others,
    /// https://doi.org/10.1093/biomet/44.3-4.470).
    ///
    /// M. G. Kendall, https://doi.org/10.1093/biomet/30.1-2.81.
    ///
    /// - Complexity: O(n log n).
    public static func kendall(_ x: [Double], _ y: [Double]) -> TestResult {
        let (a, b) = pairs(x, y) { !$0.isNaN }
        let tau = Association.kendallTauB(a, b)
        guard a.count > 1, tau.isFinite else {
            return .impossible("Kendall's tau-b", "tau", n: a.count, because: "One side does not vary.")
        }
        let n = Double(a.count)
        let (tiesX, tiesY) = (TieSums(a), TieSums(b))
        let pairCount = n * (n - 1) / 2
        // Concordant less discordant pairs.
        let excess = (tau * (pairCount - tiesX.pairs).squareRoot() * (pairCount - tiesY.pairs).squareRoot()).rounded()
        var p = Double.nan
        var note = "Exact."
        if tiesX.pairs == 0, tiesY.pairs == 0, a.count <= 33 {
            p = exactKendallP(discordant: Int((pairCount - abs(excess)) / 2), a.count)
        } else {
            note = "By the normal distribution, corrected for ties."
            let base = n * (n - 1) * (2 * n + 5)
            let third = n > 2 ? tiesX.triples * tiesY.triples / (9 * n * (n - 1) * (n - 2)) : 0
            let variance =
                (base - tiesX.weighted - tiesY.weighted) / 18 + 4 * tiesX.pairs * tiesY.pairs / (2 * n * (n - 1)) + third
            p = variance > 0 ? 2 * NormalDistribution.standard.sf(abs(excess) / variance.squareRoot()) : 1
        }
        let effect = EffectSize(.correlation, tau, interval: fisherInterval(tau, variance: n > 4 ? 0.437 / (n - 4) : .nan))
        return TestResult(
            name: "Kendall's tau-b", symbol: "tau", statistic: tau, p: p, effect: effect, n: a.count, notes: [note])
    }

    private static func pairs(_ x: [Double], _ y: [Double], _ isUsed: (Double) -> Bool) -> ([Double], [Double]) {
        var (a, b): ([Double], [Double]) = ([], [])
        for (left, right) in zip(x, y) where isUsed(left) && isUsed(right) {
            a.append(left)
            b.append(right)
        }
        return (a, b)
    }

    private static func byStudent(
        _ name: String, _ symbol: String, _ r: Double, n: Int, variance: (Double) -> Double
    ) -> TestResult {
        guard r.isFinite else { return .impossible(name, symbol, n: n, because: "One side does not vary.") }
        guard n > 2 else { return .impossible(name, symbol, n: n, because: "At least three pairs are needed.") }
        let freedom = Double(n - 2)
        let t = abs(r) < 1 ? abs(r) * (freedom / ((1 - r) * (1 + r))).squareRoot() : .infinity
        let interval = fisherInterval(r, variance: n > 3 ? variance(r) / Double(n - 3) : .nan)
        return TestResult(
            name: name, symbol: symbol, statistic: r, degreesOfFreedom: [freedom],
            p: 2 * StudentTDistribution(degreesOfFreedom: freedom).sf(t),
            effect: EffectSize(.correlation, r, interval: interval), n: n)
    }

    private static func fisherInterval(_ r: Double, variance: Double) -> ClosedRange<Double>? {
        guard variance.isFinite, abs(r) < 1 else { return nil }
        let margin = NormalDistribution.standard.quantile(0.975) * variance.squareRoot()
        return tanh(atanh(r) - margin)...tanh(atanh(r) + margin)
    }

    /// The two-sided chance of so few discordant pairs (or concordant ones): the number of permutations by their inversions.
    private static func exactKendallP(discordant: Int, _ n: Int) -> Double {
        let pairs = n * (n - 1) / 2
        var chances = [Double](repeating: 0, count: pairs + 1)
        chances[0] = 1
        var reach = 0
        for size in stride(from: 2, through: n, by: 1) {
            var next = [Double](repeating: 0, count: pairs + 1)
            for inversions in 0...reach {
                for more in 0..<size { next[inversions + more] += chances[inversions] / Double(size) }
            }
            chances = next
            reach += size - 1
        }
        if 2 * discordant >= pairs { return 1 }
        return min(1, 2 * chances[...max(0, discordant)].reduce(0, +))
    }
}

/// What the ties of one side of the pairs add up to.
private struct TieSums {
    var pairs = 0.0
    var triples = 0.0
    var weighted = 0.0

    init(_ values: [Double]) {
        let sorted = RadixSort.sorted(values)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            let t = Double(end - start)
            pairs += t * (t - 1) / 2
            triples += t * (t - 1) * (t - 2)
            weighted += t * (t - 1) * (2 * t + 5)
            start = end
        }
    }
}
