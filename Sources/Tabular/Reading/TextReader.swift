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
        let text = try decoded(&remarks)
        let start = text.buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard text.buffer[start...].contains(where: { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }) else {
            throw .emptyFile(path)
        }
        let (layout, changedLayout) = try layout(of: text, from: start)
        var changes = changedLayout
        progress(0.1)

        let header =
            layout.hasHeader ? try FieldIndex(text, from: start, line: 1, dialect: layout.dialect, columns: 1, limit: 1) : nil
        let body = header?.end ?? (position: start, line: 1)
        let index = try FieldIndex(
            text, from: body.position, line: body.line, dialect: layout.dialect, columns: layout.columns, path: path)
        guard index.rows > 0 else { throw .headerAlone(path) }
        progress(0.2)
        remarks += raggedRemarks(index)

        let names = DialectRules.uniqueNames(layout.hasHeader ? layout.header : [], columns: layout.columns)
        for name in options.kinds.keys.sorted() where !names.contains(name) {
            throw .noSuchColumn(name, in: path.lastPathComponent, known: names)
        }
        let columns = read(names, text, index, layout.dialect, &remarks, progress)
        let kinds = changedKinds(columns, text, index, layout.dialect)
        if !kinds.isEmpty { changes["kinds"] = .object(kinds) }
        let source = Recipe.Source(
            fingerprint: Fingerprint.table(content: content, options: .object(changes)), header: layout.hasHeader,
            delimiter: String(UnicodeScalar(layout.dialect.delimiter)))
        var decisions = ReadingDecisions()
        decisions.delimiter = source.delimiter
        decisions.header = source.header
        return CachedTable(source: source, rows: index.rows, columns: columns, remarks: remarks, decisions: decisions)
    }

    private func decoded(_ remarks: inout [String]) throws(AssayError) -> SourceBytes {
        guard source.count > 0 else { throw .emptyFile(path) }
        switch SourceFormat(of: source.buffer) {
        case .utf8: return source
        case .binary(let format): throw .binaryFile(path, looksLike: format)
        case .latin1:
            remarks.append("the text is not valid UTF-8 and is read as Latin-1")
            return source.decodingLatin1()
        }
    }

    private func layout(of text: SourceBytes, from start: Int) throws(AssayError) -> (Layout, changes: [String: JSON]) {
        let newline = DialectRules.newline(of: text, from: start)
        let found = DialectRules.delimiter(of: text, from: start, newline: newline)
        let wanted = try options.delimiter.map { text throws(AssayError) in try Self.delimiter(text) }
        let dialect = Dialect(delimiter: wanted ?? found, newline: newline)
        let sample = Sample(text, from: start, dialect: dialect)
        let foundHeader = DialectRules.hasHeader(sample.rows)
        let hasHeader = options.header ?? foundHeader
        let header = hasHeader ? sample.rows.first ?? [] : []
        let columns = Self.columns(of: sample, hasHeader: hasHeader)
        // R writes row names without a name above them.
        let names = hasHeader && header.count == columns - 1 ? ["rownames"] + header : header
        let layout = Layout(dialect: dialect, hasHeader: hasHeader, columns: columns, header: names)
        var changes: [String: JSON] = [:]
        if dialect.delimiter != found { changes["delimiter"] = .string(String(UnicodeScalar(dialect.delimiter))) }
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
        _ names: [String], _ text: SourceBytes, _ index: FieldIndex, _ dialect: Dialect, _ remarks: inout [String],
        _ progress: (Double) -> Void
    ) -> [Column] {
        var columns: [Column] = []
        // A few at a time, so that progress can be told between them.
        let batch = max(4, min(32, (1 << 22) / max(1, index.rows)))
        let kinds = options.kinds
        while columns.count < names.count {
            let first = columns.count
            let results = inParallel(min(batch, names.count - first)) { offset in
                let name = names[first + offset]
                let reader = ColumnReader(
                    source: text, index: index, dialect: dialect, place: first + offset, name: name, kind: kinds[name])
                return reader.read()
            }
            for result in results {
                columns.append(result.column)
                remarks += result.remarks
            }
            progress(0.2 + 0.8 * Double(columns.count) / Double(names.count))
        }
        return columns
    }

    /// The kinds set by hand that are not what would have been found.
    private func changedKinds(
        _ columns: [Column], _ text: SourceBytes, _ index: FieldIndex, _ dialect: Dialect
    ) -> [String: JSON] {
        var changed: [String: JSON] = [:]
        for (place, column) in columns.enumerated() {
            guard let kind = options.kinds[column.name] else { continue }
            let reader = ColumnReader(
                source: text, index: index, dialect: dialect, place: place, name: column.name, kind: nil)
            if reader.read().column.kind != kind { changed[column.name] = .string(kind.rawValue) }
        }
        return changed
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
