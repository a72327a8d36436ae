/// Texts of ticks: one axis, one form.
enum TickLabels {
    /// Multiples of a step, all with the decimals, the prefix or the power of ten that the step asks for.
    static func linear(_ values: [Double], _ step: NiceStep) -> [String] {
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        if largest < 1e-3 {
            return values.map { value in
                let multiple = Figures.fixed(step.count(of: value) * Double(step.mantissa), 0)
                return multiple == "0" ? "0" : "\(multiple)e\(step.exponent)"
            }
        }
        if largest >= 1e16 { return values.map { Figures.shortest($0, 4) } }
        guard largest >= 10_000 else { return values.map { Figures.fixed($0, step.decimals) } }
        let prefixes: [(Int, String)] = [(12, "T"), (9, "G"), (6, "M"), (3, "k")]
        let (power, prefix) = prefixes.first { largest >= Decimals.power($0.0) } ?? (3, "k")
        let decimals = max(0, power - step.exponent)
        return values.map { value in
            value == 0 ? "0" : Figures.fixed(value / Decimals.power(power), decimals) + prefix
        }
    }

    /// A value of its own, the shorter of `0.01` and `1e-3`.
    static func logarithmic(_ value: Double) -> String {
        if value >= 10_000, value < 1e15 { return Figures.compact(value, 3) }
        let plain = Figures.shortest(value, 3)
        let (digits, exponent) = Decimals.rounded(value, 1)
        let power = Decimals.scientific(digits, exponent)
        return plain.count <= power.count ? plain : power
    }
}
