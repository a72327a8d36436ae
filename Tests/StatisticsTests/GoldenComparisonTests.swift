import Recipes
import Statistics
import TestSupport
import Testing

/// Every number of the shared reference that this module makes.
@Suite(.enabled(if: SharedData.has("reference/golden_stats.json"))) struct GoldenComparisonTests {
    let golden: JSON

    init() throws {
        golden = try #require(try JSON(parsing: SharedData.text("reference/golden_stats.json"))["compare"])
    }

    func numbers(_ json: JSON?) throws -> [Double] { try #require(json?.arrayValue).compactMap(\.doubleValue) }

    func number(_ path: String...) throws -> Double {
        try #require(path.reduce(Optional(golden)) { $0?[$1] }?.doubleValue)
    }

    @Test func correctedAndBayesian() throws {
        let result = PairedComparison.overFolds(
            a: try numbers(golden["B"]), b: try numbers(golden["A"]), testToTrain: 1.0 / 9, higherIsBetter: true,
            equivalence: 0.01, repeats: 1)
        #expect(isClose(result.difference, try number("nadeau_bengio_10fold", "mean_diff"), relative: 1e-12))
        #expect(isClose(try #require(result.p), try number("nadeau_bengio_10fold", "p_two_sided"), relative: 1e-9))
        #expect(isClose(result.better, try number("bayesian_correlated_t_rope_0_01", "p_A_better"), relative: 1e-9))
        #expect(isClose(result.same, try number("bayesian_correlated_t_rope_0_01", "p_rope"), relative: 1e-9))
        #expect(isClose(result.worse, try number("bayesian_correlated_t_rope_0_01", "p_B_better"), relative: 1e-9))
    }

    @Test func withoutTheCorrection() throws {
        let result = PairedComparison.overFolds(
            a: try numbers(golden["A"]), b: try numbers(golden["B"]), testToTrain: 0, higherIsBetter: true,
            equivalence: 0.01, repeats: 1)
        #expect(isClose(try #require(result.p), try number("paired_t_uncorrected", "p"), relative: 1e-9))
    }

    @Test func pairsByRanks() throws {
        let result = HypothesisTest.wilcoxon(try numbers(golden["A"]), try numbers(golden["B"]))
        #expect(result.statistic == (try number("wilcoxon", "W")))
        #expect(isClose(result.p, try number("wilcoxon", "p"), relative: 1e-9))
    }

    @Test func discordantRows() throws {
        let test = McNemar(
            onlyFirst: Int(try number("mcnemar", "b")), onlySecond: Int(try number("mcnemar", "c")))
        #expect(isClose(test.chiSquared, try number("mcnemar", "chi2_cc"), relative: 1e-9))
        #expect(isClose(test.pCorrected, try number("mcnemar", "p_cc"), relative: 1e-9))
        #expect(isClose(test.pExact, try number("mcnemar", "p_exact"), relative: 1e-9))
        #expect(isClose(test.pMid, try number("mcnemar", "p_mid"), relative: 1e-9))
    }

    @Test func deLong() throws {
        let delong = try #require(golden["delong"])
        let result = PairedComparison.areaUnderCurve(
            isPositive: try numbers(delong["y"]).map { $0 == 1 }, a: try numbers(delong["s1"]), b: try numbers(delong["s2"]),
            equivalence: 0.01)
        #expect(isClose(try #require(result.p), try number("delong", "p"), relative: 1e-9))
    }
}
