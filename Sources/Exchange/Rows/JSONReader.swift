import Glibc
import Recipes
import Tabular

/// Reads JSON lines, or an array of objects, object by object.
///
/// What cannot be read is counted and left out, as long as it is little: a writer that was killed leaves half a line, and that is
/// no reason to refuse the rest.
struct JSONReader {
    /// So many unreadable rows are left out, and so large a share of all.
    static let strayLimit = 100
    static let strayShare = 0.01

    private let name: String
    private let window: ByteWindow
    private let builder: TableBuilder
    private var row: JSONRow
    private var line = 1
    private var strays = (count: 0, firstLine: 0)
    private let rowsBefore: Int

    init(_ stream: SourceStream, into builder: TableBuilder, capacity: Int = 1 << 22) {
        name = stream.name
        window = ByteWindow(stream, capacity: capacity)
        self.builder = builder
        row = JSONRow(builder)
        rowsBefore = builder.rows
    }

    /// Reads the first bytes of a text; an object that their end cuts off is left out.
    init(head: [UInt8], name: String, into builder: TableBuilder) {
        self.name = name
        var place = 0
        window = ByteWindow(capacity: max(1, head.count)) { memory in
            let count = min(memory.count, head.count - place)
            memory.copyBytes(from: head[place..<place + count])
            place += count
            return count
        }
        self.builder = builder
        row = JSONRow(builder)
        rowsBefore = builder.rows
    }

    /// Reads all rows.
    ///
    /// - Parameters:
    ///   - kind: whether objects stand one after another or in an array.
    ///   - size: of the stream.
    ///   - report: called now and then.
    /// - Returns: what was noticed.
    /// - Throws: ``AssayError`` where more than a little of it is unreadable, or the import was stopped.
    mutating func read(
        _ kind: SourceKind, size: Int, report: (ImportProgress) -> Void
    ) throws(AssayError) -> [String] {
        while window.bytes.count < 3, try window.more() {}
        if window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { window.take(3) }
        let byLine = kind == .jsonObjects ? try hasObjectInFirstLine() : false
        var told = 0
        while byLine ? try readLine() : try readObject() {
            if window.consumed - told > 1 << 22 {
                told = window.consumed
                report(.values(told, of: size, rows: builder.rows - rowsBefore))
            }
        }
        let read = builder.rows - rowsBefore
        guard read > 0 || strays.count == 0 else { throw .notRows(name, line: strays.firstLine) }
        guard strays.count > 0 else { return [] }
        let what = strays.count == 1 ? "1 row is no JSON object" : "\(strays.count) rows are no JSON objects"
        return ["\(what) and left out, first in line \(strays.firstLine)"]
    }

    private mutating func noteStray(line: Int) throws(AssayError) {
        if strays.count == 0 { strays.firstLine = line }
        strays.count += 1
        let read = builder.rows - rowsBefore
        guard strays.count <= max(Self.strayLimit, Int(Double(read) * Self.strayShare)) else {
            throw .tooManyStrays(name, count: strays.count, of: read + strays.count, line: strays.firstLine)
        }
    }

    // MARK: Lines

    /// Whether the first line that is not empty ends an object, so that lines are rows.
    private func hasObjectInFirstLine() throws(AssayError) -> Bool {
        while true {
            let bytes = window.bytes
            if let start = bytes.firstIndex(where: { !Self.isBlank($0) }) {
                var scan = ObjectScan()
                for place in start..<bytes.count {
                    if scan.take(bytes[place]) { return true }
                    if bytes[place] == 0x0A { return false }
                }
            }
            if try !window.more() { return true }
        }
    }

    private mutating func readLine() throws(AssayError) -> Bool {
        var searched = 0
        while true {
            let bytes = window.bytes
            let found = bytes.baseAddress.flatMap { memchr($0 + searched, 0x0A, bytes.count - searched) }
            if let found, let base = bytes.baseAddress {
                let count = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                try takeLine(UnsafeBufferPointer(rebasing: bytes[..<count]))
                window.take(count + 1)
                return true
            }
            searched = bytes.count
            if try window.more() { continue }
            guard searched > 0 else { return false }
            try takeLine(window.bytes)
            window.take(searched)
            return true
        }
    }

    private mutating func takeLine(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssayError) {
        defer { line += 1 }
        if bytes.allSatisfy(Self.isBlank) { return }
        if !row.append(bytes) { try noteStray(line: line) }
    }

    // MARK: Objects

    /// Reads the next object, wherever it ends; what stands between objects is passed over.
    private mutating func readObject() throws(AssayError) -> Bool {
        var place = 0
        var scan = ObjectScan()
        var start: Int?
        var first = line
        while true {
            let bytes = window.bytes
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                if byte == 0x0A { line += 1 }
                guard let begun = start else {
                    if byte == UInt8(ascii: "{") {
                        start = place - 1
                        first = line
                        _ = scan.take(byte)
                    } else if !Self.isBlank(byte), byte != UInt8(ascii: ","), byte != UInt8(ascii: "["), byte != UInt8(ascii: "]")
                    {
                        return try passOver(place)
                    }
                    continue
                }
                if scan.take(byte) {
                    if !row.append(UnsafeBufferPointer(rebasing: bytes[begun..<place])) { try noteStray(line: first) }
                    window.take(place)
                    return true
                }
            }
            if try window.more() { continue }
            if start != nil { try noteStray(line: first) }
            window.take(window.bytes.count)
            return false
        }
    }

    /// Passes over what stands where an object should, up to the next sign that may end it.
    private mutating func passOver(_ from: Int) throws(AssayError) -> Bool {
        try noteStray(line: line)
        var place = from
        while true {
            let bytes = window.bytes
            while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != 0x0A, bytes[place] != UInt8(ascii: "{")
            {
                place += 1
            }
            if place < bytes.count {
                window.take(place)
                return true
            }
            if try !window.more() {
                window.take(window.bytes.count)
                return false
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}

/// Finds the end of an object by its braces, past those inside of strings.
private struct ObjectScan {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// True with the byte that ends the object.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth == 0
        default: break
        }
        return false
    }
}
