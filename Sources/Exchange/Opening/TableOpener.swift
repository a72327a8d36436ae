public import Recipes
public import Tabular

/// Opens a table from any kind of source, by way of the typed cache.
///
/// A source is what a person writes: `churn.csv`, `x.jsonl.gz`, `shop.sqlite#orders`, `data/2024-*.csv`, `-`,
/// `s3://bucket/x.parquet`. It stays as it is written in projects, recipes and runs.
public struct TableOpener: Sendable {
    /// The folder of the cache, or nil to keep nothing.
    public var cacheFolder: String?
    /// Gives an address with what ``TableSource/shown(_:)`` hid, where that is known.
    private let whole: @Sendable (String) -> String

    public init(cacheFolder: String?, whole: @escaping @Sendable (String) -> String = { $0 }) {
        self.cacheFolder = cacheFolder
        self.whole = whole
    }

    /// Opens a table: from the cache where what it is made of has not changed, else from its source.
    ///
    /// What lies on other machines, and what comes from a pipe, cannot be recognised and is read again each time.
    ///
    /// - Parameters:
    ///   - source: the text that names it; see ``TableSource``.
    ///   - options: what is known of it; the rest is found out.
    ///   - bypassingCache: reads the source again, as `verify` wants.
    ///   - progress: called now and then with the share done, 0 to 1.
    /// - Returns: the table, named after its source.
    /// - Throws: ``AssayError`` for what cannot be read: what ``TableImporter`` throws, and `missing_program`, `damaged`,
    ///   `malformed`, `not_rows`, `no_such_table`, `several_tables`, `other_columns`, `empty_folder`, `reader_failed`, `no_input`.
    /// - Complexity: O(n) in the bytes of the source.
    public func table(
        at source: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        try table(at: source, options: options, bypassingCache: bypassingCache, control: ImportControl()) { progress($0.share) }
    }

    /// The same with a way to end it, and with more told of how far it is.
    ///
    /// - Parameters:
    ///   - source: the text that names it; see ``TableSource``.
    ///   - options: what is known of it; the rest is found out.
    ///   - bypassingCache: reads the source again, as `verify` wants.
    ///   - control: how many threads work, and whether it is to end: it is asked several times a second, however the source is read.
    ///   - report: called now and then; bytes and rows are 0 where they are not counted, and so is the total where nobody knows it.
    ///   - show: takes the first rows where these can be had before the others, once or several times, each time with more of them; nil
    ///     where nobody looks. Of a file of plain text there are some from all over it besides.
    /// - Returns: the table, named after its source.
    /// - Throws: ``AssayError`` as the other call does, and `import_stopped`.
    /// - Complexity: O(n) in the bytes of the source.
    public func table(
        at source: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false, control: ImportControl,
        report: (ImportProgress) -> Void, show: ((TablePreview) -> Void)? = nil
    ) throws(AssayError) -> Table {
        var reading = SourceReading(source: source, options: options, bypassingCache: bypassingCache, cacheFolder: cacheFolder)
        reading.control = control
        reading.show = show
        switch TableSource(source) {
        case .file(let path):
            // The importer says best why a file cannot be opened, and needs no help with plain text.
            guard let stream = try? SourceStream(file: path, name: source, control: control),
                !stream.isFile || SourceKind(stream) != .text
            else {
                reading.firstRows?.offer(text: path)
                return try TableImporter(cacheFolder: cacheFolder).table(
                    at: path, options: options, bypassingCache: bypassingCache, control: control, report: report)
            }
            return stream.isFile ? try reading.table(of: [path], report) : try reading.table(ofPipe: stream, report)
        case .database(let path, let table):
            reading.table = table
            return try reading.table(of: [path], report)
        case .pattern(let pattern, let column):
            reading.fileColumn = column
            return try reading.table(of: FileList.matching(pattern), report)
        case .folder(let folder, let column):
            reading.fileColumn = column
            return try reading.table(of: FileList.inFolder(folder), report)
        case .standardInput:
            let coming = ComingRows(reading.firstRows, name: StandardInput.name)
            let stream = try StandardInput.stream(folder: cacheFolder, control: control) {
                report(.gathering($0.count))
                coming?.look(at: $0)
            }
            return try reading.table(of: stream, origin: nil, report)
        case .remote(let address):
            return try RemoteReading(reading: reading, address: whole(address)).table(report)
        }
    }
}

extension TableOpener {
    /// The installed programs that read Parquet and Arrow files, by name; none where there is none.
    public static var columnarPrograms: [String] {
        [DuckDB.installed == nil ? nil : "duckdb", PyArrow.installed() == nil ? nil : "pyarrow"].compactMap { $0 }
    }
}
