import Charts

/// Round numbers above and below others.
enum RoundSteps {
    /// The next of 1, 2, 5 times a power of ten above a positive number.
    static func above(_ value: Double) -> Double {
        sequence(value).first { $0 > value * 1.000_000_1 } ?? value
    }

    /// The next below.
    static func below(_ value: Double) -> Double {
        sequence(value).last { $0 < value * 0.999_999_9 } ?? value
    }

    /// The next multiple of a step, exact in its decimals.
    static func next(_ value: Double, _ direction: Int, step: Double) -> Double {
        let count = value / step
        let near = count.rounded()
        let isOn = (count - near).magnitude < 1e-6
        return rounded((isOn ? near + Double(direction) : count.rounded(direction > 0 ? .up : .down)) * step)
    }

    /// A twentieth of a range, made round.
    static func step(_ range: ClosedRange<Double>) -> Double {
        let wanted = (range.upperBound - range.lowerBound) / 20
        guard wanted > 0, wanted.isFinite else { return 1 }
        return sequence(wanted).first { $0 >= wanted * 0.999_999_9 } ?? 1
    }

    /// 1, 2, 5 of the decades around a positive number, rising.
    private static func sequence(_ value: Double) -> [Double] {
        guard value > 0, value.isFinite else { return [] }
        var power = 1.0
        while power > value, power > 1e-300 { power /= 10 }
        while power * 10 <= value, power < 1e300 { power *= 10 }
        return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].map { rounded($0 * power) }
    }

    /// Without the dust of binary fractions: 0.30000000000000004 is 0.3.
    static func rounded(_ value: Double) -> Double { Double(Figures.plain(value, 12)) ?? value }
}
