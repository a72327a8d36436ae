public import Recipes

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
    ///   `binary_file`, `line_too_long`, `delimiter`, `reading_option`, `no_such_column`.
    /// - Complexity: O(n) in the bytes of the file.
    public func table(
        at path: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        let file = try SourceFile(path)
        let cache = cacheFolder.map { TableCache(folder: $0) }
        let name = path.lastPathComponent
        if !bypassingCache, file.isRegular, let cache, let content = cache.content(of: file.identity),
            let cached = cache.table(key: TableCache.key(content: content, options: options))
        {
            progress(1)
            return Table(name: name, cached)
        }
        let (source, isStable) = try file.bytes { progress(0.3 * $0) }
        let content = Fingerprint.content(of: source)
        progress(0.4)
        if isStable { cache?.remember(content, of: file.identity) }
        let key = TableCache.key(content: content, options: options)
        if !bypassingCache, let cached = cache?.table(key: key) {
            progress(1)
            return Table(name: name, cached)
        }
        let reader = TextReader(source: source, path: path, options: options)
        let table = try reader.read(content: content) { progress(0.4 + 0.6 * $0) }
        cache?.keep(table, key: key)
        return Table(name: name, table)
    }
}

extension Table {
    convenience init(name: String, _ table: CachedTable) {
        self.init(
            name: name, source: table.source, rowCount: table.rows, columns: table.columns, remarks: table.remarks,
            decisions: table.decisions)
    }
}
