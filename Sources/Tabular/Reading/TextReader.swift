import Recipes

/// Reads the text of a table: finds out how it is divided, and reads its columns on all cores.
struct TextReader {
    let source: SourceBytes
    let path: String
    let options: ReadingOptions

    /// Reads the table; `content` is the hash of the source's bytes.
    ///
    /// - Complexity: O(n); different words are sorted, O(d log d) a column.
    func read(content: String, progress: (Double) -> Void) throws(AssayError) -> CachedTable {
        var remarks: [String] = []
        let (text, encoding, isEncodingSaid) = try decoded(&remarks)
        guard text.buffer.contains(where: { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }) else {
            throw .emptyFile(path)
        }
        let (layout, changedLayout) = try layout(of: text)
        let start = layout.start
        var changes = changedLayout
        if isEncodingSaid { changes["encoding"] = .string(encoding.rawValue) }
        remarks += layout.skipRemarks
        progress(0.1)

        let header =
            layout.hasHeader
            ? try FieldIndex(text, from: start, line: 1 + layout.skipped, dialect: layout.dialect, columns: 1, limit: 1) : nil
        let body = header?.end ?? (position: start, line: 1 + layout.skipped)
        let index = try FieldIndex(
            text, from: body.position, line: body.line, dialect: layout.dialect, columns: layout.columns, path: path)
        guard index.rows > 0 else { throw .headerAlone(path) }
        progress(0.2)
        remarks += raggedRemarks(index)

        let names = DialectRules.uniqueNames(layout.hasHeader ? layout.header : [], columns: layout.columns)
        for name in options.kinds.keys.sorted() where !names.contains(name) {
            throw .noSuchColumn(name, in: path.lastPathComponent, known: names)
        }
        for name in options.dateOrders.keys.sorted() where !names.contains(name) {
            throw .noSuchColumn(name, in: path.lastPathComponent, known: names)
        }
        let readings = read(names, text, index, layout.dialect, progress)
        let columns = readings.map(\.column)
        remarks += readings.flatMap(\.remarks)
        changes.merge(changedCells(columns, text, index, layout.dialect)) { _, own in own }
        let source = Recipe.Source(
            fingerprint: Fingerprint.table(content: content, options: .object(changes)), header: layout.hasHeader,
            delimiter: String(UnicodeScalar(layout.dialect.delimiter)))
        var decisions = ReadingDecisions()
        decisions.encoding = encoding
        decisions.delimiter = source.delimiter
        decisions.skippedLines = layout.skipped
        decisions.missing = options.missing
        for reading in readings {
            decisions.numbers[reading.column.name] = reading.numbers
            decisions.dates[reading.column.name] = reading.dates
        }
        decisions.header = source.header
        return CachedTable(source: source, rows: index.rows, columns: columns, remarks: remarks, decisions: decisions)
    }

    private func decoded(_ remarks: inout [String]) throws(AssayError) -> (SourceBytes, encoding: TextEncoding, isSaid: Bool) {
        guard source.count > 0 else { throw .emptyFile(path) }
        let found = SourceFormat(of: source.buffer)
        let encoding: TextEncoding
        switch (options.encoding, found) {
        case (let said?, _): encoding = said
        case (nil, .text(let likely)): encoding = likely
        case (nil, .binary(let format)): throw .binaryFile(path, looksLike: format)
        }
        let (text, replaced, nulls) = source.decoded(from: encoding)
        if options.encoding == nil { remarks += EncodingRemarks.of(encoding) }
        remarks += EncodingRemarks.of(encoding, replaced: replaced, nulls: nulls)
        return (text, encoding, found != .text(encoding))
    }

