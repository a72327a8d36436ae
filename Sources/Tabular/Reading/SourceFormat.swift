import Glibc

/// What the bytes of a source are.
enum SourceFormat: Equatable {
    case utf8
    /// Text, but not valid UTF-8.
    case latin1
    /// Not text; the name of the format where its first bytes tell it.
    case binary(String?)

    /// - Complexity: O(n); plain ASCII goes at the speed of memory.
    init(of bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            self = .utf8
            return
        }
        let format = Self.format(of: bytes)
        if format != nil || memchr(base, 0, bytes.count) != nil {
            self = .binary(format)
        } else {
            self = Self.isUTF8(bytes) ? .utf8 : .latin1
        }
    }

    private static let signatures: [(name: String, bytes: [UInt8])] = [
        ("UTF-16 text", [0xFF, 0xFE]), ("UTF-16 text", [0xFE, 0xFF]), ("a gzip archive", [0x1F, 0x8B]),
        ("a Parquet file", Array("PAR1".utf8)), ("a zip archive or a spreadsheet", [0x50, 0x4B, 0x03, 0x04]),
        ("a Zstandard archive", [0x28, 0xB5, 0x2F, 0xFD]), ("an SQLite database", Array("SQLite format 3".utf8)),
        ("an HDF5 file", [0x89, 0x48, 0x44, 0x46]), ("an Arrow file", Array("ARROW1".utf8)),
        ("a PDF document", Array("%PDF-".utf8)), ("a picture", [0x89, 0x50, 0x4E, 0x47]),
        ("a program", [0x7F, 0x45, 0x4C, 0x46]),
        ("an old Excel workbook", [0xD0, 0xCF, 0x11, 0xE0]),
    ]

    private static func format(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        signatures.first { bytes.starts(with: $0.bytes) }?.name
    }

    /// Whether the bytes are well-formed UTF-8 (Unicode 16, table 3-7).
    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        var i = 0
        while i < count {
            // Eight bytes of ASCII at once.
            while i &+ 8 <= count,
                UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                i &+= 8
            }
            if i >= count { break }
            let lead = base[i]
            if lead < 0x80 {
                i &+= 1
                continue
            }
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            case 0xF1...0xF3: length = 4
            default: return false
            }
            guard i &+ length <= count, second.contains(base[i &+ 1]) else { return false }
            var k = 2
            while k < length {
                if base[i &+ k] & 0xC0 != 0x80 { return false }
                k &+= 1
            }
            i &+= length
        }
        return true
    }
}
