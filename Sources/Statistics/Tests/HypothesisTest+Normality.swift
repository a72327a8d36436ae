import Glibc

extension HypothesisTest {
    /// Shapiro and Wilk's test of normality, for 3 to 5000 values.
    ///
    /// S. S. Shapiro and M. B. Wilk, https://doi.org/10.1093/biomet/52.3-4.591; coefficients and p after P. Royston, algorithm
    /// AS R94, https://doi.org/10.2307/2986146. With many values a small p says little: look at the skewness and kurtosis.
    ///
    /// - Returns: W and p.
    /// - Complexity: O(n log n).
    public static func shapiroWilk(_ values: [Double]) -> TestResult {
        let (groups, notes) = Groups.finite([values])
        let sorted = RadixSort.sorted(groups[0])
        let n = sorted.count
        let name = "Shapiro-Wilk"
        guard n >= 3 else { return .impossible(name, "W", n: n, because: "At least three values are needed.") }
        guard n <= 5000 else {
            return .impossible(name, "W", n: n, because: "It holds for at most 5000 values; take D'Agostino's K2.")
        }
        let range = sorted[n - 1] - sorted[0]
        guard range > 0, range.isFinite else { return .impossible(name, "W", n: n, because: "The values do not vary.") }
        let weights = shapiroWeights(n)
        // In units of the range, so that no square overflows.
        let scaled = sorted.map { $0 / range }
        let mean = scaled.reduce(0) { $0 + ($1 - scaled[0]) } / Double(n) + scaled[0]
        var (squares, product, norm) = (0.0, 0.0, 0.0)
        for i in 0..<n {
            let weight = i < n / 2 ? -weights[i] : i >= n - n / 2 ? weights[n - 1 - i] : 0
            let deviation = scaled[i] - mean
            squares += deviation * deviation
            product += weight * deviation
            norm += weight * weight
        }
        let root = (norm * squares).squareRoot()
        let complement = (root - product) * (root + product) / (norm * squares)
        let w = 1 - complement
        return TestResult(
            name: name, symbol: "W", statistic: w, p: shapiroP(w, complement, n), n: n, notes: notes)
    }

    /// D'Agostino and Pearson's K2: skewness and kurtosis together, for at least 8 values (good from 20 on).
    ///
    /// R. B. D'Agostino and E. S. Pearson, https://doi.org/10.1093/biomet/60.3.613; the transformations of D'Agostino 1970 and
    /// F. J. Anscombe and W. J. Glynn, https://doi.org/10.1093/biomet/70.1.227.
    ///
    /// - Complexity: O(n).
    public static func dAgostino(_ values: [Double]) -> TestResult {
        let (groups, notes) = Groups.finite([values])
        let moments = SampleMoments(groups[0])
        let name = "D'Agostino's K2"
        guard moments.count >= 8 else {
            return .impossible(name, "K2", n: moments.count, because: "At least eight values are needed.")
        }
        guard moments.central.second > 0, moments.central.fourth.isFinite else {
            return .impossible(name, "K2", n: moments.count, because: "The values do not vary, or too much.")
        }
        let (skew, tails) = (skewnessZ(moments), kurtosisZ(moments))
        let square = skew * skew + tails * tails
        return TestResult(
            name: name, symbol: "K2", statistic: square, degreesOfFreedom: [2],
            p: ChiSquaredDistribution(degreesOfFreedom: 2).sf(square), n: moments.count,
            notes: moments.count < 20 ? notes + ["Fewer than 20 values: p is approximate."] : notes)
    }

    /// Jarque and Bera's test: skewness and kurtosis, p by chi-squared, which takes thousands of values to hold well.
    ///
    /// C. M. Jarque and A. K. Bera, https://doi.org/10.1016/0165-1765(80)90024-5.
    ///
    /// - Complexity: O(n).
    public static func jarqueBera(_ values: [Double]) -> TestResult {
        let (groups, notes) = Groups.finite([values])
        let moments = SampleMoments(groups[0])
        guard moments.count > 1, moments.central.second > 0, moments.central.fourth.isFinite else {
            return .impossible("Jarque-Bera", "JB", n: moments.count, because: "The values do not vary, or too much.")
        }
        let (skew, tails) = (moments.skewness, moments.kurtosis)
        let statistic = Double(moments.count) / 6 * (skew * skew + tails * tails / 4)
        return TestResult(
            name: "Jarque-Bera", symbol: "JB", statistic: statistic, degreesOfFreedom: [2],
            p: ChiSquaredDistribution(degreesOfFreedom: 2).sf(statistic), n: moments.count,
            notes: moments.count < 2000 ? notes + ["Fewer than 2000 values: p is approximate."] : notes)
    }

