import Statistics
import TestSupport
import Testing

/// Every test of a hypothesis in the shared reference.
@Suite(.enabled(if: SharedGolden.isThere)) struct GoldenHypothesisTests {
    private let tests: SharedGolden
    private let association: SharedGolden
    private let groups: [[Double]]

    init() throws {
        tests = try SharedGolden("tests")
        association = try SharedGolden("association")
        groups = try tests.rows("groups")
    }

    private func check(_ result: TestResult, _ name: String, _ symbol: String) throws {
        let (statistic, p) = (try tests.number(name, symbol), try tests.number(name, "p"))
        #expect(isClose(result.statistic, statistic, relative: 1e-9), "\(name) \(result.statistic) \(statistic)")
        #expect(isClose(result.p, p, relative: 1e-9), "\(name) p \(result.p) \(p)")
    }

    @Test func means() throws {
        try check(HypothesisTest.welch(groups[0], groups[2]), "welch_t", "t")
        try check(HypothesisTest.student(groups[0], groups[2]), "student_t", "t")
        try check(HypothesisTest.anova(groups), "anova", "F")
        try check(HypothesisTest.levene(groups), "levene_median", "W")
    }

    @Test func ranks() throws {
        try check(HypothesisTest.mannWhitney(groups[0], groups[2]), "mannwhitney_exact", "U")
        try check(HypothesisTest.mannWhitney(groups[0], groups[2], isExact: false), "mannwhitney_asymptotic_cc", "U")
        try check(HypothesisTest.kruskalWallis(groups), "kruskal", "H")
    }

    @Test func normality() throws {
        let x = try association.numbers("x")
        try check(HypothesisTest.shapiroWilk(groups.flatMap { $0 }), "shapiro_vals", "W")
        try check(HypothesisTest.dAgostino(x), "dagostino_x", "K2")
        try check(HypothesisTest.jarqueBera(x), "jarque_bera_x", "JB")
    }

    @Test func correlations() throws {
        let (x, y) = (try association.numbers("x"), try association.numbers("y"))
        #expect(isClose(HypothesisTest.pearson(x, y).p, try association.number("pearson", "p"), relative: 1e-9))
        #expect(isClose(HypothesisTest.spearman(x, y).p, try association.number("spearman", "p"), relative: 1e-9))
        #expect(isClose(HypothesisTest.kendall(x, y).p, try association.number("kendall_tau_b", "p"), relative: 1e-9))
        #expect(isClose(HypothesisTest.kendall(x, y).statistic, try association.number("kendall_tau_b", "tau"), relative: 1e-9))
    }

    @Test func tables() throws {
        let wide = ContingencyTable(try association.rows("table_2x3").map { $0.map { Int($0) } })
        let result = HypothesisTest.chiSquared(wide)
        #expect(isClose(result.statistic, try association.number("chi2", "stat"), relative: 1e-9))
        #expect(isClose(result.p, try association.number("chi2", "p"), relative: 1e-9))
        #expect(result.degreesOfFreedom == [2])
        let square = ContingencyTable(try association.rows("table_2x2").map { $0.map { Int($0) } })
        #expect(isClose(HypothesisTest.chiSquared(square).p, try association.number("chi2_2x2_noyates", "p"), relative: 1e-9))
        #expect(isClose(HypothesisTest.fisherExact(square).p, try association.number("fisher_2x2_two_sided_p"), relative: 1e-9))
        let effect = try #require(HypothesisTest.chiSquared(square).effect)
        #expect(isClose(effect.value, try association.number("cramers_2x2_corrected_noyates"), relative: 1e-9))
    }

    @Test func manyPValues() throws {
        let p = try tests.numbers("benjamini_hochberg", "p")
        let adjusted = try tests.numbers("benjamini_hochberg", "adjusted")
        for (value, expected) in zip(PValueAdjustment.benjaminiHochberg.adjusted(p), adjusted) {
            #expect(isClose(value, expected, relative: 1e-12))
        }
        let compare = try SharedGolden("compare")
        let holm = PValueAdjustment.holm.adjusted(try compare.numbers("holm", "p"))
        for (value, expected) in zip(holm, try compare.numbers("holm", "adjusted")) {
            #expect(isClose(value, expected, relative: 1e-12))
        }
        #expect(PValueAdjustment.bonferroni.adjusted([0.01, .nan, 0.6])[0] == 0.02)
        #expect(PValueAdjustment.bonferroni.adjusted([0.01, .nan, 0.6])[2] == 1)
    }

    @Test func drift() throws {
        let golden = try SharedGolden("drift")
        let (reference, current) = (try golden.numbers("ref"), try golden.numbers("cur"))
        let stability = PopulationStability(reference: reference, current: current)
        #expect(isClose(stability.index, try golden.number("psi_10_ref_quantiles_eps1e4"), relative: 1e-9))
        #expect(isClose(stability.jensenShannonDistance, try golden.number("js_distance_base2_same_bins"), relative: 1e-9))
        let smirnov = HypothesisTest.kolmogorovSmirnov(reference, current)
        #expect(isClose(smirnov.statistic, try golden.number("ks", "D"), relative: 1e-9))
        #expect(isClose(smirnov.p, try golden.number("ks", "p"), relative: 1e-9))
        #expect(isClose(Drift.wasserstein(reference, current), try golden.number("wasserstein"), relative: 1e-9))
        let over = Drift.wassersteinOverDeviation(reference: reference, current: current)
        #expect(isClose(over, try golden.number("wasserstein_over_ref_std"), relative: 1e-9))
    }
}
