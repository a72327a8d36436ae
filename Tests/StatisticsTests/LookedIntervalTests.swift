import Statistics
import Testing

/// The interval of a score on rows that were looked at several times.
@Suite struct LookedIntervalTests {
    private func width(_ looks: Int) throws -> Double {
        let interval = try #require(ScoreInterval.looked(0.5, error: 0.1, looks: looks))
        return interval.upperBound - interval.lowerBound
    }

    @Test func oneLookIsThePlainInterval() throws {
        #expect(abs(try width(1) - 2 * 1.959963984540054 * 0.1) < 1e-12)
    }

    @Test func everyLookWidensIt() throws {
        // The quantile at 1 - 0.05 / (2 x 10).
        #expect(abs(try width(10) - 2 * 2.8070337683438042 * 0.1) < 1e-9)
        for looks in 1..<20 { #expect(try width(looks) < width(looks + 1)) }
    }

    @Test func itStaysWithinItsBounds() throws {
        let interval = try #require(ScoreInterval.looked(0.99, error: 0.1, looks: 3, within: 0...1))
        #expect(interval.upperBound == 1 && interval.lowerBound < 0.8)
        #expect(ScoreInterval.looked(.nan, error: 0.1, looks: 1) == nil)
        #expect(ScoreInterval.looked(0.5, error: .nan, looks: 1) == nil)
    }
}
