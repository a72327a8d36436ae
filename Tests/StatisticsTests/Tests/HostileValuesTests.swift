import Statistics
import Testing

/// No values, one, equal ones, infinite ones and the largest: a note instead of a number, and never a trap.
@Suite struct HostileValuesTests {
    private static let samples: [[Double]] = [
        [], [1], [.nan], [3, 3, 3], [3, 3, 3, 3, 3, 3, 3, 3, 3, 3], [.infinity, 1, 2], [-.infinity, .infinity], [1, 2],
        [1.7e308, -1.7e308, 1e308, 3, 4, 5, 6, 7, 8], [0x1p-1074, 0, -0.0, 1, 1, 1, 2], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    ]

    @Test(arguments: samples, samples) func tests(first: [Double], second: [Double]) {
        let results = [
            HypothesisTest.student(first, second), HypothesisTest.welch(first, second), HypothesisTest.anova([first, second]),
            HypothesisTest.welchAnova([first, second, []]), HypothesisTest.levene([first, second]),
            HypothesisTest.mannWhitney(first, second), HypothesisTest.mannWhitney(first, second, isExact: true),
            HypothesisTest.kruskalWallis([first, second, first]), HypothesisTest.wilcoxon(first, second),
            HypothesisTest.kolmogorovSmirnov(first, second), HypothesisTest.pearson(first, second),
            HypothesisTest.spearman(first, second), HypothesisTest.kendall(first, second),
            HypothesisTest.shapiroWilk(first), HypothesisTest.dAgostino(first), HypothesisTest.jarqueBera(first),
            HypothesisTest.kolmogorovSmirnov(first, isFitted: false) { $0 < 0 ? 0 : 1 },
            TestChoice.numberByGroups([first, second]).result, TestChoice.numbers(first, second).result,
            Missingness.littleTest([first, second]),
        ]
        for result in results {
            #expect(result.p.isNaN || (0...1).contains(result.p), "\(result.name) \(result.p)")
            #expect(result.isMade || !result.notes.isEmpty, "\(result.name)")
            let interval = result.effect?.interval
            #expect(interval == nil || result.effect.map { !$0.value.isNaN } == true, "\(result.name)")
        }
    }

    @Test(arguments: samples, samples) func measures(first: [Double], second: [Double]) {
        let stability = PopulationStability(reference: first, current: second)
        #expect(stability.index.isNaN || stability.index >= 0)
        #expect(stability.jensenShannonDistance.isNaN || (0...1).contains(stability.jensenShannonDistance))
        let distance = Drift.wasserstein(first, second)
        #expect(distance.isNaN || distance >= 0)
        let mixed = MixedAssociation(.number(first), .number(second))
        #expect(mixed.value.isNaN || (0...1).contains(mixed.value))
        let information = NeighbourInformation.ofNumbers(first, second)
        #expect(information.isNaN || information >= 0)
        let points = Points(columns: [first, second])
        #expect(!points.values.contains { !$0.isFinite })
        #expect(PrincipalComponents(points).components.count <= 2)
        #expect(KMeans(points, clusters: 3).labels.count == points.count)
        #expect(IsolationForest(points).scores(points).count == points.count)
        #expect(DistributionFit.ranked(first).allSatisfy { $0.criterion.isFinite })
        #expect(!ModifiedZ(first).unit.isNaN && !ModifiedZ(first).score(1).isNaN || first.allSatisfy { !$0.isFinite })
    }

    @Test func tables() {
        for table in [ContingencyTable([]), ContingencyTable([[0, 0], [0, 0]]), ContingencyTable([[3, 0], [0, 0]])] {
            #expect(!HypothesisTest.chiSquared(table).isMade && !HypothesisTest.fisherExact(table).isMade)
            #expect(TestChoice.categories(table).method == .none)
        }
        #expect(!HypothesisTest.fisherExact(ContingencyTable([[1, 2, 3], [4, 5, 6]])).isMade)
        #expect(!HypothesisTest.twoProportions(successes: 3, of: 2, andSuccesses: 1, of: 1).isMade)
        #expect(!HypothesisTest.twoProportions(successes: 0, of: 2, andSuccesses: 0, of: 0).isMade)
        #expect(PValueAdjustment.holm.adjusted([]).isEmpty)
    }
}
