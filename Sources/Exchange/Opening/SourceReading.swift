import Recipes
import Tabular

/// One opening of a source: how its files become one table.
///
/// There are two ways. Text, unpacked and joined, goes to the importer, which decides kinds on all of it. What comes with types (JSON,
/// databases, Parquet) goes value by value into a ``TableBuilder``, since by way of text it would lose them.
struct SourceReading {
    let source: String
    let options: ReadingOptions
    let bypassingCache: Bool
    let cacheFolder: String?
    /// The table that was asked for in a database.
    var table: String?
    /// The name of a column for the file of each row.
    var fileColumn: String?
    /// Whether to stop.
    var control = ImportControl()
    /// Takes the first rows as soon as they are there; nil where nobody looks.
    var show: ((TablePreview) -> Void)?

    /// What part of the work gathering text is, before it is read.
    private static let gathering = 0.3

    var firstRows: FirstRows? { show.map { FirstRows(reading: self, show: $0) } }

    private var importer: TableImporter { TableImporter(cacheFolder: cacheFolder) }

    /// The table of one or several files.
    func table(of files: [String], _ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        let origin = origin(of: files)
        if !bypassingCache, let origin, let known = remembered(origin) {
            report(.values(0, of: 0, rows: known.rowCount).scaled(from: 1, to: 1))
            return known
        }
        firstRows?.offer(files)
        if files.count == 1, fileColumn == nil {
            let stream = try SourceStream(file: files[0], name: files[0], control: control)
            return try table(of: stream, origin: origin, report) { self.origin(of: files) == origin }
        }
        return try joined(files, origin: origin, report)
    }

    /// The table of a pipe that a path leads to.
    func table(ofPipe stream: SourceStream, _ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        let spool = try Spool(folder: cacheFolder)
        let coming = ComingRows(firstRows, name: stream.name)
        try spool.append(descriptor: stream.descriptor, name: stream.name, control: control) {
            report(.gathering($0))
            coming?.look(at: spool)
        }
        return try table(of: SourceStream(spool, name: stream.name, control: control), origin: nil, report)
    }

    /// The table of one stream.
    func table(
        of stream: SourceStream, origin: String?, remarks: [String] = [], _ report: (ImportProgress) -> Void,
        isUnchanged: () -> Bool = { true }
    ) throws(AssayError) -> Table {
        let packed = SourceKind(stream).isCompressed
        let start = packed ? Self.gathering : 0
        let (stream, kind) = try unpacked(stream) { report($0.scaled(from: 0, to: start)) }
        guard kind != .text else {
            if table != nil { throw .noDatabase(stream.name) }
            return try importer.table(
                spooled: stream.path, as: shownName(stream), origin: isUnchanged() ? origin : nil, remarks: remarks,
                options: options, bypassingCache: bypassingCache, control: control
            ) { report($0.scaled(from: start, to: 1)) }
        }
        let builder = TableBuilder()
        let noticed = try rows(of: stream, kind, into: builder) { report($0.scaled(from: start, to: 0.95)) }
        return try importer.table(
            of: builder, as: shownName(stream), origin: isUnchanged() ? origin.map(typed) : nil, remarks: remarks + noticed,
            options: options, control: control)
    }

    /// Makes a table of values that another reader has put into a builder.
    func table(of builder: TableBuilder, remarks: [String]) throws(AssayError) -> Table {
        try importer.table(
            of: builder, as: TableSource.shown(source), origin: nil, remarks: remarks, options: options, control: control)
    }

    // MARK: Several files

