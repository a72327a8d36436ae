import Recipes

/// A text that was looked through once: its content is hashed, its rows are counted, and it is known how it is divided.
struct TextSurvey {
    /// The text in plain UTF-8.
    let source: ByteSource
    let content: String
    let layout: Layout
    let survey: Survey
    let encoding: TextEncoding
    /// What was said of the layout and the encoding and made another table.
    let changes: [String: JSON]
    let remarks: [String]
}

/// Looks through a text.
struct TextSurveyor {
    let source: ByteSource
    let options: ReadingOptions
    let work: ImportWork
    /// Where a decoded text may be put down.
    let folder: String?
    /// How the text is divided, where that is known already.
    var known: Layout?

    /// What the first pass over the bytes finds.
    struct Bytes {
        let layout: (Layout, changes: [String: JSON])
        let survey: Survey
        /// The length of a byte order mark.
        let start: Int
        /// Whether the bytes are plain UTF-8, so that they need not be decoded.
        let isPlain: Bool
    }

    /// Hashes the bytes and counts the rows, taking them for plain UTF-8.
    ///
    /// - Throws: ``AssayError`` where the source is empty, no text, or cannot be read.
    func bytes(report: () -> Void) throws(AssayError) -> Bytes {
        guard source.size > 0 else { throw .emptyFile(source.path) }
        let first = try source.bytes(at: 0, count: 32)
        if options.encoding == nil, let format = SourceFormat.signature(of: Array(first.buffer)) {
            throw .binaryFile(source.path, looksLike: format)
        }
        let start = first.buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let (layout, survey) = try survey(source, from: start, report: report)
        let isSaid = options.encoding != nil && options.encoding != .utf8
        return Bytes(layout: layout, survey: survey, start: start, isPlain: survey.isPlain && !isSaid)
    }

    private func survey(
        _ source: ByteSource, from start: Int, report: () -> Void
    ) throws(AssayError) -> ((Layout, changes: [String: JSON]), Survey) {
        let head = try LayoutRules.head(of: source, from: start, skipping: options.skip ?? 0)
        guard try hasText(head, of: source, from: start) else { throw .emptyFile(source.path) }
        let layout: (Layout, changes: [String: JSON]) =
            if let known { (known, [:]) } else { try LayoutRules.layout(of: head, options: options) }
        var body = LayoutRules.body(of: head, layout: layout.0)
        var isPlainHead = true
        if body.place > 0 {
            let above = UnsafeBufferPointer(start: head.base, count: body.place)
            isPlainHead = Survey.isPlain(above)
        }
        body.place += start
        let surveyor = Surveyor(source: source, body: body, rules: RowRules(layout.0.dialect), work: work)
        var survey = try surveyor.survey(report: report)
        survey.isPlain = survey.isPlain && isPlainHead
        return (layout, survey)
    }

    /// Whether anything stands in a source besides blanks and line breaks.
    private func hasText(_ head: SourceBytes, of source: ByteSource, from start: Int) throws(AssayError) -> Bool {
        func isText(_ byte: UInt8) -> Bool { byte != 0x0A && byte != 0x0D && byte != 0x20 && byte != 0x09 }
        if head.buffer.contains(where: isText) { return true }
        var place = start + head.count
        while place < source.size {
            let block = try source.bytes(at: place, count: Self.block)
            guard block.count > 0 else { throw .sourceChanged(source.path) }
            if block.buffer.contains(where: isText) { return true }
            place += block.count
        }
        return false
    }

    /// The text to be read: the bytes as they are, or decoded.
    ///
    /// - Throws: ``AssayError`` where the bytes are no text or the disk is full.
    func text(_ bytes: Bytes, report: () -> Void) throws(AssayError) -> TextSurvey {
        if bytes.isPlain {
            return TextSurvey(
                source: source, content: bytes.survey.content, layout: bytes.layout.0, survey: bytes.survey, encoding: .utf8,
                changes: bytes.layout.changes, remarks: bytes.layout.0.skipRemarks)
        }
        let found = try format()
        let encoding: TextEncoding
        switch (options.encoding, found) {
        case (let said?, _): encoding = said
        case (nil, .text(let likely)): encoding = likely
        case (nil, .binary(let format)): throw .binaryFile(source.path, looksLike: format)
        }
        var remarks = options.encoding == nil ? EncodingRemarks.of(encoding) : []
        let (text, replaced, nulls) = try decoded(from: encoding)
        remarks += EncodingRemarks.of(encoding, replaced: replaced, nulls: nulls)
        guard text.size > 0 else { throw .emptyFile(source.path) }
        let (layout, survey) = try survey(text, from: 0, report: report)
        var changes = layout.changes
        if found != .text(encoding) { changes["encoding"] = .string(encoding.rawValue) }
        return TextSurvey(
            source: text, content: bytes.survey.content, layout: layout.0, survey: survey, encoding: encoding, changes: changes,
            remarks: remarks + layout.0.skipRemarks)
    }

    private static let block = 1 << 20

    /// What the bytes are, as all of them tell.
    private func format() throws(AssayError) -> SourceFormat {
        var evidence = EncodingEvidence()
        try forEachBlock { block, _ in evidence.take(block) }
        return evidence.format
    }

    /// The text in plain UTF-8, put down in a file, and what was lost.
    private func decoded(from encoding: TextEncoding) throws(AssayError) -> (ByteSource, replaced: Int, nulls: Int) {
        guard let spool = SpoolFile(in: folder) else { throw .unreadable(source.path, reason: "no folder to decode it in") }
        var decoder = TextDecoder(encoding)
        var isGood = true
        let target = UnsafeMutablePointer<UInt8>.allocate(capacity: TextDecoder.capacity(for: Self.block))
        defer { target.deallocate() }
        try forEachBlock { block, isLast in
            let count = decoder.decode(block, into: target, isLast: isLast)
            isGood = isGood && spool.append(UnsafeBufferPointer(start: target, count: count))
        }
        guard isGood else { throw .unreadable(source.path, reason: "the disk is full") }
        return (try spool.source(path: source.path), decoder.replaced, decoder.nulls)
    }

    private func forEachBlock(_ body: (UnsafeBufferPointer<UInt8>, Bool) -> Void) throws(AssayError) {
        var place = 0
        while place < source.size {
            let block = try source.bytes(at: place, count: Self.block)
            guard block.count > 0 else { throw .sourceChanged(source.path) }
            place += block.count
            body(block.buffer, place == source.size)
            if work.isCancelled { throw .importStopped() }
        }
    }
}

extension Survey {
    /// Whether bytes are well-formed UTF-8 without NUL.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var place = 0
        while place < bytes.count {
            place += UTF8Rules.plainPrefix(base + place, bytes.count - place)
            guard place < bytes.count else { break }
            guard base[place] != 0, case .whole(let width) = UTF8Rules.character(base + place, bytes.count - place) else {
                return false
            }
            place += width
        }
        return true
    }
}
