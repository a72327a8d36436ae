/// Elementary functions of eight floats at once from additions and multiplications alone, so that no C library has a part in a
/// result. Within a few units in the last place.
enum FloatMath {
    typealias Lanes = SIMD8<Float>

    /// e to the power of each lane; lanes are held to -87...88.
    @inline(__always)
    static func exp(_ argument: Lanes) -> Lanes {
        let x = clamp(argument, -87, 88)
        // Adding 1.5 x 2^23 rounds to a whole number, which then stands in the low bits.
        let shifted: Lanes = x * Lanes(repeating: 0x1.715476p0) + Lanes(repeating: 0x1.8p23)
        let k: Lanes = shifted - Lanes(repeating: 0x1.8p23)
        let high: Lanes = x - k * Lanes(repeating: 0x1.62e4p-1)
        let r: Lanes = high - k * Lanes(repeating: 0x1.7f7d1cp-20)
        let power = polynomial(r, 1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720)
        let scale = (SIMD8<UInt32>(bits: shifted) &<< SIMD8(repeating: 23)) &+ SIMD8(repeating: 0x3F80_0000)
        return power * Lanes(bits: scale)
    }

    /// a + b x + c x^2 + ... + g x^6, from the highest term down.
    @inline(__always)
    private static func polynomial(
        _ x: Lanes, _ a: Float, _ b: Float, _ c: Float, _ d: Float, _ e: Float, _ f: Float, _ g: Float
    ) -> Lanes {
        var sum = Lanes(repeating: g)
        sum = sum * x + Lanes(repeating: f)
        sum = sum * x + Lanes(repeating: e)
        sum = sum * x + Lanes(repeating: d)
        sum = sum * x + Lanes(repeating: c)
        sum = sum * x + Lanes(repeating: b)
        return sum * x + Lanes(repeating: a)
    }

    /// Sine and cosine of each lane, for angles up to about 10,000.
    @inline(__always)
    static func sinCos(_ angle: Lanes) -> (sin: Lanes, cos: Lanes) {
        // Multiples of pi are taken away; each turns both signs.
        let shifted: Lanes = angle * Lanes(repeating: 0x1.45f306p-2) + Lanes(repeating: 0x1.8p23)
        let k: Lanes = shifted - Lanes(repeating: 0x1.8p23)
        var r: Lanes = angle - k * Lanes(repeating: 0x1.92p1)
        r -= k * Lanes(repeating: 0x1.fb4p-11)
        r -= k * Lanes(repeating: 0x1.4442d2p-24)
        let s = r * r
        let sine = r * polynomial(s, 1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362_880, -1 / 39_916_800, 0)
        let cosine = polynomial(s, 1, -1 / 2, 1 / 24, -1 / 720, 1 / 40_320, -1 / 3_628_800, 1 / 479_001_600)
        let sign = SIMD8<UInt32>(bits: shifted) &<< SIMD8(repeating: 31)
        return (
            Lanes(bits: SIMD8<UInt32>(bits: sine) ^ sign), Lanes(bits: SIMD8<UInt32>(bits: cosine) ^ sign)
        )
    }

    /// Each lane held between two bounds.
    ///
    /// Comparisons of vectors are taken apart lane by lane where there is no instruction for their masks, so signs of differences are
    /// shifted instead, here and in the activations.
    @inline(__always)
    static func clamp(_ x: Lanes, _ low: Float, _ high: Float) -> Lanes {
        let (lows, highs) = (Lanes(repeating: low), Lanes(repeating: high))
        let raised = select(lows, x, where: negative(x - lows))
        return select(highs, raised, where: negative(highs - raised))
    }

    /// All bits of the lanes whose sign is set.
    @inline(__always)
    static func negative(_ x: Lanes) -> SIMD8<Int32> { unsafeBitCast(x, to: SIMD8<Int32>.self) &>> SIMD8(repeating: 31) }

    /// Lanes of `a` where the mask is set, of `b` elsewhere.
    @inline(__always)
    static func select(_ a: Lanes, _ b: Lanes, where mask: SIMD8<Int32>) -> Lanes {
        let (own, other) = (unsafeBitCast(a, to: SIMD8<Int32>.self), unsafeBitCast(b, to: SIMD8<Int32>.self))
        return unsafeBitCast(other ^ ((own ^ other) & mask), to: Lanes.self)
    }

    /// Lanes that are not negative, 0 for the others.
    @inline(__always)
    static func positivePart(_ x: Lanes) -> Lanes {
        let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
        return unsafeBitCast(bits & ~(bits &>> SIMD8(repeating: 31)), to: Lanes.self)
    }

    /// Lanes of `x` where those of `gate`, of which none is negative, are above 0; 0 for the others.
    @inline(__always)
    static func gated(_ x: Lanes, _ gate: Lanes) -> Lanes {
        // Bits of a positive number are a positive whole number.
        let mask = (SIMD8<Int32>.zero &- unsafeBitCast(gate, to: SIMD8<Int32>.self)) &>> SIMD8(repeating: 31)
        return unsafeBitCast(unsafeBitCast(x, to: SIMD8<Int32>.self) & mask, to: Lanes.self)
    }
}

extension SIMD8<UInt32> {
    /// The bits of the lanes.
    @inline(__always)
    init(bits: SIMD8<Float>) { self = unsafeBitCast(bits, to: SIMD8<UInt32>.self) }
}

extension SIMD8<Float> {
    /// Lanes of these bits.
    @inline(__always)
    init(bits: SIMD8<UInt32>) { self = unsafeBitCast(bits, to: SIMD8<Float>.self) }

    /// The sum of the lanes, in one order.
    @inline(__always)
    var total: Float {
        let four = lowHalf + highHalf
        return (four[0] + four[2]) + (four[1] + four[3])
    }

    /// Eight numbers that may lie at any address.
    @inline(__always)
    init(at pointer: UnsafePointer<Float>) {
        self = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// Eight numbers that may lie at any address.
    @inline(__always)
    init(at pointer: UnsafeMutablePointer<Float>) { self.init(at: UnsafePointer(pointer)) }

    /// Writes the lanes to any address.
    @inline(__always)
    func store(at pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: SIMD8<Float>.self)
    }
}
