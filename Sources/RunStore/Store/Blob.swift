import Foundation

/// Arrays of numbers as bytes, lowest byte first on every machine.
enum Blob {
    static func bytes(of values: [Double]) -> Data {
        values.withUnsafeBytes { Data($0) }
    }

    static func bytes(of values: [Int32]) -> Data {
        values.withUnsafeBytes { Data($0) }
    }

    static func bytes(of values: [Float]) -> Data {
        values.withUnsafeBytes { Data($0) }
    }

    /// The numbers in `bytes`; what is left over at the end is ignored.
    static func doubles(_ data: Data) -> [Double] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) }
        }
    }

    static func int32s(_ data: Data) -> [Int32] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
        }
    }

    static func floats(_ data: Data) -> [Float] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
        }
    }

    /// CRC-32 (IEEE 802.3) of `bytes`.
    static func crc32(_ bytes: Data) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes { sum = crcTable[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
        return ~sum
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }
}
