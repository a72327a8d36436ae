import Glibc
import Statistics
import Testing

/// Against SciPy 1.17, on data that the shared reference does not have.
@Suite struct HypothesisTestTests {
    private let a = [12.1, 9.8, 11.4, 10.2, 13.5, 9.1, 10.9]
    private let b = [8.2, 9.9, 7.5, 8.8, 9.4, 7.9, 8.6, 10.1, 7.2]
    private let c = [11.0, 12.5, 14.1, 13.3, 12.8]
    private let tiedA = [1.0, 2, 2, 3, 3, 3, 4, 5, 5, 6, 7, 7]
    private let tiedB = [2.0, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9]
    private let curve = (1...40).map { i -> Double in
        let x = Double(i)
        return 0.1 * x * x - 0.3 * x + Double(i % 3) * 0.7
    }

    private func check(_ result: TestResult, _ statistic: Double, _ p: Double, relative: Double = 1e-9) {
        #expect(isClose(result.statistic, statistic, relative: relative), "\(result.name): \(result.statistic)")
        #expect(isClose(result.p, p, relative: relative), "\(result.name): p \(result.p)")
    }

    @Test func twoMeans() throws {
        let welch = HypothesisTest.welch(a, b)
        check(welch, 3.608067666253495, 0.004628772336094964)
        #expect(isClose(welch.degreesOfFreedom[0], 10.207181272497024, relative: 1e-12))
        let effect = try #require(welch.effect)
        #expect(effect.kind == .hedgesG && effect.sizeWord == "large")
        #expect(isClose(effect.value, 1.8030767490748667, relative: 1e-12))
        let interval = try #require(effect.interval)
        #expect(interval.contains(effect.value) && interval.lowerBound > 0)
        #expect(HypothesisTest.hedgesG(b, a)?.value == -effect.value)
    }

    @Test func manyMeans() throws {
        let anova = HypothesisTest.anova([a, b, c])
        check(anova, 19.441882224609678, 3.180955411676076e-05)
        check(HypothesisTest.welchAnova([a, b, c]), 22.338998670396116, 0.00022756419100407628)
        check(HypothesisTest.levene([a, b, c]), 0.484757572146557, 0.6236579613135314)
        // Omega squared = (k - 1)(F - 1) / ((k - 1)(F - 1) + n).
        let f = anova.statistic - 1
        #expect(isClose(try #require(anova.effect).value, 2 * f / (2 * f + 21), relative: 1e-12))
        // With two groups Welch's F is the square of Welch's t.
        let (t, pair) = (HypothesisTest.welch(a, b), HypothesisTest.welchAnova([a, b]))
        check(pair, t.statistic * t.statistic, t.p)
    }

    @Test func ranks() throws {
        check(HypothesisTest.mannWhitney(a, b), 58, 0.003321678321678322)
        check(HypothesisTest.mannWhitney(tiedA, tiedB), 38.5, 0.09401098400662625)
        check(HypothesisTest.kruskalWallis([a, b, c]), 13.769367140795723, 0.0010233399191730479)
        check(HypothesisTest.kruskalWallis([tiedA, tiedB, [1, 1, 2, 9]]), 4.233173572459283, 0.12044202210087124)
        let effect = try #require(HypothesisTest.mannWhitney(a, b).effect)
        #expect(isClose(effect.value, 2 * 58.0 / 63 - 1, relative: 1e-12))
        #expect(try #require(effect.interval).contains(effect.value))
    }

    @Test func pairs() {
        let before: [Double] = [125, 115, 130, 140, 140, 115, 140, 125, 140, 135]
        let after: [Double] = [110, 122, 125, 120, 140.5, 124, 123, 137, 135, 145]
        // With ties, by all 1024 ways to give signs.
        check(HypothesisTest.wilcoxon(before, after), 23, 0.677734375)
        let differences = [1.1, 2.3, -0.4, 3.2, 0.9, -1.5, 2.2, 0.1]
        check(HypothesisTest.wilcoxon(differences, [Double](repeating: 0, count: 8)), 7, 0.1484375)
    }

    @Test func tables() {
        check(HypothesisTest.fisherExact(ContingencyTable([[1, 24], [9, 16]])), 0.07407407407407407, 0.010580541940288988)
        check(HypothesisTest.fisherExact(ContingencyTable([[300, 200], [250, 260]])), 1.56, 0.0005081757509899477)
        check(HypothesisTest.fisherExact(ContingencyTable([[0, 5], [6, 0]])), 0, 0.0021645021645021645)
        let z = HypothesisTest.twoProportions(successes: 30, of: 50, andSuccesses: 18, of: 50)
        let chi = HypothesisTest.chiSquared(ContingencyTable([[30, 20], [18, 32]]))
        check(z, z.statistic, chi.p, relative: 1e-12)
        #expect(isClose(z.statistic * z.statistic, chi.statistic, relative: 1e-12))
    }

