/// Appends numbers and text to bytes, little-endian.
struct BinaryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The length, then the UTF-8 text.
    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Takes numbers and text from bytes that nobody vouches for: what is not there is nil.
struct BinaryReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }
    /// The bytes that are left.
    var left: Int { bytes.count - place }

    mutating func take<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard left >= size else { return nil }
        defer { place += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
    }

    mutating func takeText() -> String? {
        guard let count = take(UInt32.self), Int(count) <= left else { return nil }
        defer { place += Int(count) }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place..<place + Int(count)]), as: UTF8.self)
    }

    /// A count of things that need at least `size` bytes each, so that a hostile one cannot ask for all memory.
    mutating func takeCount(size: Int) -> Int? {
        guard let count = take(UInt32.self), Int(count) * size <= left else { return nil }
        return Int(count)
    }
}

/// A checksum of bytes against accidents: four lanes of folded products, at the speed of memory.
enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes = (UInt64(1), UInt64(2), UInt64(3), UInt64(4))
        var i = 0
        while i &+ 32 <= bytes.count {
            lanes.0 = WordHash.mix(lanes.0 ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            lanes.1 = WordHash.mix(lanes.1 ^ bytes.loadUnaligned(fromByteOffset: i &+ 8, as: UInt64.self))
            lanes.2 = WordHash.mix(lanes.2 ^ bytes.loadUnaligned(fromByteOffset: i &+ 16, as: UInt64.self))
            lanes.3 = WordHash.mix(lanes.3 ^ bytes.loadUnaligned(fromByteOffset: i &+ 24, as: UInt64.self))
            i &+= 32
        }
        var rest = UInt64(bytes.count)
        while i < bytes.count {
            rest = WordHash.mix(rest ^ UInt64(bytes[i]))
            i &+= 1
        }
        return WordHash.mix(WordHash.mix(lanes.0 ^ lanes.1 &* 3) ^ WordHash.mix(lanes.2 ^ lanes.3 &* 5) ^ rest)
    }
}
