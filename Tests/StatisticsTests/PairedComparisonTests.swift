import Statistics
import Testing

@Suite struct PairedComparisonTests {
    let a = [0.91, 0.93, 0.90, 0.92, 0.94, 0.92, 0.91, 0.93, 0.90, 0.95]
    let b = [0.90, 0.91, 0.90, 0.91, 0.92, 0.90, 0.91, 0.91, 0.89, 0.93]

    func compare(
        _ a: [Double], _ b: [Double], higherIsBetter: Bool = true, equivalence: Double = 0.01, repeats: Int = 1
    ) -> PairedComparison {
        .overFolds(
            a: a, b: b, testToTrain: 1.0 / 9, higherIsBetter: higherIsBetter, equivalence: equivalence, repeats: repeats)
    }

    /// The values of the corrected resampled t test and of baycomp's correlated t test on ten folds.
    @Test func tenFolds() throws {
        let result = compare(a, b)
        #expect(isClose(result.difference, -0.013, relative: 1e-12))
        #expect(isClose(try #require(result.p), 0.007428915544359195, relative: 1e-9))
        #expect(isClose(result.worse, 0.7759359849404347, relative: 1e-9))
        #expect(isClose(result.same, 0.2239722280890185, relative: 1e-9))
        #expect(isClose(result.better, 9.178697054682438e-05, relative: 1e-9))
        let interval = try #require(result.interval)
        #expect(
            isClose(interval.upperBound - interval.lowerBound, 2 * 2.2621571627409915 * 0.0037826765623442606, relative: 1e-9))
        #expect(result.evidence == .fair)
    }

    @Test func directionTurnsTheChances() {
        let higher = compare(a, b)
        let lower = compare(a, b, higherIsBetter: false)
        #expect(higher.worse == lower.better && higher.better == lower.worse && higher.same == lower.same)
        #expect(higher.difference == lower.difference && higher.p == lower.p)
    }

    @Test func swappingTheModelsMirrorsEverything() throws {
        let forth = compare(a, b)
        let back = compare(b, a)
        #expect(isClose(forth.worse, back.better) && isClose(forth.better, back.worse))
        #expect(isClose(try #require(forth.interval).lowerBound, -(try #require(back.interval).upperBound)))
    }

    @Test func chancesSumToOne() {
        var random = Philox(seed: 3)
        for count in [2, 5, 10, 100] {
            for scale in [0, 1e-9, 1e-3, 1, 1e6] {
                let first = (0..<count).map { _ in random.normal() * scale }
                let second = (0..<count).map { _ in random.normal() * scale + 0.01 }
                let result = compare(first, second)
                #expect(abs(result.worse + result.same + result.better - 1) < 1e-12)
            }
        }
    }

    /// The same score on every fold: nothing to test, all practically the same. One constant difference: certain.
    @Test func withoutVariance() {
        let equal = compare(a, a)
        #expect(equal.p == 1 && equal.same == 1 && equal.interval == 0...0)
        let shifted = compare([0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5])
        #expect(shifted.p == 0 && shifted.better == 1 && shifted.interval == 0.5...0.5)
        let within = compare([0, 0, 0], [0.005, 0.005, 0.005])
        #expect(within.p == 0 && within.same == 1)
    }

    @Test func oneFoldClaimsNothing() {
        let result = compare([0.8], [0.9])
        #expect(isClose(result.difference, 0.1) && result.interval == nil && result.p == nil && result.evidence == .weak)
        #expect(abs(result.worse + result.same + result.better - 1) < 1e-12 && result.better == result.worse)
        #expect(compare([], []).difference.isNaN)
    }

    @Test func foldsWithoutAScoreAreLeftOut() {
        let result = compare(a + [.nan, 0.5], b + [0.5, .nan])
        #expect(result == compare(a, b))
    }

    @Test func evidenceGrowsWithTheSplits() {
        let many = (0..<100).map { Double($0 % 7) / 100 }
        #expect(compare(Array(a[..<5]), Array(b[..<5])).evidence == .weak)
        #expect(compare(many, many.reversed(), repeats: 10).evidence == .strong)
        #expect(compare(many, many.reversed(), repeats: 1).evidence == .fair)
    }

    @Test func regionOfEquivalence() {
        func width(_ metric: String, unit: Bool, deviation: Double? = nil) -> Double {
            PairedComparison.equivalence(of: metric, isUnitScore: unit, baseline: -0.5, targetDeviation: deviation)
        }
        #expect(width("auc", unit: true) == 0.01)
        #expect(width("rmse", unit: false, deviation: 300) == 3)
        #expect(width("mae", unit: false) == 0.005)
        #expect(width("log_loss", unit: false, deviation: 300) == 0.005)
    }

    /// Two models without a difference: the corrected test keeps its level where the plain one would reject far too often.
    @Test func theCorrectionKeepsItsLevel() {
        var random = Philox(seed: 11)
        var rejected = 0
        for _ in 0..<400 {
            // Scores on overlapping training rows have a common part that the spread over folds does not show.
            let common = random.normal() * (1.0 / 9).squareRoot()
            let differences = (0..<10).map { _ in random.normal() + common }
            if let p = compare(differences.map { _ in 0 }, differences).p, p < 0.05 { rejected += 1 }
        }
        #expect((8...36).contains(rejected), "\(rejected) of 400 at the level of 0.05")
    }
}