    private func layout(of text: SourceBytes) throws(AssayError) -> (Layout, changes: [String: JSON]) {
        let newline = DialectRules.newline(of: text, from: 0)
        let lead = LeadingLines(text, newline: newline)
        let skipped = options.skip.map { Skipped(lines: $0) }
        // A line that says what divides the fields stands above them.
        let named = skipped == nil ? lead.delimiter : nil
        var start = lead.position(after: skipped?.lines ?? (named == nil ? 0 : 1))
        let found = named ?? DialectRules.delimiter(of: text, from: start, newline: newline)
        let wanted = try options.delimiter.map { text throws(AssayError) in try Self.delimiter(text) }
        let dialect = Dialect(delimiter: wanted ?? found, newline: newline)
        let foundSkip = lead.skipped(dialect: dialect)
        start = lead.position(after: (skipped ?? foundSkip).lines)
        let sample = Sample(text, from: start, dialect: dialect)
        let foundHeader = DialectRules.hasHeader(sample.rows)
        let hasHeader = options.header ?? foundHeader
        let header = hasHeader ? sample.rows.first ?? [] : []
        let columns = Self.columns(of: sample, hasHeader: hasHeader)
        // R writes row names without a name above them.
        let names = hasHeader && header.count == columns - 1 ? ["rownames"] + header : header
        let layout = Layout(
            dialect: dialect, hasHeader: hasHeader, columns: columns, header: names, start: start,
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

    private func read(
        _ names: [String], _ text: SourceBytes, _ index: FieldIndex, _ dialect: Dialect, _ progress: (Double) -> Void
    ) -> [ColumnReading] {
        var readings: [ColumnReading] = []
        // A few at a time, so that progress can be told between them.
        let batch = max(4, min(32, (1 << 22) / max(1, index.rows)))
        let options = options
        while readings.count < names.count {
            let first = readings.count
            readings += inParallel(min(batch, names.count - first)) { offset in
                let name = names[first + offset]
                let reader = ColumnReader(
                    source: text, index: index, dialect: dialect, place: first + offset, name: name,
                    rules: CellRules(options, column: name))
                return reader.read()
            }
            progress(0.2 + 0.8 * Double(readings.count) / Double(names.count))
        }
        return readings
    }

    /// What was said of cells and made another table: each option is left out in turn, to see whether anything changes.
    private func changedCells(
        _ columns: [Column], _ text: SourceBytes, _ index: FieldIndex, _ dialect: Dialect
    ) -> [String: JSON] {
        func isChanged(_ place: Int, without options: ReadingOptions) -> Bool {
            let column = columns[place]
            let reader = ColumnReader(
                source: text, index: index, dialect: dialect, place: place, name: column.name,
                rules: CellRules(options, column: column.name))
            return !reader.read().column.isSame(as: column)
        }
        var changes: [String: JSON] = [:]
        let said = options.json
        for name in ["decimal", "thousands", "date_order", "missing"] {
            guard let value = said[name], case .object(var members) = said else { continue }
            members[name] = nil
            let others = ReadingOptions(json: .object(members))
            if columns.indices.contains(where: { isChanged($0, without: others) }) { changes[name] = value }
        }
        for name in ["dates", "kinds"] {
            guard case .object(let words) = said[name] else { continue }
            let changed = words.filter { column, _ in
                var others = options
                if name == "dates" { others.dateOrders[column] = nil } else { others.kinds[column] = nil }
                return columns.firstIndex { $0.name == column }.map { isChanged($0, without: others) } ?? false
            }
            if !changed.isEmpty { changes[name] = .object(changed) }
        }
        return changes
    }

    private func raggedRemarks(_ index: FieldIndex) -> [String] {
        var remarks: [String] = []
        if index.short.count > 0 {
            remarks.append(
                Self.ragged(index.short, "fewer", columns: index.columns) + "; what is not there counts as missing")
        }
        if index.long.count > 0 {
            remarks.append(Self.ragged(index.long, "more", columns: index.columns) + "; what is too much is left out")
        }
        if let line = index.openQuoteLine {
            remarks.append("the quote in line \(line) never closes and is read as a plain character")
        }
        return remarks
    }

    private static func ragged(_ ragged: FieldIndex.Ragged, _ word: String, columns: Int) -> String {
        let rows = ragged.count == 1 ? "1 row has" : "\(ragged.count) rows have"
        return "\(rows) \(word) than \(columns) fields, first line \(ragged.firstLine) with \(ragged.firstFields)"
    }
}

extension String {
    /// What stands behind the last slash.
    var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
