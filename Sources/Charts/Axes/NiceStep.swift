/// A round distance between ticks: 1, 2 or 5 times a power of ten, kept as whole numbers so that its multiples are exact.
///
/// Paul Heckbert, Nice numbers for graph labels, in Graphics Gems, 1990.
struct NiceStep: Hashable {
    /// 1, 2 or 5.
    var mantissa: Int
    /// The power of ten.
    var exponent: Int

    /// The smallest round step of at least `value`.
    init(atLeast value: Double) {
        let (digits, exponent) = Decimals.digits(value)
        let first = Int(digits.first ?? 1)
        let isExact = digits.count == 1
        switch first {
        case 1 where isExact: self.init(1, exponent)
        case 1: self.init(2, exponent)
        case 2 where isExact: self.init(2, exponent)
        case 2, 3, 4: self.init(5, exponent)
        case 5 where isExact: self.init(5, exponent)
        default: self.init(1, exponent + 1)
        }
    }

    init(_ mantissa: Int, _ exponent: Int) {
        self.mantissa = mantissa
        self.exponent = exponent
    }

    var value: Double { multiple(1) }

    /// The next larger one.
    var larger: NiceStep {
        switch mantissa {
        case 1: NiceStep(2, exponent)
        case 2: NiceStep(5, exponent)
        default: NiceStep(1, exponent + 1)
        }
    }

    /// Decimals that its multiples need.
    var decimals: Int { max(0, -exponent) }

    /// A multiple, rounded once.
    func multiple(_ count: Double) -> Double {
        let whole = count * Double(mantissa)
        return exponent < 0 ? whole / Decimals.power(-exponent) : whole * Decimals.power(exponent)
    }

    /// How many of it a value is.
    func count(of value: Double) -> Double {
        exponent < 0
            ? value * Decimals.power(-exponent) / Double(mantissa) : value / Decimals.power(exponent) / Double(mantissa)
    }

    /// The largest multiple's count at or below a value; what is a multiple but for the last bits is taken as one.
    func floorCount(_ value: Double) -> Double {
        let count = count(of: value)
        let near = count.rounded()
        return (count - near).magnitude < 1e-9 * max(1, near.magnitude) ? near : count.rounded(.down)
    }

    /// The smallest multiple's count at or above a value.
    func ceilingCount(_ value: Double) -> Double { -floorCount(-value) }
}
