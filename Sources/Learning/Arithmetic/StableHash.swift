/// A hash of text that is the same on every machine and in every version: models depend on it.
///
/// FNV-1a with 64 bits (G. Fowler, L. C. Noll, K.-P. Vo), with the bits mixed once more at the end, so that few columns are filled
/// evenly too.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// The hash of what was added.
    var value: UInt64 {
        var x = state
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }

    static func of(_ text: String) -> UInt64 {
        var hash = StableHash()
        for byte in text.utf8 { hash.add(byte) }
        return hash.value
    }

    /// A place in `0..<count`.
    static func place(_ hash: UInt64, of count: Int) -> Int { Int(hash.multipliedFullWidth(by: UInt64(max(1, count))).high) }
}
