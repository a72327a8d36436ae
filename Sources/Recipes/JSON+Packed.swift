extension JSON {
    /// Many numbers as one string: their bytes, little-endian, in Base64. Reads back to the same bits, NaN and -0 included, and takes
    /// about half of the room of decimal digits.
    public static func packed<Number: BitwiseCopyable>(_ values: [Number]) -> JSON {
        .string(Base64.encode(values.withUnsafeBytes { Array($0) }))
    }

    /// What ``packed(_:)`` packed.
    ///
    /// - Parameters:
    ///   - type: of the numbers.
    ///   - wanted: how many there have to be; nil takes as many as there are.
    /// - Returns: nil where this is no such string.
    public func unpacked<Number: BitwiseCopyable>(_ type: Number.Type, count wanted: Int? = nil) -> [Number]? {
        guard let bytes = stringValue.flatMap(Base64.decode), bytes.count % MemoryLayout<Number>.stride == 0 else { return nil }
        let count = bytes.count / MemoryLayout<Number>.stride
        guard wanted.map({ $0 == count }) ?? true else { return nil }
        return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            initialized = count
        }
    }
}
