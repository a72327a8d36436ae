import Recipes

/// Makes a ``TablePreview``.
///
/// The first rows and those of the sample are read as one text, so that their columns are of the same kinds.
struct Previewer {
    let source: ByteSource
    let options: ReadingOptions
    let places: Int
    /// What part of the text the source is: less than 1 where the rest is not to be had, nil where nobody knows how much that is.
    var share: Double? = 1
    /// Whether only so many rows are looked at as a screen shows, where these are shorter than what is looked at otherwise.
    var isHasty = false

    /// So many bytes are looked at first, and no more than so many where the first rows are longer.
    private static let headBytes = (first: 1 << 19, most: 64 << 20)
    /// What a screen shows about.
    private static let hastyRows = 100
    private static let hastyBytes = 1 << 16
    /// What the places may come to together.
    private static let sampleBytes = 4 << 20
    /// The same where columns are so many that each takes more time than its values.
    private static let wideSampleBytes = 1 << 20
    private static let manyColumns = 500

    /// The first rows as text, and how they are divided.
    private struct Head {
        var text: SourceBytes
        var layout: Layout
        var encoding: TextEncoding
        /// Where the rows begin, and where the last whole one ends.
        var body: Int
        var end: Int
        /// Whole rows, and the bytes of the source that they and what stands above them take.
        var rows: Int
        var rawBytes: Int
        var isWhole: Bool
    }

    /// - Throws: ``AssayError`` where the source is empty, no text, or cannot be read.
    func preview() throws(AssayError) -> TablePreview {
        guard source.size > 0 else { throw .emptyFile(source.path) }
        let head = try head()
        let pieces = head.isWhole || isPart ? Pieces() : try pieces(behind: head)
        let all = try table(of: head.text.buffer[..<head.end], pieces.text, head)
        let firstRows = all.rowCount - min(all.rowCount, pieces.rows)
        let first = pieces.rows == 0 ? all : rows(Array(0..<firstRows), of: all)
        if head.isWhole {
            return TablePreview(first: first, sample: first, estimatedRows: first.rowCount, isWhole: true)
        }
        guard pieces.rows > 0 else {
            let density = Double(firstRows) / Double(max(1, head.rawBytes))
            let estimate = share.map { max(firstRows, Int(min(density * Double(source.size) / max($0, 1e-6), 1e15))) }
            return TablePreview(first: first, sample: nil, estimatedRows: estimate ?? 0, isWhole: false)
        }
        // The head is a place as any other: as many of its rows as its share of the bytes.
        let density = pieces.rawBytes / Double(max(1, source.size - head.rawBytes))
        let kept = min(firstRows, max(1, Int(Double(firstRows) * min(1, density))))
        let rest = Double(pieces.rows) / max(1, pieces.rawBytes) * Double(source.size - head.rawBytes)
        return TablePreview(
            first: first, sample: rows(Array(0..<kept) + Array(firstRows..<all.rowCount), of: all),
            estimatedRows: firstRows + Int(min(rest, 1e15)), isWhole: false)
    }

    private var isPart: Bool { share.map { $0 < 1 } ?? true }

    // MARK: The first rows

    private func head() throws(AssayError) -> Head {
        var count = Self.headBytes.first
        while true {
            let read = try source.bytes(at: 0, count: count)
            let raw = isHasty && count == Self.headBytes.first ? Self.screenful(of: read) : read
            let isWhole = raw.count >= source.size && !isPart
            let encoding = try encoding(of: raw, isWhole: isWhole)
            let text = raw.decoded(from: encoding).text
            guard text.buffer.contains(where: { $0 > 0x20 }) || raw.count < source.size else { throw .emptyFile(source.path) }
            let layout = try LayoutRules.layout(of: text, options: options).0
            let body = LayoutRules.body(of: text, layout: layout).place
            let scan = RowScan(
                text.base, body, text.count, origin: 0, rules: RowRules(layout.dialect), startsQuoted: false, isLast: isWhole)
            if scan.rows == 0, raw.count < source.size, count < Self.headBytes.most {
                // The first row is longer than this.
                count *= 8
                continue
            }
            // A quote that never closes leaves the text to the import's own rules, and so does a row without end.
            let end = isWhole || scan.rows == 0 ? text.count : scan.rest
            let rawBytes = Double(end) / Double(max(1, text.count)) * Double(raw.count)
            return Head(
                text: text, layout: layout, encoding: encoding, body: body, end: end, rows: scan.rows, rawBytes: Int(rawBytes),
                isWhole: isWhole)
        }
    }

