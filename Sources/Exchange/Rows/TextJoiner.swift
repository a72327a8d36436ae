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

    /// Appends a file.
    ///
    /// - Throws: ``AssayError`` that names the file where it has other columns than the first.
    func append(_ stream: SourceStream) throws(AssayError) {
        var bytes = try ByteWindow(stream).all()
        bytes = Transcoding.utf8(bytes, from: options.encoding)
        let table: Table
        do throws(AssayError) {
            table = try sampled(bytes, name: stream.name)
        } catch {
            guard error.code == "empty_file" || error.code == "header_alone" else { throw error }
            remarks.append("\(stream.name.split(separator: "/").last ?? "") has no rows")
            return
        }
        bytes = Self.withoutLines(bytes, table.decisions.skippedLines)
        let columns = table.columns.map(\.name)
        let isFirst = first == nil
        let known = first ?? (stream.name, table.source.delimiter, table.source.header, columns)
        first = known
        let order = try order(of: columns, in: stream.name, hasHeader: table.source.header, known)
        let newline = bytes.prefix(1 << 20).contains(0x0A) ? UInt8(0x0A) : 0x0D
        let copies = order == Array(columns.indices) && table.source.delimiter == known.delimiter && newline == 0x0A
        if copies, fileColumn == nil {
            let start = isFirst || !table.source.header ? 0 : Self.endOfRecord(bytes)
            if !endsLine { try spool.append([0x0A]) }
            try spool.append(bytes, from: start)
            endsLine = bytes.last == 0x0A
        } else {
            try rewrite(bytes, order, newline: newline, from: table.source, isFirst: isFirst, name: stream.name, to: known)
        }
    }

    // MARK: Columns

    /// How a file is divided and what its columns are called, by its first rows.
    private func sampled(_ bytes: [UInt8], name: String) throws(AssayError) -> Table {
        var end = min(bytes.count, 1 << 17)
        while end < bytes.count, bytes[..<end].count(where: { $0 == 0x0A }) < 20 { end = min(bytes.count, end * 2) }
        if end < bytes.count, let line = bytes[..<end].lastIndex(of: 0x0A) { end = line + 1 }
        let sample = try Spool(folder: nil)
        try sample.append(Array(bytes[..<end]))
        var options = options
        options.kinds = [:]
        options.dateOrders = [:]
        options.encoding = nil
        if let first { options.header = options.header ?? first.header }
        return try TableImporter(cacheFolder: nil).table(
            spooled: sample.path, as: name, origin: nil, remarks: [], options: options, bypassingCache: true)
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

    private func rewrite(
        _ bytes: [UInt8], _ order: [Int], newline: UInt8, from: Recipe.Source, isFirst: Bool, name: String,
        to known: (name: String, delimiter: String, header: Bool, columns: [String])
    ) throws(AssayError) {
        var place = 0
        let window = ByteWindow(capacity: 1 << 20) { memory in
            let count = min(memory.count, bytes.count - place)
            memory.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        let records = DelimitedRecords(window, delimiter: from.delimiter.utf8.first ?? 0x2C, newline: newline)
        let writer = DelimitedLine(delimiter: known.delimiter.utf8.first ?? 0x2C)
        let file = name.split(separator: "/").last.map(String.init) ?? name
        if !endsLine { try spool.append([0x0A]) }
        endsLine = true
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
            if writer.buffer.count > 1 << 18 { try flush(writer) }
        }
        try flush(writer)
    }

    private func flush(_ writer: DelimitedLine) throws(AssayError) {
        try spool.append(UnsafeRawBufferPointer(writer.buffer.bytes))
        writer.buffer.clear()
    }

    /// Where the first record that is not empty ends.
    private static func endOfRecord(_ bytes: [UInt8]) -> Int {
        var isInside = false
        var hasText = false
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isInside.toggle() }
            if byte == 0x0A, !isInside, hasText { return place + 1 }
            if byte > 0x20 { hasText = true }
        }
        return bytes.count
    }

    /// What stands behind so many lines.
    private static func withoutLines(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        var rest = bytes[...]
        for _ in 0..<count {
            guard let end = rest.firstIndex(of: 0x0A) else { return bytes }
            rest = rest[(end + 1)...]
        }
        return count == 0 ? bytes : Array(rest)
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