    @Test func correlations() throws {
        check(
            HypothesisTest.kendall([1, 2, 3, 4, 5, 6, 7, 8], [3, 1, 2, 6, 4, 5, 8, 7]), 0.6428571428571428, 0.03115079365079365)
        check(HypothesisTest.kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), -0.4714045207910316, 0.28274545993277467)
        check(
            HypothesisTest.spearman(Array(curve.prefix(9)), [3, 1, 4, 1, 5, 9, 2, 6, 5]), 0.45148081221689645, 0.22250629522693566
        )
        let interval = try #require(HypothesisTest.pearson(a, Array(b.prefix(7))).effect?.interval)
        #expect(isClose(interval.lowerBound, -0.7076219111741039, relative: 1e-9))
        #expect(isClose(interval.upperBound, 0.7922922778483692, relative: 1e-9))
    }

    @Test func kolmogorovSmirnov() {
        check(HypothesisTest.kolmogorovSmirnov(a, b), 0.7142857142857143, 0.02097902097902098)
        check(HypothesisTest.kolmogorovSmirnov(a, c), 0.6571428571428571, 0.11616161616161617)
        let mean = curve.reduce(0, +) / 40
        let deviation = (curve.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40).squareRoot()
        let normal = NormalDistribution(mean: mean, standardDeviation: deviation)
        let fitted = HypothesisTest.kolmogorovSmirnov(curve, isFitted: true, cdf: normal.cdf)
        #expect(isClose(fitted.statistic, 0.14286840028073805, relative: 1e-9))
        #expect(isClose(fitted.p, 0.3538688308528124, relative: 1e-9))
        #expect(fitted.notes.contains { $0.contains("fitted") })
    }

    /// Durbin's matrix with 60 digits; beyond 1000 values SciPy's kstwo, from which the limit is off by less than 0.0001.
    @Test(arguments: [
        (1, 0.7, 0.6), (2, 0.3, 0.98), (10, 0.274, 0.3715203845434957), (40, 0.142868, 0.3538721222941168),
        (40, 0.5, 9.006441529575452e-10), (200, 0.05, 0.6802627254395576), (200, 0.12, 0.0057457604927602603),
        (1000, 0.03, 0.3226902464132999), (1000, 0.08, 5.154189384789824e-06), (5000, 0.015, 0.20846142096186204),
        (5000, 0.03, 0.00024159234422666817), (20, 0.9, 2.0006866455078037e-20),
    ])
    func kolmogorovOfOneSample(count: Int, distance: Double, p: Double) {
        // Evenly spread values, moved so that they lie this far from the uniform distribution.
        let values = (0..<count).map { Double($0) / Double(count) + distance }
        let result = HypothesisTest.kolmogorovSmirnov(values, isFitted: false) { min(1, $0) }
        #expect(isClose(result.statistic, distance, relative: 1e-12))
        #expect(count > 1000 ? abs(result.p - p) < 1e-4 : isClose(result.p, p, relative: 1e-9), "\(result.p) \(p)")
    }

    @Test(arguments: [
        (3, 0.9908256880733944, 0.8167877818448469), (4, 0.9092929380094801, 0.4786638985784119),
        (5, 0.956949640112855, 0.7865989114848152), (6, 0.984224531383413, 0.9705276982952324),
        (7, 0.9706327505769392, 0.9029708127725516), (11, 0.9035337569800763, 0.20406889864702874),
        (12, 0.8912540809251357, 0.12231060594409959), (20, 0.8923823431330657, 0.029752543213897583),
        (40, 0.8909057983644597, 0.0010505835046020291),
    ])
    func shapiroWilk(count: Int, w: Double, p: Double) {
        check(HypothesisTest.shapiroWilk(Array(curve.prefix(count))), w, p, relative: 1e-8)
    }

    @Test func normalityOfManyValues() {
        let wave = (0..<2000).map { sin(Double($0)) * 5 + Double($0) * 0.1 }
        check(HypothesisTest.shapiroWilk(wave), 0.9568331828038334, 6.791888697002417e-24, relative: 1e-9)
        check(HypothesisTest.dAgostino(curve), 5.204313059059181, 0.07411357763464224)
        check(HypothesisTest.jarqueBera(curve), 4.098052249154151, 0.12886033641454084)
        #expect(!HypothesisTest.shapiroWilk([Double](repeating: 1, count: 6000)).isMade)
    }

    @Test func missingValuesAreLeftOut() {
        #expect(HypothesisTest.welch(a + [.nan], b + [.infinity]).statistic == HypothesisTest.welch(a, b).statistic)
        #expect(HypothesisTest.welch(a, b + [.infinity]).notes.count == 1)
        #expect(HypothesisTest.mannWhitney(a + [.nan], b).p == HypothesisTest.mannWhitney(a, b).p)
        #expect(HypothesisTest.kruskalWallis([a, b, [.nan]]).p == HypothesisTest.kruskalWallis([a, b]).p)
    }

    @Test func splittingLeavesOutWhatHasNoGroup() {
        let split = HypothesisTest.split([1, 2, 3, .nan, 5], groups: [0, 1, -1, 0, 7], count: 2)
        #expect(split == [[1], [2]])
    }
}
