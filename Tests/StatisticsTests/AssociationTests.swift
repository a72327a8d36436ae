import Recipes
import Statistics
import TestSupport
import Testing

@Suite struct AssociationTests {
    private static let isThere = SharedData.has("reference/golden_stats.json")

    private func golden() throws -> JSON { try JSON(parsing: SharedData.text("reference/golden_stats.json")) }

    private func numbers(_ json: JSON?) -> [Double] { json?.arrayValue?.compactMap(\.doubleValue) ?? [] }

    private func table(_ json: JSON?) -> ContingencyTable {
        ContingencyTable(json?.arrayValue?.map { numbers($0).map { Int($0) } } ?? [])
    }

    private func isClose(_ value: Double, _ expected: JSON?) -> Bool {
        guard let expected = expected?.doubleValue else { return false }
        return abs(value - expected) <= 1e-12 * max(1, abs(expected))
    }

    @Test(.enabled(if: isThere)) func correlationsAreGolden() throws {
        let golden = try #require(try golden()["association"])
        let (x, y) = (numbers(golden["x"]), numbers(golden["y"]))
        #expect(x.count == 40)
        #expect(isClose(Association.pearson(x, y), golden["pearson"]?["r"]))
        #expect(isClose(Association.spearman(x, y), golden["spearman"]?["rho"]))
        #expect(isClose(Association.kendallTauB(x, y), golden["kendall_tau_b"]?["tau"]))
    }

    @Test(.enabled(if: isThere)) func tablesAreGolden() throws {
        let golden = try #require(try golden()["association"])
        let wide = table(golden["table_2x3"])
        #expect(isClose(wide.chiSquared.statistic, golden["chi2"]?["stat"]))
        #expect(wide.chiSquared.degreesOfFreedom == 2)
        #expect(isClose(wide.cramersV, golden["cramers_v"]))
        #expect(isClose(wide.correctedCramersV, golden["cramers_v_bias_corrected"]))
        #expect(isClose(wide.mutualInformation, golden["mutual_info_discrete_nats"]))
        #expect(isClose(wide.normalizedMutualInformation, golden["normalized_mi_arithmetic"]))
        let square = table(golden["table_2x2"])
        #expect(isClose(square.chiSquared.statistic, golden["chi2_2x2_noyates"]?["stat"]))
        #expect(isClose(square.correctedCramersV, golden["cramers_2x2_corrected_noyates"]))
    }

    @Test(.enabled(if: isThere)) func correlationRatioIsGolden() throws {
        let golden = try #require(try golden()["association"]?["correlation_ratio"])
        let groups = numbers(golden["categories"]).map { Int32($0) }
        let ratio = Association.correlationRatio(numbers(golden["values"]), groups: groups, count: 3)
        #expect(isClose(ratio.eta, golden["eta"]))
        #expect(ratio.corrected < ratio.eta)
    }

    @Test(.enabled(if: isThere)) func momentsAndQuantilesAreGolden() throws {
        let golden = try golden()
        let tests = try #require(golden["tests"])
        let x = numbers(golden["association"]?["x"])
        let moments = SampleMoments(x)
        #expect(isClose(moments.skewness, tests["skew_biased"]))
        #expect(isClose(moments.unbiasedSkewness, tests["skew_unbiased_G1"]))
        #expect(isClose(moments.kurtosis, tests["kurtosis_excess_biased"]))
        #expect(isClose(moments.unbiasedKurtosis, tests["kurtosis_excess_unbiased"]))
        for (share, value) in tests["quantiles_type7_x"]?.objectValue ?? [:] {
            let quantile = Descriptive.quantile(try #require(Double(share)), of: x)
            #expect(isClose(quantile, value))
        }
        #expect(isClose(Descriptive.medianAbsoluteDeviation(of: x), tests["mad_raw"]))
    }

    @Test(.enabled(if: isThere)) func areaUnderTheCurveIsGolden() throws {
        let golden = try #require(try golden()["metrics_binary"])
        let (y, p) = (numbers(golden["y"]), numbers(golden["p"]))
        let order = p.indices.sorted { p[$0] < p[$1] }
        let area = order.map { p[$0] }.withUnsafeBufferPointer { sorted in
            order.map { y[$0] == 1 }.withUnsafeBufferPointer { Association.areaUnderCurve(sorted: sorted, isPositive: $0) }
        }
        #expect(isClose(area, golden["roc_auc"]))
    }

    @Test func whatDoesNotVarySaysNothing() {
        #expect(Association.pearson([1, 1, 1], [1, 2, 3]).isNaN)
        #expect(Association.kendallTauB([1, 1, 1], [1, 2, 3]).isNaN)
        #expect(Association.correlationRatio([1, 1], groups: [0, 1], count: 2).eta.isNaN)
        #expect(ContingencyTable([[5, 5]]).correctedCramersV == 0)
        #expect(ContingencyTable([[5, 0], [3, 0]]).cramersV == 0)
        #expect(ContingencyTable([]).correctedCramersV == 0)
        #expect(SampleMoments([4, 4, 4]).skewness == 0)
        #expect(SampleMoments([]).mean.isNaN && SampleMoments([1]).variance.isNaN)
        #expect(Descriptive.quantile(0.5, of: []).isNaN)
    }

    @Test func groupsOfOneValueEachSayNothingAfterCorrection() {
        let ratio = Association.correlationRatio([1, 5, 2, 8], groups: [0, 1, 2, 3], count: 4)
        #expect(ratio.eta == 1 && ratio.corrected == 0)
    }

    @Test func missingCodesAreLeftOut() {
        let table = ContingencyTable([0, 1, -1, 1, 5], [1, 0, 1, -1, 0], rows: 2, columns: 2)
        #expect(table.counts == [0, 1, 1, 0])
    }

    @Test func momentsOfLargeValuesStay() {
        let moments = SampleMoments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
        #expect(moments.variance == 30)
        #expect(SampleMoments([1.7e308, 1.7e308]).mean == 1.7e308)
    }
}
