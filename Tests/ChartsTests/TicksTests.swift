import Charts
import TestSupport
import Testing

@Suite struct TicksTests {
    @Test func linearTicksAreRoundInsideAndFewEnough() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<800 {
            let size = power(10, Double.random(in: -9...9, using: &random))
            let low = Double.random(in: -size...size, using: &random)
            let high = low + size * Double.random(in: 0.001...2, using: &random)
            for isLoose in [true, false] {
                let ticks = Ticks(of: low...high, on: Axis(), count: 8, isLoose: isLoose)
                #expect((3...8).contains(ticks.values.count), "\(low) \(high) \(ticks.values)")
                #expect(ticks.range.lowerBound <= low && ticks.range.upperBound >= high)
                #expect(ticks.labels.count == ticks.values.count)
                #expect(Set(ticks.labels).count == ticks.labels.count, "\(ticks.labels)")
                for value in ticks.values {
                    #expect(value >= ticks.range.lowerBound && value <= ticks.range.upperBound)
                    let steps = value / ticks.step
                    #expect((steps - steps.rounded()).magnitude < 1e-6 * max(1, steps.magnitude))
                }
                let mantissa = mantissa(ticks.step)
                #expect([1, 2, 5].contains { (mantissa - $0).magnitude < 1e-9 }, "\(ticks.step)")
            }
        }
    }

    @Test func labelsOfOneAxisHaveTheSameDecimals() {
        let ticks = Ticks(of: 0.41...0.59, on: Axis(), count: 5, isLoose: true)
        #expect(ticks.labels == ["0.40", "0.45", "0.50", "0.55", "0.60"])
        #expect(Ticks(of: 0...40_000, on: Axis(), count: 5, isLoose: true).labels == ["0", "10k", "20k", "30k", "40k"])
        #expect(Ticks(of: 0...2e-5, on: Axis(), count: 5, isLoose: true).labels == ["0", "5e-6", "10e-6", "15e-6", "20e-6"])
        #expect(Ticks(of: -1...1, on: Axis(), count: 5, isLoose: true).labels == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    }

    @Test func wholeNumbersKeepWholeSteps() {
        let ticks = Ticks(of: 0...3, on: Axis(scale: .integer), count: 8, isLoose: false)
        #expect(ticks.labels == ["0", "1", "2", "3"])
    }

    @Test func aLiveAxisKeepsItsStepWhileItMay() {
        var axis = Axis()
        axis.steadyStep = 0.2
        #expect(Ticks(of: 0...0.7, on: axis, count: 8, isLoose: true).step == 0.2)
        #expect(Ticks(of: 0...1.4, on: axis, count: 5, isLoose: true).step == 0.2)
        #expect(Ticks(of: 0...2.1, on: axis, count: 5, isLoose: true).step == 0.5)
    }

    @Test(arguments: [
        (1.0, 1.0), (0, 0), (-1e308, 1e308), (1e15, 1e15 + 1), (-.leastNonzeroMagnitude, .leastNonzeroMagnitude), (1e-300, 1e300),
    ])
    func strangeRangesGiveTicks(_ low: Double, _ high: Double) {
        for scale in [Axis.Scale.linear, .integer, .logarithmic, .duration, .date] {
            let ticks = Ticks(of: low...high, on: Axis(scale: scale), count: 5, isLoose: true)
            #expect(ticks.range.lowerBound < ticks.range.upperBound)
            #expect(ticks.values.allSatisfy { $0.isFinite })
            #expect(ticks.labels.count == ticks.values.count)
        }
    }

    @Test func logarithmicTicksAreDecadesAndTheirParts() {
        let axis = Axis(scale: .logarithmic)
        #expect(Ticks(of: 1e-4...1, on: axis, count: 6, isLoose: true).labels == ["1e-4", "1e-3", "0.01", "0.1", "1"])
        #expect(Ticks(of: 0.03...0.9, on: axis, count: 8, isLoose: true).labels == ["0.02", "0.05", "0.1", "0.2", "0.5", "1"])
        #expect(Ticks(of: 0.4...0.6, on: axis, count: 5, isLoose: true).labels == ["0.40", "0.45", "0.50", "0.55", "0.60"])
        #expect(Ticks(of: 1...1e300, on: axis, count: 5, isLoose: true).values.count <= 5)
    }

    @Test func durationsStepAsAClock() {
        let axis = Axis(scale: .duration)
        #expect(Ticks(of: 0...95, on: axis, count: 5, isLoose: false).labels == ["0", "30 s", "60 s", "90 s"])
        let minutes = Ticks(of: 0...600, on: axis, count: 6, isLoose: false)
        #expect(minutes.labels == ["0", "2 min", "4 min", "6 min", "8 min", "10 min"])
        #expect(Ticks(of: 0...14_400, on: axis, count: 5, isLoose: false).labels == ["0", "1 h", "2 h", "3 h", "4 h"])
    }

    @Test func datesStepAsACalendar() {
        let axis = Axis(scale: .date)
        let years = Ticks(of: 1_262_304_000...1_577_836_800, on: axis, count: 6, isLoose: false)
        #expect(years.labels == ["2010", "2012", "2014", "2016", "2018", "2020"])
        let months = Ticks(of: 1_704_067_200...1_719_792_000, on: axis, count: 8, isLoose: false)
        #expect(months.labels.first == "2024-01" && months.labels.last == "2024-07")
        #expect(Ticks(of: 0...7200, on: axis, count: 5, isLoose: false).labels.first == "00:00")
    }

    private func power(_ base: Double, _ exponent: Double) -> Double {
        var result = 1.0
        for _ in 0..<Int(exponent.magnitude) { result *= base }
        return exponent < 0 ? 1 / result : result
    }

    private func mantissa(_ value: Double) -> Double {
        var value = value
        while value >= 9.999_999_9 { value /= 10 }
        while value < 0.999_999_99 { value *= 10 }
        return value
    }
}
