import Glibc

extension HypothesisTest {
    /// Mann and Whitney's U test: is a value of one group larger than one of the other more often than not?
    ///
    /// Exact where one group has at most 8 values, none are equal and the counting is not too long; otherwise by the normal
    /// distribution with correction for ties and continuity. H. B. Mann and D. R. Whitney,
    /// https://doi.org/10.1214/aoms/1177730491.
    ///
    /// - Parameters:
    ///   - first: one group.
    ///   - second: the other.
    ///   - isExact: nil to choose as above.
    /// - Returns: U of the first group, p, and the rank-biserial correlation 2 U / (m n) - 1 with an interval by J. A. Hanley
    ///   and B. J. McNeil's standard error.
    /// - Complexity: O(n log n); exact O(m n (m + n) min(m, n)).
    public static func mannWhitney(_ first: [Double], _ second: [Double], isExact: Bool? = nil) -> TestResult {
        let groups = Groups.present([first, second])
        let (a, b) = (groups[0], groups[1])
        let (m, n) = (a.count, b.count)
        guard m > 0, n > 0 else { return .impossible("Mann-Whitney U", "U", n: m + n, because: "A group has no values.") }
        let joint = JointRanks(a + b)
        let (countA, countB) = (Double(m), Double(n))
        let u = joint.ranks[..<m].reduce(0, +) - countA * (countA + 1) / 2
        let area = u / (countA * countB)
        let (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area))
        let variance =
            (area * (1 - area) + (countA - 1) * (q1 - area * area) + (countB - 1) * (q2 - area * area)) / (countA * countB)
        let margin = 2 * NormalDistribution.standard.quantile(0.975) * max(0, variance).squareRoot()
        let biserial = 2 * area - 1
        let effect = EffectSize(
            .rankBiserial, biserial, interval: max(-1, biserial - margin)...min(1, biserial + margin))
        var notes: [String] = []
        var p = Double.nan
        let work = countA * countB * (countA + countB) * min(countA, countB)
        if isExact ?? (min(m, n) <= 8 && joint.ties == 0), work <= 1e8 {
            p = exactRankSumP(larger: max(u, countA * countB - u), m, n)
            notes.append("Exact.")
            if joint.ties > 0 { notes.append("The exact p takes no account of ties.") }
        } else {
            let total = countA + countB
            let spread = (countA * countB / 12 * (total + 1 - joint.ties / (total * (total - 1)))).squareRoot()
            guard spread > 0 else {
                return .impossible("Mann-Whitney U", "U", n: m + n, because: "All values are equal.")
            }
            let z = (max(u, countA * countB - u) - countA * countB / 2 - 0.5) / spread
            p = min(1, 2 * NormalDistribution.standard.sf(z))
            notes.append("By the normal distribution, corrected for ties and continuity.")
        }
        return TestResult(name: "Mann-Whitney U", symbol: "U", statistic: u, p: p, effect: effect, n: m + n, notes: notes)
    }

    /// Kruskal and Wallis' test: do several groups have the same ranks?
    ///
    /// W. H. Kruskal and W. A. Wallis, https://doi.org/10.1080/01621459.1952.10483441, corrected for ties, p by chi-squared.
    ///
    /// - Returns: H and p with epsilon squared, H over n - 1.
    /// - Complexity: O(n log n).
    public static func kruskalWallis(_ groups: [[Double]]) -> TestResult {
        let present = Groups.present(groups).filter { !$0.isEmpty }
        let all = present.flatMap { $0 }
        let n = Double(all.count)
        guard present.count > 1, all.count > 2 else {
            return .impossible("Kruskal-Wallis", "H", n: all.count, because: "Two groups and three values are needed.")
        }
        let joint = JointRanks(all)
        let correction = 1 - joint.ties / (n * n * n - n)
        guard correction > 0 else {
            return .impossible("Kruskal-Wallis", "H", n: all.count, because: "All values are equal.")
        }
        var start = 0
        var sum = 0.0
        for group in present {
            // Deviations from the mean rank instead of H's usual form, which loses digits where n is large.
            let count = Double(group.count)
            let deviation = joint.ranks[start..<start + group.count].reduce(0, +) / count - (n + 1) / 2
            sum += count * deviation * deviation
            start += group.count
        }
        let h = 12 / (n * (n + 1)) * sum / correction
        let freedom = Double(present.count - 1)
        let small = present.contains { $0.count < 5 }
        return TestResult(
            name: "Kruskal-Wallis", symbol: "H", statistic: h, degreesOfFreedom: [freedom],
            p: ChiSquaredDistribution(degreesOfFreedom: freedom).sf(h),
            effect: EffectSize(.epsilonSquared, min(1, h / (n - 1))), n: all.count,
            notes: small ? ["A group has fewer than five values: p is approximate."] : [])
    }

    /// Wilcoxon's signed rank test of pairs: do the differences lie about zero?
    ///
    /// Pairs without a difference are left out. Exact for at most 50 differences, with ties by the mean ranks that they share; otherwise
    /// by the normal distribution with correction for ties. F. Wilcoxon, https://doi.org/10.2307/3001968.
    ///
    /// - Returns: the smaller of the sums of ranks, p, and the matched-pairs rank-biserial correlation (D. S. Kerby,
    ///   https://doi.org/10.2466/11.IT.3.1).
    /// - Complexity: O(n log n), exact O(n^3).
    public static func wilcoxon(_ first: [Double], _ second: [Double]) -> TestResult {
        let pairs = zip(first, second).map { $0 - $1 }.filter { !$0.isNaN }
        let differences = pairs.filter { $0 != 0 }
        let count = differences.count
        guard count > 0 else {
            return .impossible("Wilcoxon signed rank", "W", n: pairs.count, because: "No pair differs.")
        }
        let joint = JointRanks(differences.map { abs($0) })
        let n = Double(count)
        let total = n * (n + 1) / 2
        let positive = zip(joint.ranks, differences).reduce(0) { $1.1 > 0 ? $0 + $1.0 : $0 }
        let statistic = min(positive, total - positive)
        var notes = count < pairs.count ? ["\(pairs.count - count) pairs without a difference are left out."] : []
        var p = Double.nan
        if count <= 50 {
            p = exactSignedRankP(smaller: statistic, joint.ranks)
            notes.append("Exact.")
        } else {
            let spread = (n * (n + 1) * (2 * n + 1) / 24 - joint.ties / 48).squareRoot()
            p = 2 * NormalDistribution.standard.sf(abs(statistic - total / 2) / spread)
            notes.append("By the normal distribution, corrected for ties.")
        }
        return TestResult(
            name: "Wilcoxon signed rank", symbol: "W", statistic: statistic, p: p,
            effect: EffectSize(.rankBiserial, 2 * positive / total - 1), n: count, notes: notes)
    }

    /// The two-sided chance of a U as large, by counting the ways to choose the ranks of the smaller group.
    private static func exactRankSumP(larger u: Double, _ m: Int, _ n: Int) -> Double {
        let (few, many) = (min(m, n), max(m, n))
        let width = few * many + 1
        // ways[k][s]: choices of k of the ranks so far whose sum lies s above the least possible one.
        var ways = [[Double]](repeating: [Double](repeating: 0, count: width), count: few + 1)
        ways[0][0] = 1
        for rank in 1...(few + many) {
            for k in stride(from: min(rank, few), through: 1, by: -1) {
                let shift = rank - k
                guard shift < width else { continue }
                for s in shift..<width { ways[k][s] += ways[k - 1][s - shift] }
            }
        }
        let counts = ways[few]
        let all = counts.reduce(0, +)
        let from = Int(u.rounded(.up).clamped(to: 0...Double(width)))
        guard from < width else { return 0 }
        return min(1, 2 * counts[from...].reduce(0, +) / all)
    }

    /// The two-sided chance of a sum of ranks as small. Ranks are counted twice, so that shared ones are whole.
    private static func exactSignedRankP(smaller w: Double, _ ranks: [Double]) -> Double {
        let width = ranks.count * (ranks.count + 1) + 1
        var chances = [Double](repeating: 0, count: width)
        chances[0] = 1
        for rank in ranks {
            let step = Int((2 * rank).rounded())
            for s in stride(from: width - 1, through: 0, by: -1) {
                chances[s] = (chances[s] + (s >= step ? chances[s - step] : 0)) / 2
            }
        }
        let upTo = Int((2 * w).rounded(.down).clamped(to: 0...Double(width - 1)))
        return min(1, 2 * chances[...upTo].reduce(0, +))
    }
}