    private func joined(
        _ files: [String], origin: String?, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> Table {
        // What the files hold shows when the first is unpacked, and each is unpacked before it is read.
        var meter = ProgressShare()
        func tellRising(_ progress: ImportProgress) { report(meter.rising(progress)) }
        let spool = try Spool(folder: cacheFolder)
        let joiner = TextJoiner(spool: spool, source: source, options: options, fileColumn: fileColumn)
        let builder = TableBuilder()
        var first: (kind: SourceKind, name: String)?
        var names: [String] = []
        var remarks: [String] = ["\(files.count) files, \(files[0].lastPart) to \(files[files.count - 1].lastPart)"]
        let total = Self.size(of: files)
        var before = 0
        for file in files {
            try control.check()
            let size = Self.size(of: [file])
            /// How far all files are with so many bytes of this one.
            func tell(_ bytes: Int, rows: Int = 0) {
                let end = first.map { $0.kind == .text ? 0.5 : 0.95 } ?? 0.5
                tellRising(.values(before + min(bytes, size), of: total, rows: rows).scaled(from: 0, to: end))
            }
            defer { before += size }
            let (stream, kind) = try unpacked(SourceStream(file: file, name: file, control: control)) { tell($0.bytesDone) }
            if let first, (first.kind == .text) != (kind == .text) { throw .mixedKinds(file, first: first.name) }
            if first == nil { first = (kind, file) }
            if kind == .text {
                try joiner.append(stream) { tell($0) }
                continue
            }
            let rowsBefore = builder.rows
            let noticed = try rows(of: stream, kind, into: builder) { tell($0.bytesDone, rows: rowsBefore + $0.rows) }
            remarks += noticed.map { "\(file.lastPart): \($0)" }
            if names.isEmpty { names = builder.columns.map(\.name) }
            remarks += try newColumns(file, known: names, builder, kind: kind, first: files[0])
            if let fileColumn { fill(fileColumn, with: file.lastPart, rows: rowsBefore..<builder.rows, of: builder) }
        }
        let isSame = self.origin(of: files) == origin
        if first?.kind == .text {
            return try importer.table(
                spooled: spool.path, as: source, origin: isSame ? origin : nil, remarks: remarks + joiner.remarks,
                options: joiner.joined, bypassingCache: bypassingCache, control: control
            ) { tellRising($0.scaled(from: 0.5, to: 1)) }
        }
        return try importer.table(
            of: builder, as: source, origin: isSame ? origin.map(typed) : nil, remarks: remarks, options: options,
            control: control)
    }

    /// The bytes of some files, as they lie there.
    private static func size(of files: [String]) -> Int {
        files.reduce(0) { $0 + (FileIdentity(at: $1)?.size ?? 0) }
    }

    /// Says which columns a file brought that the first had not. Objects may leave members out; files with a schema may not differ.
    private func newColumns(
        _ file: String, known: [String], _ builder: TableBuilder, kind: SourceKind, first: String
    ) throws(AssayError) -> [String] {
        let added = builder.columns.map(\.name).filter { $0 != fileColumn && !known.contains($0) }
        guard !added.isEmpty else { return [] }
        guard kind == .jsonObjects || kind == .jsonArray else {
            throw .otherColumns(file, first: first, missing: [], added: added, counts: nil)
        }
        return ["\(file.lastPart) has \(added.prefix(5).joined(separator: ", ")) besides, missing in the files before it"]
    }

    private func fill(_ column: String, with word: String, rows: Range<Int>, of builder: TableBuilder) {
        let column = builder.column(column)
        var word = word
        word.withUTF8 { bytes in
            for row in rows { column.append(word: bytes, row: row) }
        }
    }

    // MARK: One file

    private func unpacked(
        _ stream: SourceStream, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> (SourceStream, SourceKind) {
        let kind = SourceKind(stream)
        guard kind.isCompressed else { return (stream, kind) }
        let inner = try Decompressor.unpacked(stream, kind: kind, folder: cacheFolder, report: report)
        return (inner, SourceKind(inner))
    }

    private func rows(
        of stream: SourceStream, _ kind: SourceKind, into builder: TableBuilder, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> [String] {
        if table != nil, kind != .sqlite, kind != .duckdb { throw .noDatabase(stream.name) }
        switch kind {
        case .jsonObjects, .jsonArray:
            var reader = JSONReader(stream, into: builder)
            return try reader.read(kind, size: stream.size, report: report)
        case .sqlite:
            return try SQLiteReader(stream: stream, table: table, cacheFolder: cacheFolder).read(
                into: builder, report: report)
        default:
            try ColumnarReading(stream: stream, kind: kind, table: table).read(into: builder) {
                report(.values(0, of: 0, rows: $0))
            }
            return []
        }
    }

    /// What the table is called: a spool has only the name that its source has.
    private func shownName(_ stream: SourceStream) -> String { source == "-" ? stream.name : TableSource.shown(source) }

    // MARK: Origins

    /// Names the files in the state they are in; nil where one of them changed so lately that another change might not show.
    private func origin(of files: [String]) -> String? {
        var parts = ["exchange 1"]
        for file in files {
            guard let version = FileIdentity(at: file), !version.isFresh else { return nil }
            parts += SQLiteReader.versions(of: file).map { $0 ?? "-" }
            if fileColumn != nil { parts.append(file.lastPart) }
        }
        parts.append("table \(table ?? "")")
        parts.append("file \(fileColumn ?? "")")
        return parts.joined(separator: "\n")
    }

    /// Values are made with what is said of columns from the start, so that belongs to the origin.
    private func typed(_ origin: String) -> String {
        var parts = [origin, "typed", options.dateOrder?.rawValue ?? ""]
        parts += options.kinds.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.rawValue)" }
        parts += options.dateOrders.sorted { $0.key < $1.key }.map { "\($0.key)\tdates \($0.value.rawValue)" }
        parts += options.missing.map { "missing \($0)" }
        return parts.joined(separator: "\n")
    }

    private func remembered(_ origin: String) -> Table? {
        importer.remembered(typed(origin), options: ReadingOptions(), name: source.lastPart)
            ?? importer.remembered(origin, options: options, name: source.lastPart)
    }
}

extension SourceKind {
    init(_ stream: SourceStream) { self.init(stream.head, name: stream.name) }
}

extension String {
    /// What stands behind the last slash.
    var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}

extension AssayError {
    static func mixedKinds(_ name: String, first: String) -> AssayError {
        AssayError(
            code: "mixed_kinds", message: "\(name) is of another kind than \(first), text here and typed values there",
            hint: "name files of one kind only")
    }
}
