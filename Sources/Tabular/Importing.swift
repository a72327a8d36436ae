public import Recipes

/// What the person says of a file; what is nil is found out.
public struct ReadingOptions: Sendable, Equatable {
    /// One ASCII character, or `tab`.
    public var delimiter: String?
    /// Whether the first row holds the names of the columns.
    public var header: Bool?
    /// Kinds that are set by hand, by column.
    public var kinds: [String: ColumnKind]

    public init(delimiter: String? = nil, header: Bool? = nil, kinds: [String: ColumnKind] = [:]) {
        self.delimiter = delimiter
        self.header = header
        self.kinds = kinds
    }
}

/// Turns files into tables, by way of the typed cache.
public struct TableImporter: Sendable {
    /// The folder of the cache, or nil to keep nothing.
    public var cacheFolder: String?

    public init(cacheFolder: String?) { self.cacheFolder = cacheFolder }

    /// Reads a file: from the cache where its content is there already, else from the text, which is then cached.
    ///
    /// - Parameters:
    ///   - path: a file of text, its fields divided by commas, semicolons, tabs or bars.
    ///   - options: what is known of the file; the rest is found out.
    ///   - bypassingCache: reads the source again, as `verify` wants.
    ///   - progress: called now and then with the share done, 0 to 1.
    /// - Returns: the table, named after the file.
    /// - Throws: ``AssayError`` for what cannot be read: `no_such_file`, `is_folder`, `unreadable`, `empty_file`, `header_alone`,
    ///   `binary_file`, `line_too_long`, `delimiter`, `no_such_column`.
    /// - Complexity: O(n) in the bytes of the file.
    public func table(
        at path: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        let file = try SourceFile(path)
        let (source, _) = try file.bytes { progress(0.3 * $0) }
        let content = Fingerprint.content(of: source)
        progress(0.4)
        let reader = TextReader(source: source, path: path, options: options)
        let reading = try reader.read { progress(0.4 + 0.6 * $0) }
        return Table(name: path.lastPathComponent, content: content, reading: reading)
    }
}

extension Table {
    convenience init(name: String, content: String, reading: TextReader.Reading) {
        self.init(
            name: name,
            source: Recipe.Source(
                fingerprint: Fingerprint.table(content: content, options: reading.changes), header: reading.layout.hasHeader,
                delimiter: String(UnicodeScalar(reading.layout.dialect.delimiter))),
            rowCount: reading.rows, columns: reading.columns, remarks: reading.remarks)
    }
}
