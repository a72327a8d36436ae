/// Numbers one after the other, the low byte first: the same on every machine.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Int) { append(UInt64(bitPattern: Int64(value)), bytes: 8) }
    mutating func write(_ value: Int32) { append(UInt64(UInt32(bitPattern: value)), bytes: 4) }
    mutating func write(_ value: Double) { append(value.bitPattern, bytes: 8) }

    private mutating func append(_ value: UInt64, bytes count: Int) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place))) }
    }
}

/// Reads what ``ByteWriter`` wrote; every read is nil once there is too little left.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes that are not read yet.
    var left: Int { bytes.count - place }

    mutating func integer() -> Int? { take(8).map { Int(Int64(bitPattern: $0)) } }
    mutating func short() -> Int32? { take(4).map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) } }
    mutating func number() -> Double? { take(8).map { Double(bitPattern: $0) } }

    private mutating func take(_ count: Int) -> UInt64? {
        guard left >= count else { return nil }
        var value: UInt64 = 0
        for offset in 0..<count { value |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
        place += count
        return value
    }
}
