import Recipes

/// Reads text with delimiters record by record (RFC 4180), as programs write it.
///
/// People's files go through the importer, which knows their ways; this is for what has one dialect and is told apart by its quotes:
/// a field that is empty and unquoted is missing, one that is quoted is there.
final class DelimitedRecords {
    private let window: ByteWindow
    private let delimiter: UInt8
    private let newline: UInt8
    private let text = ByteBuffer(capacity: 1 << 16)
    private var ends: [Int] = []
    private var quoted: [Bool] = []
    /// Records read so far.
    private(set) var count = 0

    init(_ window: ByteWindow, delimiter: UInt8 = UInt8(ascii: ","), newline: UInt8 = UInt8(ascii: "\n")) {
        self.window = window
        self.delimiter = delimiter
        self.newline = newline
    }

    /// The fields of the record.
    var fields: Int { ends.count }

    /// The text of a field, without its quotes; good until the next record.
    func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let start = field == 0 ? 0 : ends[field - 1]
        return UnsafeBufferPointer(rebasing: text.bytes[start..<ends[field]])
    }

    /// Whether quotes stood around a field.
    func isQuoted(_ field: Int) -> Bool { quoted[field] }

    /// The fields as words.
    var words: [String] { (0..<fields).map { String(decoding: bytes($0), as: UTF8.self) } }

    /// Whether the record is an empty line.
    var isBlank: Bool { fields == 1 && text.count == 0 && !quoted[0] }

    /// Reads the next record; false behind the last.
    func next() throws(AssayError) -> Bool {
        text.clear()
        ends.removeAll(keepingCapacity: true)
        quoted.removeAll(keepingCapacity: true)
        var isInside = false
        var wasQuoted = false
        var closed = false
        var sawAny = false
        while true {
            let bytes = window.bytes
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                place &+= 1
                if isInside {
                    if byte == UInt8(ascii: "\"") {
                        isInside = false
                        closed = true
                    } else {
                        text.append(byte)
                    }
                } else if byte == UInt8(ascii: "\"") {
                    if closed {
                        text.append(byte)
                        isInside = true
                    } else if text.count == (ends.last ?? 0) {
                        isInside = true
                        wasQuoted = true
                    } else {
                        text.append(byte)
                    }
                    closed = false
                } else if byte == delimiter {
                    endField(&wasQuoted, &closed)
                } else if byte == newline {
                    endField(&wasQuoted, &closed)
                    window.take(place)
                    count += 1
                    return true
                } else if byte != UInt8(ascii: "\r") || newline == UInt8(ascii: "\r") {
                    text.append(byte)
                    closed = false
                }
            }
            sawAny = sawAny || place > 0
            window.take(place)
            if try window.more() { continue }
            guard sawAny else { return false }
            endField(&wasQuoted, &closed)
            count += 1
            return true
        }
    }

    private func endField(_ wasQuoted: inout Bool, _ closed: inout Bool) {
        ends.append(text.count)
        quoted.append(wasQuoted)
        wasQuoted = false
        closed = false
    }
}
