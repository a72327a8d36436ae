import Glibc

/// Philox 4x32-10: random numbers that are a function of a key and a counter.
///
/// Any number of independent streams from one seed, any of them reached without drawing those before it, and the same values
/// whatever the number of threads that ask. J. K. Salmon and others, SC 2011, doi:10.1145/2063384.2063405.
///
///     var random = Philox(seed: 7, stream: 3)
///     let share = random.uniform()
///     let row = random.below(1000)
public struct Philox: RandomNumberGenerator, Sendable, Equatable {
    private let key: SIMD2<UInt32>
    private let stream: UInt64
    private var position: UInt64 = 0
    private var block = SIMD4<UInt32>()

    /// Two streams of one seed have nothing in common.
    public init(seed: UInt64, stream: UInt64 = 0) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.stream = stream
    }

    /// 64 bits.
    public mutating func next() -> UInt64 {
        let half = position & 1
        if half == 0 { block = Self.block(counter: counter(position >> 1), key: key) }
        position &+= 1
        return half == 0
            ? UInt64(block[0]) | UInt64(block[1]) << 32
            : UInt64(block[2]) | UInt64(block[3]) << 32
    }

    /// A number of 0 ..< 1 with 53 random bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number of 0 ..< count, each with the same chance; 0 where `count` is less than 1.
    ///
    /// D. Lemire, ACM TOMACS 29 (2019), doi:10.1145/3230636.
    public mutating func below(_ count: Int) -> Int {
        guard count > 1 else { return 0 }
        let bound = UInt64(count)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// A number of the standard normal distribution, by inversion: one draw a number, the same on every machine of a kind.
    public mutating func normal() -> Double {
        NormalDistribution.standard.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
    }

    /// Puts the elements in random order: Fisher and Yates, as R. Durstenfeld gave it, doi:10.1145/364520.364540.
    public mutating func shuffle<Element>(_ values: inout [Element]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, below(last + 1)) }
    }

    /// The four words that belong to a counter and a key: ten rounds.
    public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var (c, k) = (counter, key)
        for _ in 0..<10 {
            let first = UInt64(c[0]) &* 0xD251_1F53
            let second = UInt64(c[2]) &* 0xCD9E_8D57
            c = SIMD4(
                UInt32(truncatingIfNeeded: second >> 32) ^ c[1] ^ k[0],
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ c[3] ^ k[1],
                UInt32(truncatingIfNeeded: first)
            )
            k &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
        }
        return c
    }

    private func counter(_ number: UInt64) -> SIMD4<UInt32> {
        SIMD4(
            UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
            UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
        )
    }
}
