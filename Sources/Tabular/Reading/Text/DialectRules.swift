import Glibc
import Recipes

/// What was found out about a text, before it is read.
struct Layout: Equatable {
    var dialect: Dialect
    var hasHeader: Bool
    /// Fields a row.
    var columns: Int
    /// Names of the header row, as they stand.
    var header: [String]
    /// The first rows, the header among them.
    var sample: [[String]] = []
    /// Where the header or the first row begins.
    var start = 0
    /// Lines above it that are no part of the table, and the first of them.
    var skipped = 0
    var skippedText = ""

    /// Says what was left out without anybody having asked for it.
    var skipRemarks: [String] {
        guard skipped > 0, !skippedText.isEmpty else { return [] }
        let lines = skipped == 1 ? "1 line above the table is" : "\(skipped) lines above the table are"
        return ["\(lines) left out, the first is \"\(skippedText)\""]
    }
}

/// Lines above a table that are no part of it, and the first of them where it is to be told.
struct Skipped {
    var lines = 0
    var text = ""
}

/// A few of the first rows of a text as strings, which is enough to decide how it is divided.
struct Sample {
    static let bytes = 256 << 10
    static let rowLimit = 500

    let rows: [[String]]

    init(_ source: SourceBytes, from start: Int, dialect: Dialect) {
        let end = Self.end(source, from: start, newline: dialect.newline)
        rows = Self.rows(UnsafeBufferPointer(start: source.base + start, count: end - start), dialect)
    }

    /// The end of the sample: behind a whole line, since one that is cut would look ragged, and behind ten at the least, however
    /// wide they are.
    private static func end(_ source: SourceBytes, from start: Int, newline: UInt8) -> Int {
        let limit = min(source.count, start + bytes)
        var end = start
        var lines = 0
        while end < limit || lines < 10, end < source.count {
            guard let found = memchr(source.base + end, Int32(newline), source.count - end) else { return source.count }
            let next = UnsafeRawPointer(found) - UnsafeRawPointer(source.base) + 1
            if next > limit, lines >= 10 { break }
            end = next
            lines += 1
        }
        return end
    }

    static func rows(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) -> [[String]] {
        guard let base = bytes.baseAddress else { return [] }
        var rows: [[String]] = []
        var fields: [String] = []
        var start = 0
        var isQuoted = false
        func take(_ end: Int) {
            let cell = Cell(trimming: base + start, end - start, quoted: dialect.quoted)
            fields.append(cell.isQuoted ? String(decoding: cell.unquoted(), as: UTF8.self) : cell.string)
            start = end + 1
        }
        var i = 0
        while i < bytes.count, rows.count < rowLimit {
            let byte = base[i]
            if isQuoted {
                guard byte == Dialect.quote else {
                    // A field may have many megabytes.
                    guard let quote = memchr(base + i, Int32(Dialect.quote), bytes.count - i) else { break }
                    i = UnsafeRawPointer(quote) - UnsafeRawPointer(base)
                    continue
                }
                if i + 1 < bytes.count, base[i + 1] == Dialect.quote { i += 1 } else { isQuoted = false }
            } else if byte == dialect.delimiter {
                take(i)
            } else if byte == dialect.newline {
                take(i)
                if fields != [""] { rows.append(fields) }
                fields = []
            } else if dialect.quoted, byte == Dialect.quote, Cell(trimming: base + start, i - start, quoted: false).count == 0 {
                isQuoted = true
            }
            i += 1
        }
        if rows.count < rowLimit, start < bytes.count || !fields.isEmpty {
            take(bytes.count)
            if fields != [""] { rows.append(fields) }
        }
        return rows
    }

    /// The number of fields that most rows have, and the share of rows that have it.
    var shape: (fields: Int, share: Double) {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return (0, 0) }
        return (best.key, Double(best.value) / Double(rows.count))
    }
}

/// How delimiter and header are found out.
enum DialectRules {
    /// In the order in which they are believed when two divide equally well: an unquoted comma inside the fields of another
    /// delimiter is common, the reverse is rare.
    static let delimiters: [UInt8] = [0x09, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]

