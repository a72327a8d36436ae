/// The hash function XXH64, as its specification has it (Y. Collet, xxHash fast digest algorithm, version 0.1.1).
///
/// It mixes well and runs at the speed of memory, and it is no protection against somebody who wants two contents to have one
/// hash.
enum XXHash64 {
    private static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let p3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let p5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The four sums of one seed.
    private struct Lanes {
        var a, b, c, d: UInt64

        init(_ seed: UInt64) {
            a = seed &+ p1 &+ p2
            b = seed &+ p2
            c = seed
            d = seed &- p1
        }

        /// Takes four words that were multiplied by the second prime already.
        @inline(__always)
        mutating func take(_ w: UInt64, _ x: UInt64, _ y: UInt64, _ z: UInt64) {
            a = rotated(a &+ w, 31) &* p1
            b = rotated(b &+ x, 31) &* p1
            c = rotated(c &+ y, 31) &* p1
            d = rotated(d &+ z, 31) &* p1
        }

        var joined: UInt64 {
            var hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
            for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* p1 &+ p4 }
            return hash
        }
    }

    /// The hashes of the bytes with two seeds, which share the passage over memory.
    ///
    /// - Complexity: O(n).
    static func pair(_ bytes: UnsafePointer<UInt8>, _ count: Int, seeds: (UInt64, UInt64)) -> (UInt64, UInt64) {
        let raw = UnsafeRawPointer(bytes)
        var first = Lanes(seeds.0)
        var second = Lanes(seeds.1)
        var i = 0
        while i &+ 32 <= count {
            let w = word(raw, i) &* p2
            let x = word(raw, i &+ 8) &* p2
            let y = word(raw, i &+ 16) &* p2
            let z = word(raw, i &+ 24) &* p2
            first.take(w, x, y, z)
            second.take(w, x, y, z)
            i &+= 32
        }
        return (
            finished(count < 32 ? seeds.0 &+ p5 : first.joined, raw, count, from: i),
            finished(count < 32 ? seeds.1 &+ p5 : second.joined, raw, count, from: i)
        )
    }

    private static func finished(_ joined: UInt64, _ raw: UnsafeRawPointer, _ count: Int, from start: Int) -> UInt64 {
        var hash = joined &+ UInt64(truncatingIfNeeded: count)
        var i = start
        while i &+ 8 <= count {
            hash = rotated(hash ^ round(0, word(raw, i)), 27) &* p1 &+ p4
            i &+= 8
        }
        if i &+ 4 <= count {
            let half = UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt32.self)))
            hash = rotated(hash ^ half &* p1, 23) &* p2 &+ p3
            i &+= 4
        }
        while i < count {
            hash = rotated(hash ^ UInt64(raw.load(fromByteOffset: i, as: UInt8.self)) &* p5, 11) &* p1
            i &+= 1
        }
        hash = (hash ^ hash &>> 33) &* p2
        hash = (hash ^ hash &>> 29) &* p3
        return hash ^ hash &>> 32
    }

    @inline(__always)
    private static func word(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 { rotated(lane &+ input &* p2, 31) &* p1 }

    @inline(__always)
    private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value &<< bits | value &>> (64 &- bits) }
}
