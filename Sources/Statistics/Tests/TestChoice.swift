import Glibc

/// The test that fits two columns, chosen by their kinds and by what the tests assume, with the reason in a sentence.
///
/// No p value of a normality test chooses by itself: with many rows it condemns differences that do no harm, with few it sees
/// none. What counts is how many rows there are and how far skewness and kurtosis go.
///
///     let choice = TestChoice.numberByGroups(HypothesisTest.split(income, groups: churned, count: 2))
///     print(choice.result.p, choice.reason)
public struct TestChoice: Equatable, Sendable {
    /// The tests that can be chosen.
    public enum Method: String, Equatable, Sendable, CaseIterable {
        case welch = "Welch's t"
        case mannWhitney = "Mann-Whitney U"
        case anova = "ANOVA"
        case welchAnova = "Welch's ANOVA"
        case kruskalWallis = "Kruskal-Wallis"
        case chiSquared = "chi-squared"
        case fisherExact = "Fisher's exact test"
        case pearson = "Pearson's r"
        case spearman = "Spearman's rho"
        case kendall = "Kendall's tau-b"
        case none = "no test"
    }

    public var method: Method
    /// Why, in one sentence that begins with the name of the test.
    public var reason: String
    /// What the test found.
    public var result: TestResult

    /// The test of a number by a category with two or more classes, whose values are given class by class; classes without
    /// values are left out.
    ///
    /// - Complexity: O(n log n).
    public static func numberByGroups(_ groups: [[Double]]) -> TestChoice {
        let used = Groups.present(groups).filter { !$0.isEmpty }
        guard used.count > 1 else {
            let note = "Fewer than two groups have values."
            return TestChoice(.none, note, .impossible("no test", "", n: used.first?.count ?? 0, because: note))
        }
        let shape = Shape(used)
        let size = used.count == 2 ? "two groups" : "\(used.count) groups"
        if let objection = shape.objectionToMeans {
            return used.count == 2
                ? TestChoice(.mannWhitney, "\(size), \(objection)", HypothesisTest.mannWhitney(used[0], used[1]))
                : TestChoice(.kruskalWallis, "\(size), \(objection)", HypothesisTest.kruskalWallis(used))
        }
        let levene = HypothesisTest.levene(used)
        let spreads =
            levene.p < 0.05
            ? "the spreads differ (Levene p \(rounded(levene.p)))"
            : levene.isMade
                ? "the spreads do not visibly differ (Levene p \(rounded(levene.p)))" : "the spreads cannot be compared"
        let why = "\(size), \(shape.support); \(spreads)"
        if used.count == 2 { return TestChoice(.welch, why, HypothesisTest.welch(used[0], used[1])) }
        return levene.p < 0.05
            ? TestChoice(.welchAnova, why, HypothesisTest.welchAnova(used))
            : TestChoice(.anova, why, HypothesisTest.anova(used))
    }

    /// The test of two categories.
    ///
    /// - Complexity: O(rows x columns), Fisher's O(the smallest margin).
    public static func categories(_ table: ContingencyTable) -> TestChoice {
        let used = table.withoutEmptyLines
        let smallest = used.smallestExpectedCount
        guard used.rows > 1, used.columns > 1 else {
            return TestChoice(.none, "one side does not vary", HypothesisTest.chiSquared(used))
        }
        let size = "a table of \(used.rows) by \(used.columns)"
        if used.rows == 2, used.columns == 2, smallest < 5 {
            let why = "\(size) with an expected count of \(rounded(smallest)), below five"
            return TestChoice(.fisherExact, why, HypothesisTest.fisherExact(used))
        }
        let why =
            smallest < 5
            ? "\(size); the smallest expected count is \(rounded(smallest)), so that p is approximate"
            : "\(size), every expected count at least five"
        return TestChoice(.chiSquared, why, HypothesisTest.chiSquared(used))
    }

