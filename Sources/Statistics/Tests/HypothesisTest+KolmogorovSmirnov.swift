extension HypothesisTest {
    /// Kolmogorov and Smirnov's test of two samples: do they come from one distribution?
    ///
    /// The p is exact where m n is at most four million, by the chance that a random path leaves the band (J. L. Hodges,
    /// https://doi.org/10.1007/BF02589501); otherwise that of one sample of m n / (m + n) values. Ties make it
    /// conservative.
    ///
    /// - Returns: D and p.
    /// - Complexity: O(n log n), exact O(m n).
    public static func kolmogorovSmirnov(_ first: [Double], _ second: [Double]) -> TestResult {
        let name = "Kolmogorov-Smirnov"
        let a = RadixSort.sorted(first.filter { !$0.isNaN })
        let b = RadixSort.sorted(second.filter { !$0.isNaN })
        let (m, n) = (a.count, b.count)
        guard m > 0, n > 0 else { return .impossible(name, "D", n: m + n, because: "A sample has no values.") }
        let common = greatestCommonDivisor(m, n)
        let (stepA, stepB) = (n / common, m / common)
        // |i / m - j / n| in units of one over the least common multiple: whole numbers, so nothing is rounded.
        var largest = 0
        var (i, j) = (0, 0)
        while i < m, j < n {
            let value = min(a[i], b[j])
            while i < m, a[i] == value { i += 1 }
            while j < n, b[j] == value { j += 1 }
            largest = max(largest, abs(i * stepA - j * stepB))
        }
        let multiple = Double(m) * Double(stepA)
        let d = Double(largest) / multiple
        let isExact = Double(m) * Double(n) <= 4e6
        let p =
            isExact
            ? chanceOfLeaving(m, n, stepA, stepB, largest)
            : KolmogorovDistribution(count: Double(m) * Double(n) / Double(m + n)).sf(d)
        return TestResult(
            name: name, symbol: "D", statistic: d, p: p, effect: EffectSize(.distance, d), n: m + n,
            notes: [isExact ? "Exact where no values are equal." : "Asymptotic."])
    }

    /// Kolmogorov's test of a sample against a distribution.
    ///
    /// - Parameters:
    ///   - values: the sample.
    ///   - isFitted: true where the parameters were estimated from these values; then D is smaller than chance would have it and
    ///     p too large (H. W. Lilliefors, https://doi.org/10.1080/01621459.1967.10482916), which a note says.
    ///   - cdf: the distribution function.
    /// - Returns: D and p, exact up to 1000 values.
    /// - Complexity: O(n log n), exact O((n D)^3 log n).
    public static func kolmogorovSmirnov(
        _ values: [Double], isFitted: Bool, cdf: (Double) -> Double
    ) -> TestResult {
        let sorted = RadixSort.sorted(values.filter { !$0.isNaN })
        let n = sorted.count
        guard n > 0 else {
            return .impossible("Kolmogorov-Smirnov", "D", n: 0, because: "The sample has no values.")
        }
        let d = largestDistance(sorted, cdf)
        let distribution = KolmogorovDistribution(count: Double(n))
        var notes = [distribution.isExact ? "Exact." : "Asymptotic."]
        if isFitted {
            notes.append(
                "The distribution was fitted to these values, so p is too large: a small p counts, a large one does not.")
        }
        return TestResult(
            name: "Kolmogorov-Smirnov", symbol: "D", statistic: d, p: distribution.sf(d), effect: EffectSize(.distance, d),
            n: n, notes: notes)
    }

    /// The largest distance of the distribution function of ascending values from another.
    static func largestDistance(_ sorted: [Double], _ cdf: (Double) -> Double) -> Double {
        let n = Double(sorted.count)
        var distance = 0.0
        for (place, value) in sorted.enumerated() {
            let expected = cdf(value)
            distance = max(distance, expected - Double(place) / n, Double(place + 1) / n - expected)
        }
        return distance
    }

    /// The chance that a path of m steps up and n across in random order touches a distance of `limit` steps from the diagonal.
    private static func chanceOfLeaving(_ m: Int, _ n: Int, _ stepA: Int, _ stepB: Int, _ limit: Int) -> Double {
        guard limit > 0 else { return 1 }
        // chances[j]: of having left, on the way to (i, j). All terms are positive, so small chances keep their digits.
        var chances = [Double](repeating: 0, count: n + 1)
        chances.withUnsafeMutableBufferPointer { chances in
            for i in 0...m {
                for j in 0...n {
                    if abs(i &* stepA &- j &* stepB) >= limit {
                        chances[j] = 1
                    } else if i > 0 || j > 0 {
                        let up = Double(i) * chances[j]
                        let across = j > 0 ? Double(j) * chances[j &- 1] : 0
                        chances[j] = (up + across) / Double(i &+ j)
                    }
                }
            }
        }
        return chances[n]
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(1, a)
    }
}
