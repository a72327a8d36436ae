/// Exponential and logarithm from additions, multiplications and divisions alone, so that a result does not depend on the C
/// library or on which of its variants the processor selects. Within 1 ulp, or nearly so, of the true value.
///
/// Argument reduction and series are the classical ones (Cody and Waite 1980, "Software Manual for the Elementary Functions").
enum DeterministicMath {
    /// ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
    static let ln2High = 0x1.62e42fee00000p-1
    static let ln2Low = 0x1.a39ef35793c76p-33
    static let reciprocalLn2 = 0x1.71547652b82fep+0
    /// Adding and subtracting this rounds to the nearest whole number.
    static let rounder = 0x1.8p52

    /// e to the power x.
    @inline(__always)
    static func exp(_ x: Double) -> Double {
        // The comparison is false for NaN too.
        guard x > -745.14, x < 709.79 else {
            return x.isNaN ? x : x < 0 ? 0 : .infinity
        }
        let shifted = x * reciprocalLn2 + rounder
        let power = shifted - rounder
        let high = x - power * ln2High
        let low = power * ln2Low
        let r = high - low
        // Taylor from r^2 on, |r| <= ln(2)/2: what is left out is below 2^-57. Two halves, so that they overlap.
        let s = r * r
        let even = 1.0 / 2 + s * (1.0 / 24 + s * (1.0 / 720 + s * (1.0 / 40_320 + s * (1.0 / 3_628_800 + s / 479_001_600))))
        let odd =
            1.0 / 6 + s * (1.0 / 120 + s * (1.0 / 5040 + s * (1.0 / 362_880 + s * (1.0 / 39_916_800 + s / 6_227_020_800))))
        // The rounding error of r comes back in through the last bracket.
        let value = 1 + (high + (s * (even + r * odd) - low))
        return scale(value, by: Int(power))
    }

    /// The natural logarithm.
    @inline(__always)
    static func log(_ x: Double) -> Double {
        guard x > 0, x < .infinity else {
            return x == 0 ? -.infinity : x > 0 || x.isNaN ? x : .nan
        }
        var bits = x.bitPattern
        var exponent = 0
        if x < 0x1p-1022 {
            bits = (x * 0x1p54).bitPattern
            exponent = -54
        }
        // x = m 2^exponent with m in [sqrt(1/2), sqrt(2)): the offset moves the border of the exponents there.
        let moved = bits &+ (0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_667F_3BCD)
        exponent += Int(moved >> 52) - 1023
        let m = Double(bitPattern: (moved & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD)
        let f = m - 1
        // log(1 + f) = 2 artanh(s), written so that the large part f - f^2/2 is nearly exact.
        let s = f / (2 + f)
        let z = s * s
        let upper = 2.0 / 13 + z * (2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19 + z * (2.0 / 21 + z * 2 / 23))))
        let series = z * (2.0 / 3 + z * (2.0 / 5 + z * (2.0 / 7 + z * (2.0 / 9 + z * (2.0 / 11 + z * upper)))))
        let half = 0.5 * f * f
        let power = Double(exponent)
        return power * ln2High - ((half - (s * (half + series) + power * ln2Low)) - f)
    }

    /// log(1 + x) for x above -1, exact for tiny x.
    @inline(__always)
    static func log1p(_ x: Double) -> Double {
        let sum = 1 + x
        guard sum > 0, sum < .infinity else { return log(sum) }
        // What 1 + x lost to rounding comes back to first order.
        return log(sum) + (x - (sum - 1)) / sum
    }

    /// 1 / (1 + e^-x), without overflow.
    @inline(__always)
    static func logistic(_ x: Double) -> Double {
        let small = exp(-x.magnitude)
        return x < 0 ? small / (1 + small) : 1 / (1 + small)
    }

    /// log(1 + e^x), without overflow.
    @inline(__always)
    static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-x.magnitude)) }

    @inline(__always)
    private static func scale(_ value: Double, by power: Int) -> Double {
        func two(_ power: Int) -> Double { Double(bitPattern: UInt64(power + 1023) << 52) }
        if power > 1023 { return value * 0x1p1023 * two(power - 1023) }
        // One rounding only on the way to a subnormal number: the first product is exact.
        if power < -1022 { return value * two(power + 1000) * 0x1p-1000 }
        return value * two(power)
    }
}
