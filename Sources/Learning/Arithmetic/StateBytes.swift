/// Numbers one after the other as bytes, the low one first: what a learner keeps of a fit that may go on later, and what documents of models
/// hold in place of long lists.
struct StateWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Int) { write(low: 8, of: UInt64(bitPattern: Int64(value))) }
    mutating func write(_ value: Int32) { write(low: 4, of: UInt64(UInt32(bitPattern: value))) }
    mutating func write(_ value: Double) { write(low: 8, of: value.bitPattern) }

    /// The count, then the numbers.
    mutating func write(_ values: [Double]) {
        write(values.count)
        for value in values { write(value) }
    }

    /// The count, then the numbers.
    mutating func write(_ values: UnsafeBufferPointer<Float>) {
        write(values.count)
        bytes.append(contentsOf: UnsafeRawBufferPointer(values))
    }

    /// A number that is not negative in as few bytes as it needs, seven bits a byte.
    mutating func pack(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// The count, packed, then the numbers.
    mutating func pack(_ values: [Double]) {
        pack(values.count)
        for value in values { write(value) }
    }

    private mutating func write(low count: Int, of bits: UInt64) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * place))) }
    }
}

/// Reads what ``StateWriter`` wrote; nil where the bytes end or a count cannot be.
struct StateReader {
    private let bytes: [UInt8]
    private var next = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Bytes that are not read yet.
    var left: Int { bytes.count - next }

    /// Whether all is read.
    var isAtEnd: Bool { left == 0 }

    mutating func int() -> Int? { take(UInt64.self).map { Int(truncatingIfNeeded: Int64(bitPattern: $0)) } }
    mutating func int32() -> Int32? { take(UInt32.self).map { Int32(bitPattern: $0) } }
    mutating func double() -> Double? { take(UInt64.self).map { Double(bitPattern: $0) } }

    mutating func doubles() -> [Double]? {
        guard let count = int() else { return nil }
        return doubles(count)
    }

    /// Numbers as many as there have to be.
    mutating func floats(_ wanted: Int) -> [Float]? {
        guard let count = int(), count == wanted, count <= left / 4 else { return nil }
        defer { next += 4 * count }
        return bytes.withUnsafeBytes { raw in
            (0..<count).map { Float(bitPattern: raw.loadUnaligned(fromByteOffset: next + 4 * $0, as: UInt32.self)) }
        }
    }

    /// A number that was packed.
    mutating func packed() -> Int? {
        var (value, shift) = (UInt64(0), UInt64(0))
        while next < bytes.count, shift < 63 {
            let byte = bytes[next]
            next += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return value <= Int.max ? Int(value) : nil }
            shift += 7
        }
        return nil
    }

    /// Numbers whose count was packed.
    mutating func packedDoubles() -> [Double]? {
        guard let count = packed() else { return nil }
        return doubles(count)
    }

    private mutating func doubles(_ count: Int) -> [Double]? {
        guard count >= 0, count <= left / 8 else { return nil }
        defer { next += 8 * count }
        return bytes.withUnsafeBytes { raw in
            (0..<count).map { Double(bitPattern: raw.loadUnaligned(fromByteOffset: next + 8 * $0, as: UInt64.self)) }
        }
    }

    private mutating func take<Bits: FixedWidthInteger & BitwiseCopyable>(_ type: Bits.Type) -> Bits? {
        let size = MemoryLayout<Bits>.size
        guard left >= size else { return nil }
        defer { next += size }
        return bytes.withUnsafeBytes { Bits(littleEndian: $0.loadUnaligned(fromByteOffset: next, as: Bits.self)) }
    }
}
