public import Recipes

extension FormField {
    /// The value so many steps up or down, within what is allowed: 1-2-5 on a logarithmic scale, else a round share of the range;
    /// words and flags go around.
    public func stepped(_ steps: Int) -> ParameterValue {
        switch (parameter.domain, value) {
        case (.flag, .flag(let flag)): return .flag(steps % 2 == 0 ? flag : !flag)
        case (.choice(let words), .text(let word)):
            guard let index = words.firstIndex(of: word) else { return parameter.standard }
            return .text(words[((index + steps) % words.count + words.count) % words.count])
        case (.integer(let range), .integer(let number)): return .integer(stepped(number, steps, range))
        case (.real(let range, let excludesLowest), .real(let number)):
            return .real(stepped(number, steps, range, excludesLowest: excludesLowest))
        case (.text, .text), (.words, .text): return value
        // A list is typed.
        case (.integers, .text): return value
        default: return parameter.standard
        }
    }

    private func stepped(_ number: Int, _ steps: Int, _ range: ClosedRange<Int>) -> Int {
        var number = number
        for _ in 0..<steps.magnitude {
            guard parameter.scale == .logarithmic else {
                number += steps.signum()
                continue
            }
            // Special values such as -1 and 0 are steps of their own below 1.
            if steps > 0 {
                number = number < 1 ? number + 1 : Int(RoundSteps.above(Double(number)))
            } else {
                number = number <= 1 ? number - 1 : max(1, Int(RoundSteps.below(Double(number))))
            }
            number = min(max(number, range.lowerBound), range.upperBound)
        }
        return min(max(number, range.lowerBound), range.upperBound)
    }

    private func stepped(_ start: Double, _ steps: Int, _ range: ClosedRange<Double>, excludesLowest: Bool) -> Double {
        var number = start
        for _ in 0..<steps.magnitude {
            let next =
                parameter.scale == .logarithmic
                ? logarithmic(number, steps.signum(), range) : linear(number, steps.signum(), range)
            let isAllowed = next <= range.upperBound && (excludesLowest ? next > range.lowerBound : next >= range.lowerBound)
            if isAllowed {
                number = next
            } else {
                return next > range.upperBound ? range.upperBound : excludesLowest ? number : range.lowerBound
            }
        }
        return number
    }

    /// Below the smallest value that a search would try comes zero, where it is allowed.
    private func logarithmic(_ number: Double, _ direction: Int, _ range: ClosedRange<Double>) -> Double {
        let least = parameter.tuning.flatMap { $0.lowerBound > 0 ? $0.lowerBound : nil } ?? 1e-4
        if direction > 0 { return number <= 0 ? least : RoundSteps.above(number) }
        guard number > 0 else { return number }
        let below = RoundSteps.below(number)
        return below < least * 0.999_999 && parse(0) ? 0 : below
    }

    private func linear(_ number: Double, _ direction: Int, _ range: ClosedRange<Double>) -> Double {
        let scale = parameter.tuning ?? (range.upperBound - range.lowerBound < 1e6 ? range : 0...20)
        return RoundSteps.next(number, direction, step: RoundSteps.step(scale))
    }

    private func parse(_ number: Double) -> Bool { (try? parameter.parse(String(number))) != nil }
}

extension ParameterValue {
    /// Whether it is a number, which stands at the right of its column.
    var isNumber: Bool {
        switch self {
        case .integer, .real: true
        case .text, .flag: false
        }
    }
}
