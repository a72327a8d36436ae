import Foundation

/// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first.
extension Data {
    /// Appends a number that is not negative.
    mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends a number of either sign, small ones in few bytes.
    mutating func appendSigned(_ value: Int) {
        appendVarint(UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
    }
}

/// Reads what was written with ``Foundation/Data/appendVarint(_:)``; at the end of the bytes every read gives nil.
struct ByteReader {
    private let bytes: Data
    private var position: Int

    init(_ bytes: Data) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }

    mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.endIndex, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// A number that counts something, so at most `limit`.
    mutating func count(upTo limit: Int = Int(Int32.max)) -> Int? {
        guard let value = varint(), value <= UInt64(limit) else { return nil }
        return Int(value)
    }

    mutating func signed() -> Int? {
        guard let value = varint() else { return nil }
        return Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1)
    }

    /// The next `count` numbers of eight bytes.
    mutating func doubles(_ count: Int) -> [Double]? {
        guard count >= 0, count <= (bytes.endIndex - position) / 8 else { return nil }
        defer { position += count * 8 }
        return Blob.doubles(bytes[position..<position + count * 8])
    }
}
