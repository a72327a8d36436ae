import Tabular

/// Turns whole texts into UTF-8, so that files in several encodings can stand behind one another.
enum Transcoding {
    /// The text in UTF-8, without a byte order mark.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - encoding: how it is written; nil goes by its mark, and takes what is no UTF-8 for Latin-1.
    static func utf8(_ bytes: [UInt8], from encoding: TextEncoding?) -> [UInt8] {
        switch encoding ?? found(bytes) {
        case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        case .utf16LittleEndian: utf16(bytes) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian: utf16(bytes) { UInt16($0) << 8 | UInt16($1) }
        case .latin1: single(bytes) { UInt32($0) }
        case .windows1252: single(bytes) { (0x80...0x9F).contains($0) ? windows1252[Int($0) - 0x80] : UInt32($0) }
        }
    }

    private static func found(_ bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return String(validating: bytes, as: UTF8.self) == nil ? .latin1 : .utf8
    }

    private static func utf16(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        let text = units.first == 0xFEFF ? units.dropFirst() : units[...]
        return Array(String(decoding: text, as: UTF16.self).utf8)
    }

    private static func single(_ bytes: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                text.append(byte)
            } else {
                let character = Unicode.Scalar(scalar(byte)) ?? "\u{FFFD}"
                text.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return text
    }

    /// What Windows-1252 has from 0x80 to 0x9F; the five places without a character are control characters.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
        0x0178,
    ]
}
