import Glibc
import Recipes

/// A stretch of the text that begins with a row and ends with one.
struct Chunk: Equatable, Sendable {
    /// Places in the source.
    var start: Int
    var end: Int
    var firstRow: Int
    var rows: Int
    /// The number of its first line, from 1.
    var firstLine: Int
    var lines: Int
}

/// What the first pass over a text finds: the hash of its content, its rows, and where it can be divided among threads.
struct Survey {
    var content = ""
    var chunks: [Chunk] = []
    var rows = 0
    /// How quotes are to be read.
    var rules: RowRules
    /// Whether the text is well-formed UTF-8 without NUL.
    var isPlain = true
    /// The line of a quote that never closes and was read as a plain character.
    var openQuoteLine: Int?

    /// Where the body of a table begins.
    struct Body {
        var place: Int
        /// From 1.
        var line: Int
    }
}

/// Makes a ``Survey``.
///
/// All threads take stretches of a few MiB. Whether a stretch begins inside quotes is known only when the one before is done; each
/// is taken to begin outside at first, and those few for which that was wrong are looked at again.
struct Surveyor {
    let source: ByteSource
    let body: Survey.Body
    let rules: RowRules
    let work: ImportWork

    /// What one stretch between two line breaks holds if it begins outside quotes.
    private struct Unit: Sendable {
        var start: Int
        var end: Int
        var scan: RowScan
    }

    /// What one thread finds in one item.
    private struct Finding: Sendable {
        var blocks: [Fingerprint.BlockHash] = []
        var units: [Unit] = []
        var isPlain = true
    }

    /// Memory of one thread.
    private final class Memory {
        var text: TextBuffer
        init(_ capacity: Int) { text = TextBuffer(capacity: capacity) }
    }

    /// Surveys the text.
    ///
    /// - Throws: ``AssayError`` where it cannot be read, became shorter meanwhile, or the import was stopped.
    /// - Complexity: O(n).
    func survey(report: () -> Void) throws(AssayError) -> Survey {
        var survey = Survey(rules: rules)
        var findings = try find(rules, hashing: true, report: report)
        survey.content = Fingerprint.content(findings.flatMap(\.blocks), count: source.size)
        survey.isPlain = findings.allSatisfy(\.isPlain)
        var units = findings.flatMap(\.units)
        guard let open = try stitch(units, into: &survey) else { return survey }
        survey.openQuoteLine = open.line
        survey.rules.ignored = open.place
        // What stands before the quote is as it was.
        for index in units.indices where units[index].end > open.place {
            units[index].scan = try scan(units[index], startsQuoted: false, survey.rules)
        }
        guard try stitch(units, into: &survey) != nil else { return survey }
        survey.rules.quoted = false
        findings = try find(survey.rules, hashing: false, report: report)
        _ = try stitch(findings.flatMap(\.units), into: &survey)
        return survey
    }

    private func find(_ rules: RowRules, hashing: Bool, report: () -> Void) throws(AssayError) -> [Finding] {
        // Blocks are hashed whole, so a stretch is a multiple of them however small the chunks are.
        let stretch = (work.chunk + Fingerprint.blockSize - 1) / Fingerprint.blockSize * Fingerprint.blockSize
        let count = (source.size + stretch - 1) / stretch
        let findings = ResultSlots<Finding>(count)
        try work.forEach(
            count, makeState: { _ in Memory(stretch + (64 << 10)) },
            { [self] item, memory throws(AssayError) in
                let range = item * stretch..<min(source.size, (item + 1) * stretch)
                let finding = try find(range, rules, hashing: hashing, &memory.text)
                findings.set(item, finding)
                work.add(bytes: range.count, rows: finding.units.reduce(0) { $0 + $1.scan.rows })
            }, report: report)
        return findings.values
    }

    private func find(
        _ range: Range<Int>, _ rules: RowRules, hashing: Bool, _ text: inout TextBuffer
    ) throws(AssayError) -> Finding {
        text.clear()
        guard try text.append(range, of: source) else { throw .sourceChanged(source.path) }
        var finding = Finding()
        if hashing {
            for start in stride(from: 0, to: range.count, by: Fingerprint.blockSize) {
                finding.blocks.append(.init(text.bytes + start, min(Fingerprint.blockSize, range.count - start)))
            }
        }
        var nominal = range.lowerBound
        while nominal < range.upperBound {
            let nominalEnd = min(range.upperBound, nominal + work.chunk)
            if let start = start(from: nominal, to: nominalEnd, text.bytes, origin: range.lowerBound, rules) {
                let end = try end(from: nominalEnd, &text, origin: range.lowerBound, rules)
                let unit = Unit(
                    start: start, end: end,
                    scan: RowScan(
                        text.bytes, start - range.lowerBound, end - range.lowerBound, origin: range.lowerBound, rules: rules,
                        startsQuoted: false, isLast: end == source.size))
                if unit.scan.hasOddBytes {
                    let bytes = UnsafeBufferPointer(start: text.bytes + (start - range.lowerBound), count: end - start)
                    finding.isPlain = finding.isPlain && Survey.isPlain(bytes)
                }
                finding.units.append(unit)
            }
            nominal = nominalEnd
        }
        return finding
    }