    /// Some of the first rows, or all where they are long. Bytes of a line break are looked for whatever the encoding.
    private static func screenful(of bytes: SourceBytes) -> SourceBytes {
        var (place, rows) = (0, 0)
        while rows < hastyRows || place < hastyBytes {
            guard let found = LineBreak.first(0x0A, in: bytes.base + place, bytes.count - place) else { return bytes }
            place += found + 1
            rows += 1
        }
        // All of a character of UTF-16.
        return SourceBytes(bytes.buffer[..<min(bytes.count, place + 4 & ~3)])
    }

    private func encoding(of raw: SourceBytes, isWhole: Bool) throws(AssayError) -> TextEncoding {
        if let said = options.encoding { return said }
        if let format = SourceFormat.signature(of: Array(raw.buffer.prefix(32))) {
            throw .binaryFile(source.path, looksLike: format)
        }
        var evidence = EncodingEvidence()
        // A character that the end of the head cuts apart says nothing.
        evidence.take(isWhole ? raw.buffer : UnsafeBufferPointer(rebasing: raw.buffer.dropLast(4)))
        switch evidence.format {
        case .text(let encoding): return encoding
        case .binary(let format): throw .binaryFile(source.path, looksLike: format)
        }
    }

    // MARK: The sample

    /// Whole rows from places all over the file.
    private struct Pieces {
        var text: [UInt8] = []
        var rows = 0
        /// The bytes of the source that they take.
        var rawBytes = 0.0
    }

    private func pieces(behind head: Head) throws(AssayError) -> Pieces {
        var pieces = Pieces()
        let left = source.size - head.rawBytes
        // A place has some rows, however long they are.
        let row = head.rawBytes / max(1, head.rows)
        let size = min(1 << 20, max(32 << 10, 16 * row))
        let most = head.layout.columns > Self.manyColumns ? Self.wideSampleBytes : Self.sampleBytes
        let count = min(places, most / size, left / (2 * size))
        for place in 0..<count {
            // Characters of two bytes begin at even places.
            let offset = (head.rawBytes + left / count * place) & ~1
            let raw = try source.bytes(at: offset, count: size)
            let block = raw.decoded(from: head.encoding).text
            let isLast = offset + raw.count >= source.size
            guard let found = RowAlignment(head.layout).rows(of: block, isLast: isLast) else { continue }
            pieces.text.append(contentsOf: block.buffer[found.range])
            // The last row of the file may have no line break.
            if pieces.text.last != head.layout.dialect.newline { pieces.text.append(head.layout.dialect.newline) }
            pieces.rows += found.rows
            pieces.rawBytes += Double(found.range.count) / Double(block.count) * Double(raw.count)
        }
        return pieces
    }

    // MARK: Tables

    private func rows(_ rows: [Int], of table: Table) -> Table {
        let taken = table.taking(rows: rows)
        return Table(
            name: taken.name, source: taken.source, rowCount: taken.rowCount, columns: taken.columns, decisions: table.decisions)
    }

    /// The table of the head and of the pieces, which are whole rows.
    private func table(of head: Slice<UnsafeBufferPointer<UInt8>>, _ pieces: [UInt8], _ found: Head) throws(AssayError) -> Table {
        var options = options
        options.encoding = nil
        options.delimiter = String(UnicodeScalar(found.layout.dialect.delimiter))
        options.header = found.layout.hasHeader
        options.skip = found.layout.skipped
        var bytes = Array(head)
        if !pieces.isEmpty, bytes.last != found.layout.dialect.newline { bytes.append(found.layout.dialect.newline) }
        let work = ImportWork(ImportControl(), chunk: 1 << 18)
        let text = ByteSource(SourceBytes(bytes + pieces), path: source.path)
        let surveyor = TextSurveyor(source: text, options: options, work: work, folder: nil, known: found.layout)
        let survey = try surveyor.text(try surveyor.bytes {}) {}
        let reader = try TextImport(survey, path: source.path, options: options, work: work, folder: nil)
        guard let bodies = TableBodies(size: reader.size(columns: reader.names.count)),
            let (read, _, _) = try reader.read(into: bodies, report: { _ in })
        else { throw .outOfMemory(source.path) }
        var decisions = read.decisions
        decisions.encoding = found.encoding
        // What is said of lines and rows is said of the whole, when that is there.
        return Table(
            name: source.path.lastPathComponent,
            source: Recipe.Source(fingerprint: "", header: read.source.header, delimiter: read.source.delimiter),
            rowCount: read.rows, columns: read.columns, remarks: [], decisions: decisions)
    }
}
