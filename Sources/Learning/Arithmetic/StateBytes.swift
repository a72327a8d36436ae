/// Numbers one after the other as bytes, the low one first: what a learner keeps of a fit that may go on later.
struct StateWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Int) { write(bits: UInt64(bitPattern: Int64(value))) }
    mutating func write(_ value: Double) { write(bits: value.bitPattern) }

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

    private mutating func write(bits: UInt64) {
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * shift))) }
    }
}

/// Reads what ``StateWriter`` wrote; nil where the bytes end or a count cannot be.
struct StateReader {
    private let bytes: [UInt8]
    private var next = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all is read.
    var isAtEnd: Bool { next == bytes.count }

    mutating func int() -> Int? { bits().map { Int(truncatingIfNeeded: Int64(bitPattern: $0)) } }
    mutating func double() -> Double? { bits().map { Double(bitPattern: $0) } }

    mutating func doubles() -> [Double]? {
        guard let count = int(), count >= 0, count <= (bytes.count - next) / 8 else { return nil }
        return (0..<count).compactMap { _ in double() }
    }

    /// Numbers as many as there have to be.
    mutating func floats(_ wanted: Int) -> [Float]? {
        guard let count = int(), count == wanted, count <= (bytes.count - next) / 4 else { return nil }
        defer { next += 4 * count }
        return bytes.withUnsafeBytes { raw in
            (0..<count).map { Float(bitPattern: raw.loadUnaligned(fromByteOffset: next + 4 * $0, as: UInt32.self)) }
        }
    }

    private mutating func bits() -> UInt64? {
        guard next + 8 <= bytes.count else { return nil }
        defer { next += 8 }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: next, as: UInt64.self) }
    }
}