    /// The weights of the lower half of the sorted values, from the smallest on; positive.
    private static func shapiroWeights(_ n: Int) -> [Double] {
        let half = n / 2
        if n == 3 { return [(0.5).squareRoot()] }
        let count = Double(n)
        let scores = (1...half).map { normalScore((Double($0) - 0.375) / (count + 0.25)) }
        let squares = 2 * scores.reduce(0) { $0 + $1 * $1 }
        let (norm, step) = (squares.squareRoot(), 1 / count.squareRoot())
        let last = horner(step, [0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056]) - scores[0] / norm
        var weights = [last]
        var fixed = 1
        var scale = 0.0
        if n > 5 {
            fixed = 2
            let next = horner(step, [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633]) - scores[1] / norm
            weights.append(next)
            let rest = 1 - 2 * last * last - 2 * next * next
            scale = ((squares - 2 * scores[0] * scores[0] - 2 * scores[1] * scores[1]) / rest).squareRoot()
        } else {
            scale = ((squares - 2 * scores[0] * scores[0]) / (1 - 2 * last * last)).squareRoot()
        }
        for i in fixed..<max(fixed, half) { weights.append(-scores[i] / scale) }
        return weights
    }

    /// A normal quantile by algorithm AS 111 (J. D. Beasley and S. G. Springer, https://doi.org/10.2307/2346889), good to nine digits.
    /// The published weights were made with it, and so are those of other programs: sixteen digits would only give other last ones.
    private static func normalScore(_ p: Double) -> Double {
        let q = p - 0.5
        if abs(q) <= 0.42 {
            let r = q * q
            return q * horner(r, [2.50662823884, -18.61500062529, 41.39119773534, -25.44106049637])
                / horner(r, [1, -8.47351093090, 23.08336743743, -21.06224101826, 3.13082909833])
        }
        let r = (-log(min(p, 1 - p))).squareRoot()
        let size =
            horner(r, [-2.78718931138, -2.29796479134, 4.85014127135, 2.32121276858])
            / horner(r, [1, 3.54388924762, 1.63706781897])
        return q < 0 ? -size : size
    }

    private static func shapiroP(_ w: Double, _ complement: Double, _ n: Int) -> Double {
        if n == 3 {
            let p = 6 / Double.pi * (asin(w.squareRoot()) - asin((0.75).squareRoot()))
            return max(0, p)
        }
        let count = Double(n)
        guard complement > 0 else { return 1 }
        var y = log(complement)
        var (mean, spread) = (0.0, 0.0)
        if n <= 11 {
            let gamma = horner(count, [-2.273, 0.459])
            if y >= gamma { return 0 }
            y = -log(gamma - y)
            mean = horner(count, [0.544, -0.39978, 0.025054, -6.714e-4])
            spread = exp(horner(count, [1.3822, -0.77857, 0.062767, -0.0020322]))
        } else {
            let x = log(count)
            mean = horner(x, [-1.5861, -0.31082, -0.083751, 0.0038915])
            spread = exp(horner(x, [-0.4803, -0.082676, 0.0030302]))
        }
        return NormalDistribution.standard.sf((y - mean) / spread)
    }

    private static func skewnessZ(_ moments: SampleMoments) -> Double {
        let n = Double(moments.count)
        let y = moments.skewness * ((n + 1) * (n + 3) / (6 * (n - 2))).squareRoot()
        let beta = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9))
        let square = (2 * (beta - 1)).squareRoot() - 1
        return asinh(y / (2 / (square - 1)).squareRoot()) / (0.5 * log(square)).squareRoot()
    }

    private static func kurtosisZ(_ moments: SampleMoments) -> Double {
        let n = Double(moments.count)
        let expected = 3 * (n - 1) / (n + 1)
        let variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5))
        let x = (moments.kurtosis + 3 - expected) / variance.squareRoot()
        let beta =
            6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * (6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3))).squareRoot()
        let a = 6 + 8 / beta * (2 / beta + (1 + 4 / (beta * beta)).squareRoot())
        let center = 1 - 2 / (9 * a)
        let below = 1 + x * (2 / (a - 4)).squareRoot()
        return (center - cbrt((1 - 2 / a) / below)) / (2 / (9 * a)).squareRoot()
    }

    /// Coefficients rise in degree.
    private static func horner(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
}
