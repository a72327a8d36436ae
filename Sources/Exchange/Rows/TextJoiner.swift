import Recipes
import Tabular

/// Puts the texts of several files behind one another, as if they had been one, so that kinds are decided on all their values.
///
/// The first file says which columns there are and how they are divided. A file with the same header in the same order is copied as it
/// stands; one with another order, or another delimiter, is written anew.
final class TextJoiner {
    private let spool: Spool
    private let source: String
    private let options: ReadingOptions
    /// The name of a column that tells the file of each row, if one is wanted.
    private let fileColumn: String?
    private var first: (name: String, delimiter: String, header: Bool, columns: [String])?
    private(set) var remarks: [String] = []
    private var endsLine = true

    init(spool: Spool, source: String, options: ReadingOptions, fileColumn: String?) {
        self.spool = spool
        self.source = source
        self.options = options
        self.fileColumn = fileColumn
    }

    /// How all of it is to be read.
    var joined: ReadingOptions {
        var options = options
        options.delimiter = first?.delimiter ?? options.delimiter
        options.header = first?.header ?? options.header
        options.encoding = nil
        options.skip = 0
        return options
    }

    /// Appends a file, block by block.
    ///
    /// - Parameters:
    ///   - stream: the file.
    ///   - told: called now and then with the bytes of its text that are done.
    /// - Throws: ``AssayError`` that names the file where it has other columns than the first, and `import_stopped`.
    func append(_ stream: SourceStream, told: (Int) -> Void = { _ in }) throws(AssayError) {
        let stream = try rereadable(stream)
        let blocks = try TextBlocks(stream, encoding: options.encoding)
        let window = ByteWindow(capacity: 1 << 19) { memory throws(AssayError) in try blocks.read(into: memory) }
        let table: Table
        do throws(AssayError) {
            table = try sampled(window, name: stream.name)
        } catch {
            guard error.code == "empty_file" || error.code == "header_alone" else { throw error }
            remarks.append("\(stream.name.split(separator: "/").last ?? "") has no rows")
            return
        }
        let newline = window.bytes.contains(0x0A) ? UInt8(0x0A) : 0x0D
        try takeLines(table.decisions.skippedLines, ended: newline, of: window)
        let columns = table.columns.map(\.name)
        let isFirst = first == nil
        let known = first ?? (stream.name, table.source.delimiter, table.source.header, columns)
        first = known
        let order = try order(of: columns, in: stream.name, hasHeader: table.source.header, known)
        if !endsLine { try spool.append([0x0A]) }
        endsLine = true
        let copies = order == Array(columns.indices) && table.source.delimiter == known.delimiter && newline == 0x0A
        if copies, fileColumn == nil {
            if !isFirst, table.source.header { try takeRecord(of: window) }
            try copy(window, told)
        } else {
            try rewrite(window, order, newline: newline, from: table.source, isFirst: isFirst, name: stream.name, to: known, told)
        }
    }

    /// A pipe is put down in a file, for a text is gone through twice.
    private func rereadable(_ stream: SourceStream) throws(AssayError) -> SourceStream {
        if stream.isFile { return stream }
        let spool = try Spool(folder: nil)
        try spool.append(descriptor: stream.descriptor, name: stream.name, control: stream.control)
        return try SourceStream(spool, name: stream.name, control: stream.control)
    }

    // MARK: Columns

    /// How a file is divided and what its columns are called, by its first rows.
    private func sampled(_ window: ByteWindow, name: String) throws(AssayError) -> Table {
        while window.bytes.count < Self.sample.least || Self.lines(in: window.bytes) < 20, window.bytes.count < Self.sample.most {
            guard try window.more() else { break }
        }
        var bytes = window.bytes
        if !window.isAtEnd, let line = bytes.lastIndex(of: 0x0A) { bytes = UnsafeBufferPointer(rebasing: bytes[...line]) }
        let sample = try Spool(folder: nil)
        try sample.append(UnsafeRawBufferPointer(bytes))
        var options = options
        options.kinds = [:]
        options.dateOrders = [:]
        options.encoding = nil
        if let first { options.header = options.header ?? first.header }
        return try TableImporter(cacheFolder: nil).table(
            spooled: sample.path, as: name, origin: nil, remarks: [], options: options, bypassingCache: true)
    }

    /// So many bytes show how a text is divided, and no more are looked at where its lines are longer.
    private static let sample = (least: 1 << 17, most: 64 << 20)