    /// Where the unit begins that belongs to `nominal ..< nominalEnd`: behind the first line break in it; nil where there is none.
    private func start(
        from nominal: Int, to nominalEnd: Int, _ bytes: UnsafePointer<UInt8>, origin: Int, _ rules: RowRules
    ) -> Int? {
        if body.place >= nominalEnd { return nil }
        if body.place >= nominal { return body.place }
        return LineBreak.first(rules.newline, in: bytes + (nominal - origin), nominalEnd - nominal).map { nominal + $0 + 1 }
    }

    /// Where a unit ends: behind the first line break from its nominal end on, for which more is read where it has to be.
    private func end(from nominalEnd: Int, _ text: inout TextBuffer, origin: Int, _ rules: RowRules) throws(AssayError) -> Int {
        var from = nominalEnd
        var step = 64 << 10
        while from < source.size {
            let read = origin + text.count
            if from < read {
                if let found = LineBreak.first(rules.newline, in: text.bytes + (from - origin), read - from) {
                    return from + found + 1
                }
                from = read
            }
            guard from < source.size else { break }
            guard from - nominalEnd < Int(UInt32.max) else { throw .lineTooLong(source.path, line: 0) }
            guard try text.append(read..<min(source.size, read + step), of: source) else { throw .sourceChanged(source.path) }
            step *= 2
        }
        return source.size
    }

    /// Looks at a unit again.
    private func scan(_ unit: Unit, startsQuoted: Bool, _ rules: RowRules) throws(AssayError) -> RowScan {
        var text = TextBuffer(capacity: unit.end - unit.start)
        guard try text.append(unit.start..<unit.end, of: source) else { throw .sourceChanged(source.path) }
        return RowScan(
            text.bytes, 0, unit.end - unit.start, origin: unit.start, rules: rules, startsQuoted: startsQuoted,
            isLast: unit.end == source.size)
    }

    /// Joins the units to chunks that begin outside quotes.
    ///
    /// - Returns: the place and line of the quote that is open at the end, if one is.
    private func stitch(_ units: [Unit], into survey: inout Survey) throws(AssayError) -> (place: Int, line: Int)? {
        survey.chunks = []
        survey.rows = 0
        var line = body.line
        var isQuoted = false
        var open: (place: Int, line: Int)?
        for unit in units where unit.start < unit.end {
            let scan = isQuoted ? try scan(unit, startsQuoted: true, survey.rules) : unit.scan
            // Places in a scan count from where its memory began.
            let origin = isQuoted ? unit.start : unit.start - unit.scan.start
            if scan.opened.place >= 0 { open = (origin + scan.opened.place, line + scan.opened.lines) }
            var rest = Chunk(
                start: unit.start, end: unit.end, firstRow: survey.rows, rows: scan.rows, firstLine: line, lines: scan.lines)
            if isQuoted, let last = survey.chunks.indices.last {
                let hasEnd = scan.firstEnd.place >= 0
                let border = hasEnd ? origin + scan.firstEnd.place : unit.end
                let lines = hasEnd ? scan.firstEnd.lines : scan.lines
                survey.chunks[last].end = border
                survey.chunks[last].rows += hasEnd ? 1 : 0
                survey.chunks[last].lines += lines
                rest = Chunk(
                    start: border, end: unit.end, firstRow: survey.rows + (hasEnd ? 1 : 0), rows: scan.rows - (hasEnd ? 1 : 0),
                    firstLine: line + lines, lines: scan.lines - lines)
            }
            if rest.start < rest.end { survey.chunks.append(rest) }
            survey.rows += scan.rows
            line += scan.lines
            isQuoted = scan.isQuoted
        }
        return isQuoted ? open : nil
    }
}

/// Finds line breaks.
enum LineBreak {
    /// The place of the first `newline` among `count` bytes.
    static func first(_ newline: UInt8, in bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count > 0, let found = memchr(bytes, Int32(newline), count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }
}
