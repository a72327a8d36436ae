import Glibc
import Recipes

/// Finds out how a text is divided, from its first lines.
enum LayoutRules {
    /// The layout of a text, and which of the options changed it.
    ///
    /// - Parameters:
    ///   - head: the first bytes of the text, as ``head(of:from:skipping:)`` takes them.
    ///   - options: what the person says.
    /// - Returns: the layout, and the options that made another one.
    /// - Throws: ``AssayError`` `delimiter`.
    static func layout(of head: SourceBytes, options: ReadingOptions) throws(AssayError) -> (Layout, changes: [String: JSON]) {
        let newline = DialectRules.newline(of: head, from: 0)
        let lead = LeadingLines(head, newline: newline)
        let skipped = options.skip.map { Skipped(lines: $0) }
        // A line that says what divides the fields stands above them.
        let named = skipped == nil ? lead.delimiter : nil
        let found =
            named
            ?? DialectRules.delimiter(of: head, newline: newline) { dialect in
                // What stands above the table would count against what divides its rows.
                lead.position(after: skipped?.lines ?? lead.linesSurelyAbove(dialect: dialect))
            }
        let wanted = try options.delimiter.map { text throws(AssayError) in try delimiter(text) }
        let dialect = Dialect(delimiter: wanted ?? found, newline: newline)
        let foundSkip = lead.skipped(dialect: dialect)
        let start = lead.position(after: (skipped ?? foundSkip).lines)
        let sample = Sample(head, from: start, dialect: dialect)
        let foundHeader = DialectRules.hasHeader(sample.rows)
        let hasHeader = options.header ?? foundHeader
        let header = hasHeader ? sample.rows.first ?? [] : []
        let columns = columns(of: sample, hasHeader: hasHeader)
        // R writes row names without a name above them.
        let names = hasHeader && header.count == columns - 1 ? ["rownames"] + header : header
        let layout = Layout(
            dialect: dialect, hasHeader: hasHeader, columns: columns, header: names, sample: sample.rows, start: start,
            skipped: (skipped ?? foundSkip).lines, skippedText: (skipped ?? foundSkip).text)
        var changes: [String: JSON] = [:]
        if dialect.delimiter != found { changes["delimiter"] = .string(String(UnicodeScalar(dialect.delimiter))) }
        if let skip = options.skip, skip != foundSkip.lines { changes["skip"] = JSON(skip) }
        if hasHeader != foundHeader { changes["header"] = .bool(hasHeader) }
        return (layout, changes)
    }

    private static func columns(of sample: Sample, hasHeader: Bool) -> Int {
        guard hasHeader, let header = sample.rows.first else { return max(1, sample.shape.fields) }
        let body = sample.rows.dropFirst()
        let wider = body.lazy.filter { $0.count == header.count + 1 && $0.last != "" }.count
        return !body.isEmpty && wider * 10 >= body.count * 9 ? header.count + 1 : header.count
    }

    /// The byte that a person means: one ASCII character, or `tab`.
    private static func delimiter(_ text: String) throws(AssayError) -> UInt8 {
        let meant = text == "tab" || text == "\\t" ? "\t" : text
        guard meant.utf8.count == 1, let byte = meant.utf8.first, byte < 0x80, byte != Dialect.quote, byte != 0x0A, byte != 0x0D,
            byte != 0
        else { throw .unusableDelimiter(text) }
        return byte
    }

    // MARK: The first bytes

    /// So many bytes are looked at first, and no more than so many where lines are long.
    private static let headBytes = (first: 1 << 20, most: 256 << 20)

    /// The first bytes of a text: enough for all rules to see whole lines.
    ///
    /// - Throws: ``AssayError`` where the source cannot be read.
    static func head(of source: ByteSource, from start: Int, skipping lines: Int) throws(AssayError) -> SourceBytes {
        let left = source.size - start
        var count = headBytes.first
        while true {
            let head = try source.bytes(at: start, count: count)
            if head.count >= left || count >= headBytes.most || isEnough(head, lines: lines + LeadingLines.limit + 12) {
                return head
            }
            count *= 4
        }
    }

    /// Whether so many lines end in the head, with the sample behind them.
    private static func isEnough(_ head: SourceBytes, lines: Int) -> Bool {
        let newline = Int32(DialectRules.newline(of: head, from: 0))
        var place = 0
        for _ in 0..<lines {
            guard let found = memchr(head.base + place, newline, head.count - place) else { return false }
            place = UnsafeRawPointer(found) - UnsafeRawPointer(head.base) + 1
        }
        return place + Sample.bytes < head.count
    }

    /// Where the rows begin: behind the header, if there is one.
    ///
    /// A header of which a quote never closes is read as if that were a plain character, as all rows are.
    static func body(of head: SourceBytes, layout: Layout) -> Survey.Body {
        let line = 1 + layout.skipped
        guard layout.hasHeader else { return Survey.Body(place: layout.start, line: line) }
        var rules = RowRules(layout.dialect)
        for _ in 0..<3 {
            let scan = RowScan(
                head.base, layout.start, head.count, origin: 0, rules: rules, startsQuoted: false, isLast: true, rowLimit: 1)
            if !scan.isQuoted || scan.firstEnd.place >= 0 && scan.firstEnd.place < head.count {
                guard scan.firstEnd.place >= 0 else { break }
                return Survey.Body(place: scan.firstEnd.place, line: line + scan.firstEnd.lines)
            }
            if rules.ignored >= 0 { rules.quoted = false } else { rules.ignored = scan.opened.place }
        }
        return Survey.Body(place: head.count, line: line)
    }
}
