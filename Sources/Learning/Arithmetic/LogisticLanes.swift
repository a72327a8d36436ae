/// What logistic regression takes of four rows at once. Every lane has the bits of ``DeterministicMath/logistic(_:)`` and
/// ``DeterministicMath/softplus(_:)``: the same operations in the same order.
enum LogisticLanes {
    typealias Lanes = SIMD4<Double>

    /// Chances of yes and no at these margins, and log(1 + e^-|margin|).
    @inline(__always)
    static func probabilities(_ margins: Lanes) -> (yes: Lanes, no: Lanes, softness: Lanes) {
        let isNegative = negative(margins)
        let far = select(Lanes.zero - margins, margins, where: isNegative)
        let small = exp(Lanes.zero - far)
        let sum = Lanes(repeating: 1) + small
        let (less, more) = (small / sum, Lanes(repeating: 1) / sum)
        let softness = log(sum) + (small - (sum - Lanes(repeating: 1))) / sum
        return (select(less, more, where: isNegative), select(more, less, where: isNegative), softness)
    }

    /// Whether the margins are such that ``probabilities(_:)`` may be used: not so far out that their exponentials have fewer bits.
    @inline(__always)
    static func covers(_ margins: Lanes) -> Bool {
        // A sum that is NaN or infinite fails too.
        let squares = margins * margins
        return (squares[0] + squares[1]) + (squares[2] + squares[3]) < 490_000
    }

    /// The lanes whose sign is set: all bits of them.
    @inline(__always)
    private static func negative(_ x: Lanes) -> SIMD4<Int64> {
        unsafeBitCast(x, to: SIMD4<Int64>.self) &>> SIMD4(repeating: 63)
    }

    @inline(__always)
    private static func select(_ a: Lanes, _ b: Lanes, where mask: SIMD4<Int64>) -> Lanes {
        let (own, other) = (unsafeBitCast(a, to: SIMD4<Int64>.self), unsafeBitCast(b, to: SIMD4<Int64>.self))
        return unsafeBitCast(other ^ ((own ^ other) & mask), to: Lanes.self)
    }

    /// See ``DeterministicMath/exp(_:)``; for lanes from -700 to 0.
    @inline(__always)
    private static func exp(_ x: Lanes) -> Lanes {
        let shifted: Lanes = x * Lanes(repeating: DeterministicMath.reciprocalLn2) + Lanes(repeating: DeterministicMath.rounder)
        let power: Lanes = shifted - Lanes(repeating: DeterministicMath.rounder)
        let high: Lanes = x - power * Lanes(repeating: DeterministicMath.ln2High)
        let low: Lanes = power * Lanes(repeating: DeterministicMath.ln2Low)
        let r = high - low
        let s = r * r
        var even: Lanes = Lanes(repeating: 1.0 / 3_628_800) + s / Lanes(repeating: 479_001_600)
        even = Lanes(repeating: 1.0 / 40_320) + s * even
        even = Lanes(repeating: 1.0 / 720) + s * even
        even = Lanes(repeating: 1.0 / 24) + s * even
        even = Lanes(repeating: 1.0 / 2) + s * even
        var odd: Lanes = Lanes(repeating: 1.0 / 39_916_800) + s / Lanes(repeating: 6_227_020_800)
        odd = Lanes(repeating: 1.0 / 362_880) + s * odd
        odd = Lanes(repeating: 1.0 / 5040) + s * odd
        odd = Lanes(repeating: 1.0 / 120) + s * odd
        odd = Lanes(repeating: 1.0 / 6) + s * odd
        let bend: Lanes = s * (even + r * odd)
        let value: Lanes = Lanes(repeating: 1) + (high + (bend - low))
        // The whole number stands in the low bits of the shifted argument.
        let scale = (SIMD4<UInt64>(bits: shifted) &<< SIMD4(repeating: 52)) &+ SIMD4(repeating: 0x3FF0_0000_0000_0000)
        return value * Lanes(bits: scale)
    }

    /// See ``DeterministicMath/log(_:)``; for lanes from 1 to 2.
    @inline(__always)
    private static func log(_ x: Lanes) -> Lanes {
        let offset: UInt64 = 0x3FE6_A09E_667F_3BCD
        let moved = SIMD4<UInt64>(bits: x) &+ SIMD4(repeating: 0x3FF0_0000_0000_0000 &- offset)
        let exponent = (moved &>> SIMD4(repeating: 52)) &- SIMD4(repeating: 1023)
        let m = Lanes(bits: (moved & SIMD4(repeating: 0x000F_FFFF_FFFF_FFFF)) &+ SIMD4(repeating: offset))
        // The exponent is 0 or 1, and 1.0 is this many times that.
        let power = Lanes(bits: (SIMD4<UInt64>.zero &- exponent) & SIMD4(repeating: 0x3FF0_0000_0000_0000))
        let f = m - Lanes(repeating: 1)
        let s: Lanes = f / (Lanes(repeating: 2) + f)
        let z = s * s
        var series: Lanes = Lanes(repeating: 2.0 / 21) + z * Lanes(repeating: 2) / Lanes(repeating: 23)
        series = Lanes(repeating: 2.0 / 19) + z * series
        series = Lanes(repeating: 2.0 / 17) + z * series
        series = Lanes(repeating: 2.0 / 15) + z * series
        series = Lanes(repeating: 2.0 / 13) + z * series
        series = Lanes(repeating: 2.0 / 11) + z * series
        series = Lanes(repeating: 2.0 / 9) + z * series
        series = Lanes(repeating: 2.0 / 7) + z * series
        series = Lanes(repeating: 2.0 / 5) + z * series
        series = Lanes(repeating: 2.0 / 3) + z * series
        series = z * series
        let half: Lanes = Lanes(repeating: 0.5) * f * f
        let near: Lanes = s * (half + series) + power * Lanes(repeating: DeterministicMath.ln2Low)
        return power * Lanes(repeating: DeterministicMath.ln2High) - ((half - near) - f)
    }
}