    private static func lines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let feeds = bytes.count { $0 == 0x0A }
        return feeds > 0 ? feeds : bytes.count { $0 == 0x0D }
    }

    /// For every column of the first file its place in this one.
    private func order(
        of columns: [String], in name: String, hasHeader: Bool,
        _ known: (name: String, delimiter: String, header: Bool, columns: [String])
    ) throws(AssayError) -> [Int] {
        if !hasHeader || !known.header {
            guard columns.count == known.columns.count else {
                throw .otherColumns(name, first: known.name, missing: [], added: [], counts: (columns.count, known.columns.count))
            }
            return Array(columns.indices)
        }
        let missing = known.columns.filter { !columns.contains($0) }
        let added = columns.filter { !known.columns.contains($0) }
        guard missing.isEmpty, added.isEmpty else {
            throw .otherColumns(name, first: known.name, missing: missing, added: added, counts: nil)
        }
        return known.columns.compactMap { columns.firstIndex(of: $0) }
    }

    // MARK: Bytes

    private func copy(_ window: ByteWindow, _ told: (Int) -> Void) throws(AssayError) {
        repeat {
            let bytes = window.bytes
            guard let last = bytes.last else { continue }
            try spool.append(UnsafeRawBufferPointer(bytes))
            endsLine = last == 0x0A
            window.take(bytes.count)
            told(window.consumed)
        } while try window.more()
    }

    private func rewrite(
        _ window: ByteWindow, _ order: [Int], newline: UInt8, from: Recipe.Source, isFirst: Bool, name: String,
        to known: (name: String, delimiter: String, header: Bool, columns: [String]), _ told: (Int) -> Void
    ) throws(AssayError) {
        let records = DelimitedRecords(window, delimiter: from.delimiter.utf8.first ?? 0x2C, newline: newline)
        let writer = DelimitedLine(delimiter: known.delimiter.utf8.first ?? 0x2C)
        let file = name.split(separator: "/").last.map(String.init) ?? name
        var isHeader = from.header
        while try records.next() {
            if records.isBlank { continue }
            if isHeader {
                isHeader = false
                guard isFirst else { continue }
                for column in known.columns { writer.append(Array(column.utf8)) }
                if let fileColumn { writer.append(Array(fileColumn.utf8)) }
            } else {
                for place in order {
                    if place < records.fields {
                        writer.append(records.bytes(place), isQuoted: records.isQuoted(place))
                    } else {
                        writer.append([])
                    }
                }
                if fileColumn != nil { writer.append(Array(file.utf8)) }
            }
            writer.endLine()
            if writer.buffer.count > 1 << 18 {
                try flush(writer)
                told(window.consumed)
            }
        }
        try flush(writer)
    }

    private func flush(_ writer: DelimitedLine) throws(AssayError) {
        try spool.append(UnsafeRawBufferPointer(writer.buffer.bytes))
        writer.buffer.clear()
    }

    /// Passes over the first record that is not empty.
    private func takeRecord(of window: ByteWindow) throws(AssayError) {
        var isInside = false
        var hasText = false
        repeat {
            let bytes = window.bytes
            for (place, byte) in bytes.enumerated() {
                if byte == UInt8(ascii: "\"") { isInside.toggle() }
                if byte == 0x0A, !isInside, hasText { return window.take(place + 1) }
                if byte > 0x20 { hasText = true }
            }
            window.take(bytes.count)
        } while try window.more()
    }

    /// Passes over so many lines.
    private func takeLines(_ count: Int, ended newline: UInt8, of window: ByteWindow) throws(AssayError) {
        for _ in 0..<count {
            while true {
                let bytes = window.bytes
                if let end = bytes.firstIndex(of: newline) {
                    window.take(end + 1)
                    break
                }
                window.take(bytes.count)
                guard try window.more() else { return }
            }
        }
    }
}

extension AssayError {
    static func otherColumns(
        _ name: String, first: String, missing: [String], added: [String], counts: (Int, Int)?
    ) -> AssayError {
        func few(_ names: [String]) -> String { names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", .." : "") }
        var parts: [String] = []
        if let counts { parts.append("\(counts.0) columns instead of \(counts.1)") }
        if !missing.isEmpty { parts.append("no column \(few(missing))") }
        if !added.isEmpty { parts.append("\(few(added)) besides") }
        return AssayError(
            code: "other_columns", message: "\(name) has \(parts.joined(separator: ", and ")), unlike \(first)",
            hint: "name files with the same columns only")
    }
}
