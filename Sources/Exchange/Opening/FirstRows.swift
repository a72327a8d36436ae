import Recipes
import Tabular

/// Shows the first rows of a source that is being opened, before all of it is read.
///
/// What is wrong with a source is not said here: the opening that follows says it best.
struct FirstRows {
    let reading: SourceReading
    let show: (TablePreview) -> Void

    /// Sources that are smaller are read as soon as shown.
    static let worthwhile = 1 << 20
    /// So much of a source is looked at.
    static let headBytes = 1 << 19
    private static let headRows = 1000

    /// Shows the first rows of a file of plain text, and some from all over it.
    func offer(text path: String) {
        let importer = TableImporter(cacheFolder: reading.cacheFolder)
        guard reading.bypassingCache || importer.takesLong(path, options: reading.options) else { return }
        try? importer.previews(at: path, options: reading.options) { if !$0.isWhole { show($0) } }
    }

    /// Shows the first rows of the first of some files, which are of any kind.
    func offer(_ files: [String]) {
        let total = files.reduce(0) { $0 + (FileIdentity(at: $1)?.size ?? 0) }
        guard total >= Self.worthwhile, let first = files.first,
            let stream = try? SourceStream(file: first, name: reading.source, control: reading.control), stream.isFile,
            let preview = try? preview(of: stream, share: Double(stream.size) / Double(total)), !preview.isWhole
        else { return }
        show(reading.fileColumn.map { preview.adding(column: $0, word: first.lastPart) } ?? preview)
    }

    private func preview(of stream: SourceStream, share: Double) throws(AssayError) -> TablePreview? {
        let kind = SourceKind(stream)
        if kind == .sqlite { return try database(stream) }
        if kind.isCompressed {
            let (head, part) = try Decompressor.head(of: stream, kind: kind)
            return try preview(ofHead: head, share: part * share, as: stream.name)
        }
        let head = stream.bytes(upTo: Self.headBytes)
        return try preview(ofHead: head, share: share * min(1, Double(head.count) / Double(max(1, stream.size))), as: stream.name)
    }

    /// The first rows of a text or of objects, of which nobody knows how many follow where the share is nil.
    func preview(ofHead head: [UInt8], share: Double?, as name: String) throws(AssayError) -> TablePreview? {
        let kind = SourceKind(Array(head.prefix(1 << 16)), name: name)
        let importer = TableImporter(cacheFolder: nil)
        switch kind {
        case .text:
            return try importer.preview(ofHead: head, share: share, as: name, options: reading.options).named(name.lastPart)
        case .jsonObjects, .jsonArray:
            let builder = TableBuilder()
            var reader = JSONReader(head: head, name: name, into: builder)
            _ = try reader.read(kind, size: head.count) { _ in }
            let rows = share.map { Int(min(Double(builder.rows) / max($0, 1e-9), 1e15)) }
            return try importer.preview(of: builder, as: name, estimatedRows: rows ?? 0, options: reading.options)
        default: return nil
        }
    }

    /// The first rows of a table of a database. One with a log beside it has to be copied first, and a view may take long.
    private func database(_ stream: SourceStream) throws(AssayError) -> TablePreview? {
        guard SQLiteReader.logs(of: stream.path).isEmpty else { return nil }
        let builder = TableBuilder()
        let reader = SQLiteReader(stream: stream, table: reading.table, cacheFolder: nil)
        guard let rows = try reader.readFirst(Self.headRows, into: builder) else { return nil }
        return try TableImporter(cacheFolder: nil).preview(
            of: builder, as: stream.name, estimatedRows: rows, options: reading.options)
    }
}

/// Shows the first rows of a pipe as soon as some came, and once more when enough came to tell what they are.
final class ComingRows {
    private let rows: FirstRows
    private let name: String
    /// So many bytes have to have come for the next look.
    private var next = 1

    init?(_ rows: FirstRows?, name: String) {
        guard let rows else { return nil }
        self.rows = rows
        self.name = name
    }

    /// Looks at what came so far, where that is worth it.
    func look(at spool: Spool) {
        guard spool.count >= next else { return }
        next = spool.count >= FirstRows.headBytes ? .max : min(FirstRows.headBytes, 4 * spool.count)
        // What is cut off in the middle of a line says nothing of that line.
        if let preview = try? rows.preview(ofHead: spool.head(FirstRows.headBytes), share: nil, as: name) { rows.show(preview) }
    }
}
