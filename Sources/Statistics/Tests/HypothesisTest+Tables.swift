import Glibc

extension HypothesisTest {
    /// Pearson's chi-squared test of independence, without Yates' correction.
    ///
    /// K. Pearson, https://doi.org/10.1080/14786440009463897. Empty rows and columns are left out.
    ///
    /// - Returns: chi-squared and p with Cramer's V corrected for bias.
    /// - Complexity: O(rows x columns).
    public static func chiSquared(_ table: ContingencyTable) -> TestResult {
        let (statistic, freedom) = table.chiSquared
        let n = table.counts.reduce(0, +)
        guard freedom > 0 else {
            return .impossible("chi-squared", "chi2", n: n, because: "One side does not vary.")
        }
        let small = table.smallestExpectedCount
        return TestResult(
            name: "chi-squared", symbol: "chi2", statistic: statistic, degreesOfFreedom: [Double(freedom)],
            p: ChiSquaredDistribution(degreesOfFreedom: Double(freedom)).sf(statistic),
            effect: EffectSize(.cramersV, table.correctedCramersV, interval: table.cramersVInterval), n: n,
            notes: small < 5 ? ["The smallest expected count is below five: p is approximate."] : [])
    }

    /// Fisher's exact test of a table of two by two, two-sided: the sum of the chances of all tables with these margins that are
    /// not more likely than this one.
    ///
    /// R. A. Fisher, https://doi.org/10.2307/2340521.
    ///
    /// - Returns: the odds ratio of the sample as statistic, p, and Cramer's V corrected for bias.
    /// - Complexity: O(the smallest margin).
    public static func fisherExact(_ table: ContingencyTable) -> TestResult {
        let n = table.counts.reduce(0, +)
        guard table.rows == 2, table.columns == 2 else {
            return .impossible("Fisher's exact test", "odds ratio", n: n, because: "The table is not two by two.")
        }
        let (a, b, c, d) = (table.counts[0], table.counts[1], table.counts[2], table.counts[3])
        let (row, column) = (a + b, a + c)
        guard row > 0, c + d > 0, column > 0, b + d > 0, min(a, b, c, d) >= 0 else {
            return .impossible("Fisher's exact test", "odds ratio", n: n, because: "One side does not vary.")
        }
        let (low, high) = (max(0, row + column - n), min(row, column))
        // The chances relative to the likeliest table, by their ratios: no factorials, so no digit is lost.
        let mode = min(high, max(low, Int((Double(row) + 1) * (Double(column) + 1) / (Double(n) + 2))))
        var weights = [Double](repeating: 0, count: high - low + 1)
        weights[mode - low] = 1
        func ratio(_ k: Int) -> Double {
            // From k - 1 to k.
            Double(row - k + 1) * Double(column - k + 1) / (Double(k) * Double(n - row - column + k))
        }
        if mode < high { for k in (mode + 1)...high { weights[k - low] = weights[k - 1 - low] * ratio(k) } }
        if mode > low { for k in stride(from: mode, to: low, by: -1) { weights[k - 1 - low] = weights[k - low] / ratio(k) } }
        let here = weights[a - low] * (1 + 1e-7)
        // From the smallest to the largest, so that small chances add up before they meet large ones.
        let rising = weights.sorted()
        let p = rising.reduce(0) { $1 <= here ? $0 + $1 : $0 } / rising.reduce(0, +)
        return TestResult(
            name: "Fisher's exact test", symbol: "odds ratio",
            statistic: Double(a) * Double(d) / (Double(b) * Double(c)), p: p,
            effect: EffectSize(.cramersV, table.correctedCramersV, interval: table.cramersVInterval), n: n,
            notes: ["Exact."])
    }

    /// The two-proportion z test, with the pooled variance: do two shares differ?
    ///
    /// - Returns: z and p; z squared is the chi-squared of the table of two by two. The effect is Cramer's V.
    /// - Complexity: O(1).
    public static func twoProportions(
        successes first: Int, of firstTrials: Int, andSuccesses second: Int, of secondTrials: Int
    ) -> TestResult {
        let trials = (Double(firstTrials), Double(secondTrials))
        let n = max(0, firstTrials) + max(0, secondTrials)
        guard firstTrials > 0, secondTrials > 0, (0...firstTrials).contains(first), (0...secondTrials).contains(second) else {
            return .impossible("two-proportion z", "z", n: n, because: "A sample is empty.")
        }
        let pooled = (Double(first) + Double(second)) / (trials.0 + trials.1)
        guard pooled > 0, pooled < 1 else {
            return .impossible("two-proportion z", "z", n: n, because: "Both shares are 0 or both are 1.")
        }
        let difference = Double(first) / trials.0 - Double(second) / trials.1
        let z = difference / (pooled * (1 - pooled) * (1 / trials.0 + 1 / trials.1)).squareRoot()
        let table = ContingencyTable([[first, firstTrials - first], [second, secondTrials - second]])
        return TestResult(
            name: "two-proportion z", symbol: "z", statistic: z, p: 2 * NormalDistribution.standard.sf(abs(z)),
            effect: EffectSize(.cramersV, table.correctedCramersV, interval: table.cramersVInterval), n: n)
    }
}

extension ContingencyTable {
    /// The 95 % interval of Cramer's V: the noncentral chi-squared that the statistic may come from, over n and the shorter side less
    /// one (M. J. Smithson, Confidence Intervals, 2003); nil where one side does not vary.
    public var cramersVInterval: ClosedRange<Double>? {
        let (statistic, freedom) = chiSquared
        let used = withoutEmptyLines
        let most = Double(counts.reduce(0, +)) * Double(min(used.rows, used.columns) - 1)
        guard freedom > 0, most > 0 else { return nil }
        let found = Noncentrality.interval(guess: statistic) {
            Noncentrality.chiSquaredAbove(statistic, degreesOfFreedom: Double(freedom), $0)
        }
        return found.map { min(1, ($0.lowerBound / most).squareRoot())...min(1, ($0.upperBound / most).squareRoot()) }
    }

    /// The smallest count that independence leads one to expect, over rows and columns that are not empty; 0 for an empty table.
    public var smallestExpectedCount: Double {
        var inRows = [Int](repeating: 0, count: rows)
        var inColumns = [Int](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                inRows[row] += counts[row * columns + column]
                inColumns[column] += counts[row * columns + column]
            }
        }
        let total = inRows.reduce(0, +)
        guard total > 0, let row = inRows.filter({ $0 > 0 }).min(), let column = inColumns.filter({ $0 > 0 }).min() else {
            return 0
        }
        return Double(row) * Double(column) / Double(total)
    }
}
