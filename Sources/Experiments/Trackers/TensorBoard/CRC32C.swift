/// The sum that stands beside each record of an event file: CRC-32 with Castagnoli's polynomial (RFC 3720, appendix B.4), turned and
/// shifted so that sums of sums do not become regular.
enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0x82F6_3B78 ^ sum >> 1 : sum >> 1 }
    }

    /// The plain sum.
    static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var sum: UInt32 = 0xFFFF_FFFF
            for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
            return ~sum
        }
    }

    /// The sum as event files have it.
    static func masked(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let plain = sum(bytes)
        return (plain >> 15 | plain << 17) &+ 0xA282_EAD8
    }
}
