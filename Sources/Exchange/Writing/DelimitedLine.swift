/// Writes fields with delimiters, quoted where they have to be.
///
/// What is missing is empty; an empty word is a pair of quotes.
final class DelimitedLine {
    let buffer = ByteBuffer(capacity: 1 << 19)
    private let delimiter: UInt8
    private var isFirst = true

    init(delimiter: UInt8) { self.delimiter = delimiter }

    private func divide() {
        if !isFirst { buffer.append(delimiter) }
        isFirst = false
    }

    /// A missing value.
    func appendMissing() { divide() }

    /// A field without signs that would need quotes.
    func append(plain text: String) {
        divide()
        buffer.append(contentsOf: text.utf8)
    }

    /// A field; `isQuoted` keeps the quotes of one that had them.
    func append(_ bytes: some Collection<UInt8>, isQuoted: Bool = false) {
        divide()
        guard isQuoted || needsQuotes(bytes) else { return buffer.append(contentsOf: bytes) }
        buffer.append(UInt8(ascii: "\""))
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    /// A word that is there, though it may be empty.
    func append(word: [UInt8]) { append(word, isQuoted: word.isEmpty) }

    /// Ends the line.
    func endLine() {
        buffer.append(0x0A)
        isFirst = true
    }

    private func needsQuotes(_ bytes: some Collection<UInt8>) -> Bool {
        // Blanks at the ends would be trimmed by readers, the importer among them.
        if let first = bytes.first, first == 0x20 || first == 0x09 { return true }
        var last: UInt8 = 0
        for byte in bytes {
            if byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D { return true }
            last = byte
        }
        return last == 0x20 || last == 0x09
    }
}
