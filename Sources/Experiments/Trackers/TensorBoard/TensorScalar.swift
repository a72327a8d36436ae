/// The one number of a tensor that has one (TensorProto): TensorFlow 2 and newer writers of PyTorch keep scalars so.
enum TensorScalar {
    /// The number; nil where it is none, or one of many.
    static func value(_ message: ArraySlice<UInt8>) -> Double? {
        var reader = WireReader(message)
        var kind = 0
        var content: ArraySlice<UInt8> = []
        var count = 1
        var found: [Double] = []
        while let (number, value) = reader.next() {
            switch number {
            case 1: kind = value.whole ?? 0
            case 2: count = elements(value.bytes ?? [])
            case 4: content = value.bytes ?? []
            // Numbers of one kind stand one by one, or packed.
            case 5: found += numbers(value, bytes: 4) { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) }
            case 6: found += numbers(value, bytes: 8) { Double(bitPattern: $0) }
            case 7, 10, 11: found += numbers(value, bytes: 0) { Double(Int64(bitPattern: $0)) }
            case 13:
                found += numbers(value, bytes: 0) {
                    kind == 14 ? brain(UInt16(truncatingIfNeeded: $0)) : half(UInt16(truncatingIfNeeded: $0))
                }
            case 16, 17: found += numbers(value, bytes: 0) { Double($0) }
            default: break
            }
            if found.count > 1 { return nil }
        }
        guard count == 1 else { return nil }
        return content.isEmpty ? found.first : packed(content, kind: kind)
    }

    /// How many elements a shape has (TensorShapeProto); 1 where it has no dimension.
    private static func elements(_ shape: ArraySlice<UInt8>) -> Int {
        var reader = WireReader(shape)
        var count = 1
        while let (number, value) = reader.next() {
            guard number == 2 else { continue }
            var dimension = WireReader(value.bytes ?? [])
            while let (field, size) = dimension.next() {
                guard field == 1 else { continue }
                let (product, overflow) = count.multipliedReportingOverflow(by: size.whole ?? 0)
                count = overflow ? 0 : product
            }
        }
        return count
    }

    /// At most two numbers of a field: more than one is too many already.
    private static func numbers(_ value: WireReader.Value, bytes: Int, _ number: (UInt64) -> Double) -> [Double] {
        switch value {
        case .varint(let bits), .fixed64(let bits): return [number(bits)]
        case .fixed32(let bits): return [number(UInt64(bits))]
        case .bytes(let packed):
            var reader = WireReader(packed)
            var found: [Double] = []
            while found.count < 2, let bits = bytes > 0 ? reader.fixed(bytes) : reader.varint() { found.append(number(bits)) }
            return found
        }
    }

    /// The number that stands as it was in memory.
    private static func packed(_ content: ArraySlice<UInt8>, kind: Int) -> Double? {
        var reader = WireReader(content)
        guard content.count <= 8, let bits = reader.fixed(content.count) else { return nil }
        return switch (kind, content.count) {
        case (1, 4): Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case (2, 8): Double(bitPattern: bits)
        case (3, 4): Double(Int32(truncatingIfNeeded: bits))
        case (4, 1), (10, 1), (17, 2), (22, 4), (23, 8): Double(bits)
        case (5, 2): Double(Int16(truncatingIfNeeded: bits))
        case (6, 1): Double(Int8(truncatingIfNeeded: bits))
        case (9, 8): Double(Int64(bitPattern: bits))
        case (14, 2): brain(UInt16(truncatingIfNeeded: bits))
        case (19, 2): half(UInt16(truncatingIfNeeded: bits))
        default: nil
        }
    }

    /// A number of two bytes that are the upper ones of four.
    private static func brain(_ bits: UInt16) -> Double { Double(Float(bitPattern: UInt32(bits) << 16)) }

    /// A number of IEEE 754's half precision.
    private static func half(_ bits: UInt16) -> Double {
        let sign: Double = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF) / 1024
        switch exponent {
        case 0: return sign * fraction / 16384
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default: return sign * (1 + fraction) * (exponent < 15 ? 1 / Double(1 << (15 - exponent)) : Double(1 << (exponent - 15)))
        }
    }
}