    /// The test of two numbers.
    ///
    /// - Complexity: O(n log n).
    public static func numbers(_ x: [Double], _ y: [Double]) -> TestChoice {
        let pairs = zip(x, y).filter { !$0.0.isNaN && !$0.1.isNaN }
        let (a, b) = (pairs.map(\.0), pairs.map(\.1))
        let n = a.count
        let ties = max(Self.tiedShare(a), Self.tiedShare(b))
        if n < 25, n > 1, ties > 0 {
            return TestChoice(.kendall, "\(n) pairs, some of them tied", HypothesisTest.kendall(a, b))
        }
        for (name, values) in [("first", a), ("second", b)] {
            if values.contains(where: \.isInfinite) {
                return TestChoice(.spearman, "the \(name) column has infinite values", HypothesisTest.spearman(a, b))
            }
            let moments = SampleMoments(values)
            let (skew, tails) = (moments.skewness, moments.kurtosis)
            if abs(skew) > 1 || abs(tails) > 3 {
                let why = "the \(name) column is far from normal (skewness \(rounded(skew)), excess kurtosis \(rounded(tails)))"
                return TestChoice(.spearman, why, HypothesisTest.spearman(a, b))
            }
        }
        let why = "\(n) pairs, neither column strongly skewed nor long-tailed"
        return TestChoice(.pearson, why, HypothesisTest.pearson(a, b))
    }

    private init(_ method: Method, _ why: String, _ result: TestResult) {
        self.method = method
        self.result = result
        reason = method == .none ? "No test: \(why)" : "\(method.rawValue): \(why)"
        if !reason.hasSuffix(".") { reason += "." }
    }

    private static func tiedShare(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let sorted = RadixSort.sorted(values)
        let equal = zip(sorted, sorted.dropFirst()).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
        return Double(equal) / Double(values.count - 1)
    }
}

/// What decides between means and ranks.
private struct Shape {
    let smallest: Int
    let skewness: Double
    let kurtosis: Double
    let hasInfinite: Bool

    init(_ groups: [[Double]]) {
        let moments = groups.map { SampleMoments($0) }
        smallest = groups.map(\.count).min() ?? 0
        hasInfinite = groups.contains { $0.contains(where: \.isInfinite) }
        skewness = moments.map(\.skewness).max { abs($0) < abs($1) } ?? 0
        kurtosis = moments.map(\.kurtosis).max { abs($0) < abs($1) } ?? 0
    }

    /// Why means should not be compared; nil where they may.
    var objectionToMeans: String? {
        if hasInfinite { return "some values are infinite" }
        if smallest < 2 { return "one of them with a single value" }
        let shape = "skewness up to \(rounded(skewness)), excess kurtosis up to \(rounded(kurtosis))"
        // The t test's error is of the order of skewness over the root of n: the more rows, the more shape it bears.
        let bearable = smallest < 15 ? 0.5 : smallest < 40 ? 1.0 : smallest <= 500 ? 2.0 : 6.0
        let tails = smallest < 15 ? 1.0 : smallest < 40 ? 3.0 : smallest <= 500 ? 10.0 : 100.0
        if abs(skewness) > bearable || abs(kurtosis) > tails || skewness.isNaN || kurtosis.isNaN {
            return "the smallest of \(smallest) rows, and far from normal for so many (\(shape))"
        }
        return nil
    }

    /// Why means may be compared.
    var support: String {
        smallest > 500
            ? "over 500 rows each"
            : "at least \(smallest) rows each and a shape that means bear (skewness up to \(rounded(skewness)))"
    }
}

/// Two digits that count.
private func rounded(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "unknown" : "infinite" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size < 0.001 { return value < 0 ? "over -0.001" : "below 0.001" }
    if size >= 100 { return size < 1e15 ? String(Int(value.rounded())) : "\(value)" }
    let places = size < 0.1 ? 1000.0 : size < 10 ? 100.0 : 10.0
    return "\((value * places).rounded() / places)"
}

extension ContingencyTable {
    /// The table without the rows and columns in which nothing stands.
    public var withoutEmptyLines: ContingencyTable {
        let usedRows = (0..<rows).filter { row in (0..<columns).contains { counts[row * columns + $0] > 0 } }
        let usedColumns = (0..<columns).filter { column in (0..<rows).contains { counts[$0 * columns + column] > 0 } }
        return ContingencyTable(usedRows.map { row in usedColumns.map { counts[row * columns + $0] } })
    }
}