    /// The delimiter that divides the rows most evenly; a comma where none divides.
    ///
    /// - Parameters:
    ///   - source: the first bytes of the text.
    ///   - newline: what ends a line.
    ///   - start: where the rows begin if they are divided so.
    /// - Returns: the byte.
    static func delimiter(of source: SourceBytes, newline: UInt8, from start: (Dialect) -> Int) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), score: 0.0)
        for delimiter in delimiters {
            let dialect = Dialect(delimiter: delimiter, newline: newline)
            let sample = Sample(source, from: start(dialect), dialect: dialect)
            let (fields, share) = sample.shape
            guard fields > 1, let first = sample.rows.first else { continue }
            // A header, or the first row, divides as the others do; R leaves out the name of the first column.
            let isEven = first.count == fields || first.count == fields - 1
            let score = share + (isEven ? 1 : 0)
            if score > best.score + 0.02 { best = (delimiter, score) }
        }
        return best.delimiter
    }

    /// Line feed, unless the text has carriage returns only.
    static func newline(of source: SourceBytes, from start: Int) -> UInt8 {
        let head = source.buffer[start..<min(source.count, start + (1 << 20))]
        let hasFeed = head.contains(UInt8(ascii: "\n"))
        return !hasFeed && head.contains(UInt8(ascii: "\r")) ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    }

    /// Whether the first row holds names.
    ///
    /// A number in it says no. A word above numbers or dates says yes. Between words only, a value that comes again in its
    /// column says no. What remains is a header if its fields are there and differ.
    static func hasHeader(_ rows: [[String]]) -> Bool {
        guard let first = rows.first else { return false }
        let present = first.filter { !isMissing($0) }
        if present.isEmpty || first.contains(where: { isNumber($0) || isDate($0) }) { return false }
        var says = false
        for column in first.indices where !isMissing(first[column]) {
            if rows.dropFirst().contains(where: { column < $0.count && $0[column] == first[column] }) { return false }
            if says { continue }
            let below = rows.dropFirst().compactMap { column < $0.count && !isMissing($0[column]) ? $0[column] : nil }
            guard !below.isEmpty else { continue }
            let typed = below.lazy.filter { isNumber($0) || isDate($0) }.count
            if typed * 10 >= below.count * 9 { says = true }
        }
        if says { return true }
        return present.count == first.count && Set(first).count == first.count
    }

    /// No number, date or missing value is longer.
    static let typedLimit = 256

    static func withCell<Result>(_ text: String, _ body: (Cell) -> Result) -> Result {
        var text = text
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { copy in
                copy.baseAddress?.initialize(repeating: 0, count: bytes.count + 1)
                for (index, byte) in bytes.enumerated() { copy[index] = byte }
                return copy.baseAddress.map { body(Cell(UnsafePointer($0), bytes.count)) }
            }
        } ?? body(Cell(emptyBytes, 0))
    }

    nonisolated(unsafe) private static let emptyBytes: UnsafePointer<UInt8> = {
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()

    static func isMissing(_ text: String) -> Bool {
        text.utf8.count <= typedLimit && withCell(text) { MissingWords.usual.matches($0.start, $0.count) }
    }

    static func isNumber(_ text: String) -> Bool {
        text.utf8.count <= typedLimit
            && withCell(text) { cell in
                var scanner = NumberScanner()
                if !scanner.scan(cell.start, cell.count).isNaN { return true }
                var probe = NumberProbe(delimiter: UInt8(ascii: ","))
                return probe.take(cell.start, cell.count)
            }
    }

    private static func isDate(_ text: String) -> Bool {
        text.utf8.count <= typedLimit && withCell(text) { cell in DateFormat.automatic.contains { $0.parse(cell.buffer) != nil } }
    }

    /// Names that differ and are not empty: an empty one is called after its place, a second `x` becomes `x_2`.
    static func uniqueNames(_ names: [String], columns: Int) -> [String] {
        var taken: Set<String> = Set(names.filter { !$0.isEmpty })
        var used: Set<String> = []
        return (0..<columns).map { place in
            let given = place < names.count ? names[place] : ""
            var name = given.isEmpty ? "c\(place + 1)" : given
            var number = 2
            let isOwn = !given.isEmpty && !used.contains(given)
            while used.contains(name) || !isOwn && taken.contains(name) {
                name = (given.isEmpty ? "c\(place + 1)" : given) + "_\(number)"
                number += 1
            }
            used.insert(name)
            taken.insert(name)
            return name
        }
    }
}
