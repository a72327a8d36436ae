import Glibc

extension Ticks {
    /// Decades, below three of them also 2 and 5, below one decade round linear values.
    init(logarithmic data: ClosedRange<Double>, _ count: Int, isLoose: Bool) {
        let low = max(data.lowerBound, 1e-300)
        let high = max(low, min(data.upperBound, 1e300))
        let decades = log10(high / low)
        if decades < 1, high > low * 1.000_001 {
            self.init(linear: low...high, count, isLoose: isLoose, leastStep: 0, steady: nil)
            if range.lowerBound <= 0 { range = min(low, values.first { $0 > 0 } ?? low)...range.upperBound }
            values.removeAll { $0 <= 0 }
            labels = TickLabels.linear(values, NiceStep(atLeast: step))
            step = 0
            return
        }
        let ends = isLoose || high <= low ? Self.below(low)...Self.above(high * (high <= low ? 2 : 1)) : low...high
        let first = Int(log10(ends.lowerBound).rounded(.down))
        let last = Int(log10(ends.upperBound).rounded(.up))
        for (mantissas, stride) in Self.spacings(last - first) {
            let ticks = Swift.stride(from: first, through: last, by: stride).flatMap { exponent in
                mantissas.map { NiceStep($0, exponent).value }
            }
            let inside = ticks.filter { $0 >= ends.lowerBound * 0.999_999 && $0 <= ends.upperBound * 1.000_001 }
            if inside.count <= count || stride > last - first {
                self.init(values: inside, labels: inside.map(TickLabels.logarithmic), range: ends, step: 0)
                return
            }
        }
        self.init(values: [], labels: [], range: ends, step: 0)
    }

    /// From the densest to the sparsest.
    private static func spacings(_ decades: Int) -> [([Int], Int)] {
        let dense: [([Int], Int)] = decades <= 3 ? [([1, 2, 5], 1), ([1, 3], 1)] : []
        return dense + (1...max(1, decades + 1)).map { ([1], $0) }
    }

    private static func below(_ value: Double) -> Double {
        let step = NiceStep(atLeast: value)
        if step.value <= value * 1.000_000_1 { return step.value }
        switch step.mantissa {
        case 1: return NiceStep(5, step.exponent - 1).value
        case 2: return NiceStep(1, step.exponent).value
        default: return NiceStep(2, step.exponent).value
        }
    }

    private static func above(_ value: Double) -> Double { NiceStep(atLeast: value).value }
}
