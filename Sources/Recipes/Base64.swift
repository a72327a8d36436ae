/// Base64 with padding (RFC 4648): bytes as text, in documents and in the terminal's clipboard sequence.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The place of each byte in the alphabet, or 255.
    private static let places: [UInt8] = {
        var places = [UInt8](repeating: 255, count: 256)
        for (place, byte) in alphabet.enumerated() { places[Int(byte)] = UInt8(place) }
        return places
    }()

    /// The text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
            var at = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - start)
                var group = 0
                for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
                for index in 0..<4 {
                    output[at] = index <= count ? alphabet[group >> (18 - 6 * index) & 63] : 0x3D
                    at += 1
                }
            }
            return at
        }
    }

    /// The bytes of a text, or nil where it is not padded Base64 of its one canonical form.
    public static func decode(_ text: String) -> [UInt8]? {
        let units = Array(text.utf8)
        guard units.count % 4 == 0 else { return nil }
        let padding = units.suffix(2).count { $0 == 0x3D }
        let digits = units.count - padding
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count / 4 * 3)
        var group: UInt32 = 0
        for place in 0..<digits {
            let value = places[Int(units[place])]
            guard value < 64 else { return nil }
            group = group << 6 | UInt32(value)
            if place % 4 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: group))
                group = 0
            }
        }
        // Bits that stand for nothing have to be 0, or two texts would mean the same bytes.
        switch padding {
        case 1:
            guard group & 3 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
        case 2:
            guard group & 15 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        default: break
        }
        return bytes
    }
}
