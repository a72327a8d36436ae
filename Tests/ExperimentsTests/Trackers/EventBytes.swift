/// Event files as TensorFlow's and PyTorch's writers write them, byte by byte.
enum EventBytes {
    /// A scalar of an event: a plain number (PyTorch), or a tensor in one of its forms (TensorFlow 2).
    enum Form: CaseIterable { case plain, packedFloat, oneFloat, floatContent, doubleContent, packedDouble, halfContent, long }

    static func varint(_ value: UInt64) -> [UInt8] {
        var (bytes, rest): ([UInt8], UInt64) = ([], value)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(UInt64(number << 3 | 2)) + varint(UInt64(bytes.count)) + bytes
    }

    static func field(_ number: Int, varint value: Int) -> [UInt8] {
        varint(UInt64(number << 3)) + varint(UInt64(bitPattern: Int64(value)))
    }

    static func field(_ number: Int, double: Double) -> [UInt8] { varint(UInt64(number << 3 | 1)) + little(double.bitPattern) }
    static func field(_ number: Int, float: Float) -> [UInt8] { varint(UInt64(number << 3 | 5)) + little(float.bitPattern) }

    static func little(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

    static func event(
        _ time: Double, step: Int = 0, _ scalars: [(tag: String, value: Double)] = [], form: Form = .plain
    ) -> [UInt8] {
        var bytes = field(1, double: time) + field(2, varint: step)
        for scalar in scalars { bytes += field(5, field(1, value(scalar.tag, scalar.value, form))) }
        return bytes
    }

    private static func value(_ tag: String, _ value: Double, _ form: Form) -> [UInt8] {
        let name = field(1, Array(tag.utf8))
        let plugin = field(9, field(1, field(1, Array("scalars".utf8))))
        let float = little(Float(value).bitPattern)
        switch form {
        case .plain: return name + field(2, float: Float(value))
        case .packedFloat: return name + plugin + field(8, field(1, varint: 1) + field(2, []) + field(5, float))
        case .oneFloat: return name + plugin + field(8, field(1, varint: 1) + field(5, float: Float(value)))
        case .floatContent: return name + plugin + field(8, field(1, varint: 1) + field(4, float))
        case .doubleContent: return name + plugin + field(8, field(1, varint: 2) + field(4, little(value.bitPattern)))
        case .packedDouble: return name + field(8, field(1, varint: 2) + field(6, little(value.bitPattern)))
        case .halfContent:
            // Exact for powers of two alone, which the test has.
            let exponent = UInt16(15 + Float(value).exponent)
            return name + plugin + field(8, field(1, varint: 19) + field(4, little(exponent << 10)))
        case .long: return name + plugin + field(8, field(1, varint: 9) + field(10, varint(UInt64(value))))
        }
    }

    /// Bytes with length and sums, the sums worked out bit by bit.
    static func record(_ data: [UInt8]) -> [UInt8] {
        let length = little(UInt64(data.count))
        return length + little(masked(length)) + data + little(masked(data))
    }

    static func masked(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
        }
        sum = ~sum
        return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
    }

    /// A file with a version, then a value a step.
    static func file(_ tag: String, steps: [Int], time: Double = 1_700_000_000) -> [UInt8] {
        record(field(1, double: time) + field(3, Array("brain.Event:2".utf8)))
            + steps.flatMap { record(event(time + Double($0), step: $0, [(tag, 1 / Double($0 + 1))])) }
    }
}
