/// What ``DeterministicMath`` has, for four numbers at once.
enum VectorMath {
    /// e to the power of each lane, to within two units in the last place; lanes are held to -708...709.
    ///
    /// The argument is reduced by multiples of ln 2, in two parts (Cody and Waite), and the rest goes into Taylor's polynomial.
    @inline(__always)
    static func exp(_ argument: SIMD4<Double>) -> SIMD4<Double> {
        let x = clamp(argument, -708, 709)
        // Adding 1.5 x 2^52 rounds to a whole number, which then stands in the low bits.
        let shifted = x * SIMD4(repeating: 0x1.71547652b82fep0) + SIMD4(repeating: 0x1.8p52)
        let k = shifted - SIMD4(repeating: 0x1.8p52)
        let r = (x - k * SIMD4(repeating: 0x1.62e42fee00000p-1)) - k * SIMD4(repeating: 0x1.a39ef35793c76p-33)
        let r2 = r * r
        let r4 = r2 * r2
        // Pairs of terms, so that the additions do not all wait for one another.
        let p01 = r + 1
        let p23 = r * (1.0 / 6) + 0.5
        let p45 = r * (1.0 / 120) + (1.0 / 24)
        let p67 = r * (1.0 / 5040) + (1.0 / 720)
        let p89 = r * (1.0 / 362_880) + (1.0 / 40320)
        let p1011 = r * (1.0 / 39_916_800) + (1.0 / 3_628_800)
        let p1213 = r * (1.0 / 6_227_020_800) + (1.0 / 479_001_600)
        let low = p01 + r2 * p23
        let middle = p45 + r2 * p67
        let high = p89 + r2 * p1011 + r4 * p1213
        let power = low + r4 * (middle + r4 * high)
        let scale = (SIMD4<UInt64>(bits: shifted) &<< SIMD4(repeating: 52)) &+ SIMD4(repeating: 0x3FF0_0000_0000_0000)
        return power * SIMD4<Double>(bits: scale)
    }

    /// Each lane held between two bounds.
    @inline(__always)
    static func clamp(_ x: SIMD4<Double>, _ low: Double, _ high: Double) -> SIMD4<Double> {
        let lows = SIMD4<Double>(repeating: low)
        let highs = SIMD4<Double>(repeating: high)
        return x.replacing(with: lows, where: x .< lows).replacing(with: highs, where: x .> highs)
    }
}

extension SIMD4<UInt64> {
    /// The bits of the lanes.
    @inline(__always)
    init(bits: SIMD4<Double>) { self = unsafeBitCast(bits, to: SIMD4<UInt64>.self) }
}

extension SIMD4<Double> {
    /// Lanes of these bits.
    @inline(__always)
    init(bits: SIMD4<UInt64>) { self = unsafeBitCast(bits, to: SIMD4<Double>.self) }

    /// The sum of the lanes, in one order.
    @inline(__always)
    var total: Double { (self[0] + self[1]) + (self[2] + self[3]) }

    /// Four numbers that may lie at any address.
    @inline(__always)
    init(at pointer: UnsafePointer<Double>) {
        self = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Double>.self)
    }

    /// Writes the lanes to any address.
    @inline(__always)
    func store(at pointer: UnsafeMutablePointer<Double>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: SIMD4<Double>.self)
    }
}
