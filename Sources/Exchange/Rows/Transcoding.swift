import Tabular

/// Turns whole texts into UTF-8, so that files in several encodings can stand behind one another.
enum Transcoding {
    /// The text in UTF-8, without a byte order mark.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - encoding: how it is written; nil goes by its mark, and takes what is no UTF-8 for Windows-1252, which has Latin-1 in it.
    /// - Returns: the same characters.
    static func utf8(_ bytes: [UInt8], from encoding: TextEncoding?) -> [UInt8] {
        let encoding = encoding ?? found(bytes)
        let isPlain = encoding == .utf8 && !bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return isPlain ? bytes : encoding.utf8(bytes)
    }

    private static func found(_ bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return String(validating: bytes, as: UTF8.self) == nil ? .windows1252 : .utf8
    }
}
