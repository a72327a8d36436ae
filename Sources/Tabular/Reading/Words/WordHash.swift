import Glibc

/// Hashes and comparisons of words, good for tables in memory only.
enum WordHash {
    /// Folded products of eight bytes at a time, as in wyhash.
    ///
    /// - Precondition: 8 bytes more may be read behind the word.
    @inline(__always)
    static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var i = 0
        while i &+ 8 < count {
            state = mix(state ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i &+= 8
        }
        return mix(state ^ tail(raw + i, count &- i))
    }

    /// Both halves of a product, one on the other.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        let (high, low) = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return high ^ low
    }

    /// Up to eight bytes as one word.
    @inline(__always)
    private static func tail(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
        let word = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        return count == 0 ? 0 : word & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    }

    /// Whether two stretches of `count` bytes are equal.
    ///
    /// - Precondition: 8 bytes more may be read behind both.
    @inline(__always)
    static func areEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count <= 8 { return tail(a, count) == tail(b, count) }
        return memcmp(a, b, count) == 0
    }
}
