/// Random numbers that are a function of their place: no state, so any thread may ask for any of them, in any order.
///
/// The mixing function is that of SplitMix64 (Steele, Lea and Flood 2014, https://doi.org/10.1145/2714064.2660195).
struct CounterRandom {
    private let key: UInt64

    /// The numbers of one purpose (`stream`) at one step under a seed.
    init(seed: Int, stream: UInt64, step: Int) {
        let seeded = CounterRandom.mix(UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15)
        key = CounterRandom.mix(CounterRandom.mix(seeded ^ (stream &* 0xD1B5_4A32_D192_ED03)) &+ UInt64(bitPattern: Int64(step)))
    }

    /// 64 random bits at a place.
    @inline(__always)
    func bits(_ place: Int) -> UInt64 {
        CounterRandom.mix(key &+ UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// A number in 0..<1 at a place.
    @inline(__always)
    func unit(_ place: Int) -> Double { Double(bits(place) >> 11) * 0x1p-53 }

    /// Exactly `count` of the numbers below `total`, ascending, every such set equally likely (selection sampling, Knuth's
    /// algorithm S).
    func sample(_ count: Int, below total: Int) -> [UInt32] {
        var chosen: [UInt32] = []
        chosen.reserveCapacity(count)
        var needed = count
        for item in 0..<total where needed > 0 {
            if unit(item) * Double(total - item) < Double(needed) {
                chosen.append(UInt32(truncatingIfNeeded: item))
                needed -= 1
            }
        }
        return chosen
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
