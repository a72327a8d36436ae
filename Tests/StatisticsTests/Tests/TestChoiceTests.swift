import Glibc
import Statistics
import Testing

@Suite struct TestChoiceTests {
    private func normal(_ count: Int, _ seed: UInt64, mean: Double = 0, spread: Double = 1) -> [Double] {
        var random = Philox(seed: seed)
        return (0..<count).map { _ in mean + spread * random.normal() }
    }

    @Test func twoLargeGroupsOfUnequalSpread() {
        let choice = TestChoice.numberByGroups([normal(600, 1), normal(700, 2, mean: 0.3, spread: 3)])
        #expect(choice.method == .welch)
        #expect(choice.reason == "Welch's t: two groups, over 500 rows each; the spreads differ (Levene p below 0.001).")
        #expect(choice.result.name == "Welch's t" && choice.result.p < 1)
    }

    /// A test of normality rejects these rows at once, and the mean of so many bears it well.
    @Test func normalityAloneNeverChooses() {
        let skewed = normal(5000, 3).map { exp($0 * 0.5) }
        #expect(HypothesisTest.shapiroWilk(skewed).p < 1e-10)
        #expect(TestChoice.numberByGroups([skewed, normal(900, 4, mean: 1)]).method == .welch)
    }

    @Test func fewSkewedRowsAreRanked() {
        let choice = TestChoice.numberByGroups([normal(10, 3).map { exp($0 * 2) }, normal(12, 4)])
        #expect(choice.method == .mannWhitney && choice.reason.contains("far from normal"))
        let many = TestChoice.numberByGroups([normal(10, 3).map { exp($0 * 2) }, normal(12, 4), normal(9, 5)])
        #expect(many.method == .kruskalWallis)
        #expect(TestChoice.numberByGroups([[1, 2, .infinity], [1, 2, 3]]).method == .mannWhitney)
    }

    @Test func manyGroups() {
        let equal = TestChoice.numberByGroups([normal(60, 1), normal(60, 2), normal(60, 3)])
        #expect(equal.method == .anova && equal.reason.hasPrefix("ANOVA: 3 groups"))
        let unequal = TestChoice.numberByGroups([normal(60, 1), normal(60, 2, spread: 4), normal(60, 3)])
        #expect(unequal.method == .welchAnova)
    }

    @Test func tables() {
        #expect(TestChoice.categories(ContingencyTable([[3, 1], [2, 4]])).method == .fisherExact)
        #expect(TestChoice.categories(ContingencyTable([[30, 10], [20, 40]])).method == .chiSquared)
        let thin = TestChoice.categories(ContingencyTable([[30, 1, 0], [20, 4, 0], [9, 9, 0]]))
        #expect(thin.method == .chiSquared && thin.reason.contains("3 by 2") && thin.reason.contains("approximate"))
    }

    @Test func numbers() {
        let x = normal(100, 1)
        #expect(TestChoice.numbers(x, normal(100, 2)).method == .pearson)
        #expect(TestChoice.numbers(x, x.map { exp(2 * $0) }).method == .spearman)
        #expect(TestChoice.numbers([1, 2, 2, 3], [1, 3, 2, 4]).method == .kendall)
    }
}
