import Charts
import TestSupport
import Testing

@Suite struct FiguresTests {
    @Test(arguments: [
        (0.4148, 4, "0.4148"), (0.15, 1, "0.2"), (0.25, 1, "0.3"), (2.675, 2, "2.68"), (-0.0, 2, "0.00"), (-0.001, 2, "0.00"),
        (999_999.5, 0, "1000000"), (999_999.5, 1, "999999.5"), (1e-12, 3, "0.000"), (-1.5, 0, "−2"),
        (1e21, 0, "1000000000000000000000"),
        (0.05, 0, "0"), (0.5, 0, "1"), (9.995, 2, "10.00"), (.nan, 2, "—"), (.infinity, 2, "∞"), (-.infinity, 2, "−∞"),
    ])
    func fixed(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(Figures.fixed(value, decimals) == text)
    }

    @Test(arguments: [
        (0.4148, 4, "0.4148"), (0.5, 4, "0.5000"), (12.3, 4, "12.30"), (1e-12, 2, "1.0e-12"), (999_999.5, 6, "1.00000e6"),
        (0.000_123_44, 4, "0.0001234"), (0.000_012_344, 4, "1.234e-5"), (0, 4, "0.000"), (-0.0, 3, "0.00"),
        (-3.14159, 3, "−3.14"),
        (99.999, 4, "100.0"), (.nan, 4, "—"), (.infinity, 4, "∞"),
    ])
    func significant(_ value: Double, _ digits: Int, _ text: String) {
        #expect(Figures.significant(value, digits) == text)
    }

    @Test(arguments: [
        (0.05, "0.05"), (0.1 + 0.2, "0.3"), (31, "31"), (1e-12, "1e-12"), (999_999.5, "1000000"), (0, "0"), (-0.0, "0"),
        (123_456_789, "1.235e8"), (-2.5, "−2.5"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func shortest(_ value: Double, _ text: String) {
        #expect(Figures.shortest(value) == text)
    }

    @Test(arguments: [
        (7043, "7.04 k"), (1_900_000, "1.9 M"), (999.9, "1 k"), (612, "612"), (0.00035, "350 µ"), (0.5, "0.5"), (0, "0"),
        (-12_345, "−12.3 k"), (1e-12, "1 p"), (.nan, "—"),
    ])
    func si(_ value: Double, _ text: String) {
        #expect(Figures.si(value) == text)
    }

    @Test(arguments: [
        (7043.0, "7,043"), (999, "999"), (1_000, "1,000"), (999_999.5, "1,000,000"), (-1234, "−1,234"), (0, "0"), (-0.2, "0"),
        (.infinity, "∞"), (.nan, "—"), (1e18, "1e18"),
    ])
    func count(_ value: Double, _ text: String) {
        #expect(Figures.count(value) == text)
    }

    @Test(arguments: [
        (0.0, "0 s"), (0.04, "0.04 s"), (0.7, "0.7 s"), (1.2, "1.2 s"), (11, "11 s"), (9.96, "10 s"), (99.4, "99 s"),
        (120, "2 min"),
        (3600, "60 min"), (7200, "2 h"), (172_800, "2 d"), (0.005, "5 ms"), (0.000_02, "20 µs"), (-3, "−3.0 s"), (.nan, "—"),
    ])
    func duration(_ value: Double, _ text: String) {
        #expect(Figures.duration(value) == text)
    }

    @Test func clockCountsUpToHours() {
        #expect(Figures.clock(42) == "0:42")
        #expect(Figures.clock(725) == "12:05")
        #expect(Figures.clock(3723) == "1:02:03")
        #expect(Figures.clock(.nan) == "—")
    }

    @Test func differencesHaveTheirSign() {
        #expect(Figures.difference(0.0024, 4) == "+0.0024")
        #expect(Figures.difference(-0.0015, 4) == "−0.0015")
        #expect(Figures.difference(-0.00001, 4) == "0.0000")
        #expect(Figures.interval(-0.0009...0.0019, 4) == "[−0.0009, +0.0019]")
    }

    @Test func percentagesAndProbabilities() {
        #expect(Figures.percent(0.265) == "26.5 %")
        #expect(Figures.percent(.nan) == "—")
        #expect(Figures.probability(0.03) == "0.03")
        #expect(Figures.probability(0.0043) == "0.004")
        #expect(Figures.probability(3e-7) == "3e-7")
        #expect(Figures.probability(0) == "< 1e-99")
        #expect(Figures.bytes(3_200_000) == "3.2 MB")
    }

    @Test func datesFollowTheCalendar() {
        #expect(Figures.date(0) == "1970-01-01")
        #expect(Figures.date(951_782_400) == "2000-02-29")
        #expect(Figures.date(-1, time: true) == "1969-12-31 23:59")
        #expect(Figures.date(1_709_208_300, time: true) == "2024-02-29 12:05")
    }

    @Test func fixedAgreesWithTheNearestDecimal() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let value = Double.random(in: 0...1000, using: &random)
            let decimals = Int.random(in: 0...6, using: &random)
            let read = Double(Figures.fixed(value, decimals)) ?? .nan
            #expect((read - value).magnitude <= 0.500_000_1 / tenTo(decimals))
        }
    }

    private func tenTo(_ power: Int) -> Double { (0..<power).reduce(1.0) { result, _ in result * 10 } }
}
