import Glibc
import Testing

@testable import Statistics

/// Intervals of effects whose statistic is chi-squared or F.
@Suite struct NoncentralityTests {
    /// With one degree the noncentral chi-squared is the square of a normal value about the root of the noncentrality.
    @Test(arguments: [0.0, 0.5, 3, 40, 199, 201, 5000])
    func oneDegreeIsASquare(_ noncentrality: Double) {
        let normal = NormalDistribution.standard
        let centre = noncentrality.squareRoot()
        for root in [max(0.1, centre - 2), centre + 0.5, centre + 2] {
            let exact = normal.sf(root - centre) + normal.cdf(-root - centre)
            let found = Noncentrality.chiSquaredAbove(root * root, degreesOfFreedom: 1, noncentrality)
            #expect(abs(found - exact) < (noncentrality > 200 ? 0.01 : 1e-12), "\(noncentrality) \(root)")
        }
    }

    @Test func withManyDegreesBelowFIsChiSquared() {
        let f = Noncentrality.fAbove(4, 3, 1e9, 7)
        #expect(abs(f - Noncentrality.chiSquaredAbove(12, degreesOfFreedom: 3, 7)) < 1e-6)
    }

    @Test func theEndsHaveTheirChances() throws {
        let upper = { Noncentrality.chiSquaredAbove(30, degreesOfFreedom: 4, $0) }
        let interval = try #require(Noncentrality.interval(guess: 30, upper: upper))
        #expect(abs(upper(interval.lowerBound) - 0.025) < 1e-9 && abs(upper(interval.upperBound) - 0.975) < 1e-9)
        // What is less than chance gives begins at nothing.
        let small = try #require(Noncentrality.interval(guess: 1) { Noncentrality.chiSquaredAbove(1, degreesOfFreedom: 4, $0) })
        #expect(small.lowerBound == 0)
    }

    @Test func effectsLieInTheirIntervals() throws {
        let table = ContingencyTable([[30, 14, 6], [10, 22, 18]])
        let v = try #require(HypothesisTest.chiSquared(table).effect)
        let within = try #require(v.interval)
        #expect(within.contains(v.value) && within.lowerBound > 0.1 && within.upperBound < 0.65)
        let large = ContingencyTable([[300_000, 140_000, 60_000], [100_000, 220_000, 180_000]])
        let narrow = try #require(HypothesisTest.chiSquared(large).effect?.interval)
        #expect(narrow.upperBound - narrow.lowerBound < 0.01)
        #expect(ContingencyTable([[5, 5]]).cramersVInterval == nil)
        let groups = [[5.1, 4.9, 6.2, 5.8, 6.0], [7.1, 6.8, 7.7, 7.2], [5.5, 5.9, 6.1, 5.0, 5.7, 6.3]]
        let omega = try #require(HypothesisTest.anova(groups).effect)
        #expect(omega.interval?.contains(omega.value) == true)
    }
}
