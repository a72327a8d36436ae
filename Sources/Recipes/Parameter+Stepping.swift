extension Parameter {
    /// The next value in a direction, in steps that make sense: 1, 2, 5 on a logarithmic scale, a twentieth of the range or one
    /// whole number on a linear one; the neighbouring word of a choice. Never outside of what is allowed.
    public func stepped(_ value: ParameterValue, _ direction: Int) -> ParameterValue {
        switch (domain, value) {
        case (.integer(let range), .integer(let number)):
            let next = scale == .logarithmic ? Int(Self.nextRound(Double(number), direction)) : number + direction
            return .integer(min(max(range.lowerBound, next == number ? number + direction : next), range.upperBound))
        case (.real(let range, let excludesLowest), .real(let number)):
            var next: Double
            if scale == .logarithmic || range.upperBound > 1e6 {
                next = Self.nextRound(number, direction, smallest: tuning?.lowerBound ?? 1e-4)
            } else {
                let step = (range.upperBound - range.lowerBound) / 20
                next = ((number / step).rounded() + Double(direction)) * step
                next = (next * 1e9).rounded() / 1e9
            }
            next = min(max(range.lowerBound, next), range.upperBound)
            return excludesLowest && next <= range.lowerBound ? value : .real(next)
        case (.choice(let words), .text(let word)):
            let place = (words.firstIndex(of: word) ?? 0) + direction
            return .text(words[min(max(0, place), words.count - 1)])
        case (.flag, .flag(let isOn)): return .flag(!isOn)
        default: return value
        }
    }

    /// The next of ..., 0.1, 0.2, 0.5, 1, 2, 5, 10, ...; below the smallest comes zero, and zero goes up to the smallest.
    static func nextRound(_ value: Double, _ direction: Int, smallest: Double = 1) -> Double {
        if value <= 0 { return direction > 0 ? smallest : value }
        var ladder: [Double] = []
        for exponent in -12...15 {
            for digit in [1, 2, 5] { ladder.append(Double("\(digit)e\(exponent)") ?? 0) }
        }
        if direction > 0 { return ladder.first { $0 > value * (1 + 1e-9) } ?? value }
        guard value > smallest * (1 + 1e-9) else { return 0 }
        return ladder.last { $0 < value * (1 - 1e-9) } ?? 0
    }
}
