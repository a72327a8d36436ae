import Statistics
import Testing

@Suite struct ScoreIntervalTests {
    @Test func wilson() throws {
        let interval = try #require(ScoreInterval.wilson(successes: 45, trials: 50))
        #expect(isClose(interval.lowerBound, 0.7863976856252035) && isClose(interval.upperBound, 0.9565242350681096))
        #expect(ScoreInterval.wilson(successes: 0, trials: 10)?.lowerBound == 0)
        #expect(ScoreInterval.wilson(successes: 10, trials: 10)?.upperBound == 1)
        #expect(ScoreInterval.wilson(successes: 0, trials: 0) == nil)
    }

    /// Five folds: t of 4 degrees of freedom, and 1/5 + 1/4 where the plain interval has 1/5.
    @Test func meanOfFolds() throws {
        let interval = try #require(ScoreInterval.mean(of: [0.8, 0.82, 0.79, 0.81, 0.83], testToTrain: 0.25))
        let margin = 2.7764451051977934 * (0.45 * 0.00025).squareRoot()
        #expect(isClose(interval.lowerBound, 0.81 - margin, relative: 1e-10))
        #expect(isClose(interval.upperBound, 0.81 + margin, relative: 1e-10))
        #expect(ScoreInterval.mean(of: [0.8], testToTrain: 0.25) == nil)
    }
}
