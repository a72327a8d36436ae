import Glibc

/// The first lines of a text, of which some may stand above the table: titles, comments, a line that names the delimiter.
struct LeadingLines {
    /// So many lines are looked at.
    static let limit = 40

    private let source: SourceBytes
    private let newline: UInt8
    /// Where each of the first lines begins, and where the last of them ends.
    private let starts: [Int]

    init(_ source: SourceBytes, newline: UInt8) {
        self.source = source
        self.newline = newline
        var starts = [0]
        while starts.count <= Self.limit, let next = Self.next(source, starts[starts.count - 1], newline) { starts.append(next) }
        self.starts = starts
    }

    private static func next(_ source: SourceBytes, _ start: Int, _ newline: UInt8) -> Int? {
        guard start < source.count, let found = memchr(source.base + start, Int32(newline), source.count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(source.base) + 1
    }

    /// Where the line behind so many begins; the end of the text where there are fewer.
    func position(after lines: Int) -> Int {
        if lines < starts.count { return starts[lines] }
        var position = starts[starts.count - 1]
        for _ in starts.count...lines {
            guard let next = Self.next(source, position, newline) else { return source.count }
            position = next
        }
        return position
    }

    private func text(_ line: Int) -> String {
        let end = line + 1 < starts.count ? starts[line + 1] - 1 : source.count
        let cell = Cell(trimming: source.base + starts[line], min(end - starts[line], 200), quoted: false)
        return cell.string
    }

    /// What the first line says of the delimiter, as `sep=;` does in files that Excel is to open.
    var delimiter: UInt8? {
        let line = Array(text(0).utf8)
        guard line.count == 5, line.starts(with: Array("sep=".utf8)), line[4] < 0x80, line[4] != Dialect.quote else { return nil }
        return line[4]
    }

    /// The lines above the table.
    ///
    /// These are a line that names the delimiter; comments behind `#`, where the rows below them begin otherwise; and titles: lines
    /// with one field, where two rows below agree on three fields or more. Between and behind them, blank lines are left out as well.
    func skipped(dialect: Dialect) -> Skipped {
        guard starts.count > 1 else { return Skipped() }
        var lines = delimiter == nil ? 0 : 1
        let named = lines
        let end = min(Self.limit, starts.count)
        let rows = LineFields(end) { fields($0, dialect) }
        var first = ""
        while lines < end, let last = isAbove(lines, rows, dialect) {
            if first.isEmpty { first = text(lines) }
            lines = last
        }
        return lines > named ? Skipped(lines: lines, text: first) : Skipped(lines: named)
    }

    /// The lines above the table of which none could be a header that is divided by something else.
    func linesSurelyAbove(dialect: Dialect) -> Int {
        let lines = skipped(dialect: dialect).lines
        let areSure = (0..<lines).allSatisfy { line in
            let text = text(line)
            return text.hasPrefix("#") || !text.utf8.contains(where: DialectRules.delimiters.contains)
        }
        return areSure ? lines : 0
    }

    /// Where the line is above the table, the line behind it and the blank ones below it.
    private func isAbove(_ line: Int, _ rows: LineFields, _ dialect: Dialect) -> Int? {
        guard let next = rows.lines.first(where: { $0 > line && !rows[$0].isEmpty }) else { return nil }
        if rows[line].isEmpty {
            // A blank line is left out by itself; above a title it goes with it.
            return isAbove(next, rows, dialect) == nil ? nil : next
        }
        let below = rows.lines[next...].lazy.map { rows[$0] }.filter { !$0.isEmpty }
        if text(line).hasPrefix("#") { return isComment(rows[line], below) ? next : nil }
        // Quotes may go on over the line: such a text is no title.
        guard rows[line].count(where: { !$0.isEmpty }) <= 1, !text(line).contains("\"") else { return nil }
        guard let table = below.first(where: { $0.count(where: { !$0.isEmpty }) > 1 }), table.count >= 3 else { return nil }
        // One line below that is as short could be the first row of a table whose rows are ragged.
        let (like, all) = below.reduce((0, 0)) { ($0.0 + ($1.count == table.count ? 1 : 0), $0.1 + 1) }
        return like >= 2 && like * 2 > all ? next : nil
    }

    /// Whether a line behind `#` is a comment and no header: what follows is not divided likewise, or is a comment as well.
    private func isComment(_ fields: [String], _ below: some Sequence<[String]>) -> Bool {
        guard let table = below.first(where: { !($0.first ?? "").hasPrefix("#") }) else { return false }
        if below.first(where: { _ in true })?.first?.hasPrefix("#") == true { return true }
        if table.count == 1 { return fields.count == 1 && (fields.first ?? "").dropFirst().hasPrefix(" ") }
        return fields.count != table.count
    }

    /// The fields of a line, none where it is blank.
    private func fields(_ line: Int, _ dialect: Dialect) -> [String] {
        let end = line + 1 < starts.count ? starts[line + 1] - 1 : source.count
        // A line of this length is a row.
        let length = min(end - starts[line], 1 << 16)
        guard length > 0 else { return [] }
        let bytes = UnsafeBufferPointer(start: source.base + starts[line], count: length)
        return Sample.rows(bytes, dialect).first ?? []
    }
}

/// The fields of the first lines, each divided when it is asked for: of most texts the first two say that nothing stands above them.
private final class LineFields {
    let lines: Range<Int>
    private let divide: (Int) -> [String]
    private var known: [[String]?]

    init(_ count: Int, _ divide: @escaping (Int) -> [String]) {
        lines = 0..<count
        self.divide = divide
        known = Array(repeating: nil, count: count)
    }

    subscript(line: Int) -> [String] {
        if let fields = known[line] { return fields }
        let fields = divide(line)
        known[line] = fields
        return fields
    }
}
