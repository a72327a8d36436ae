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
