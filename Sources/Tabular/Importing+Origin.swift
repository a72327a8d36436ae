package import Recipes

/// For sources that become a table by a detour: text that was unpacked or joined first, and values that never were text.
///
/// An origin names what such a table was made of. It is remembered with the content that came of it, so that the detour is
/// taken once.
extension TableImporter {
    /// The cached table of an origin, if it has been read before with these options.
    package func remembered(_ origin: String, options: ReadingOptions, name: String) -> Table? {
        guard let cache = cacheFolder.map({ TableCache(folder: $0) }), let content = cache.content(ofOrigin: origin),
            let cached = cache.table(key: TableCache.key(content: content, options: options))
        else { return nil }
        return Table(name: name, cached)
    }

    /// Reads text that lies in a file for now only.
    ///
    /// - Parameters:
    ///   - path: where the text lies.
    ///   - source: what the person calls it.
    ///   - origin: what it was made of; nil where that cannot be recognised again.
    ///   - remarks: what was noticed on the way.
    ///   - options: what is known of it.
    ///   - bypassingCache: reads it though its table is cached.
    ///   - control: the threads, and whether to stop.
    ///   - report: called now and then.
    /// - Returns: the table, named after its source.
    /// - Throws: ``AssayError`` as for a file of text.
    package func table(
        spooled path: String, as source: String, origin: String?, remarks: [String], options: ReadingOptions,
        bypassingCache: Bool, control: ImportControl = ImportControl(), report: (ImportProgress) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        let text = TextOrigin(path: path, name: source, text: origin, remarks: remarks, isLasting: false)
        var meter = ProgressShare()
        let read = try read(text, options, bypassingCache: bypassingCache, control: control) { report(meter.rising($0)) }
        guard let read else { throw .sourceChanged(source) }
        return Table(name: source.lastPathComponent, read)
    }

    /// Makes a table of values, and keeps it.
    ///
    /// - Parameters:
    ///   - builder: the values.
    ///   - source: what the person calls it.
    ///   - origin: what it was made of; nil where that cannot be recognised again.
    ///   - remarks: what was noticed on the way.
    ///   - options: the kinds that were set by hand; the rest says nothing to values.
    ///   - control: whether to stop.
    /// - Returns: the table, named after its source.
    /// - Throws: ``AssayError`` where there are no rows, a kind is set for a column that is not there, or the import was stopped.
    package func table(
        of builder: TableBuilder, as source: String, origin: String?, remarks: [String], options: ReadingOptions,
        control: ImportControl = ImportControl()
    ) throws(AssayError) -> Table {
        let name = source.lastPathComponent
        guard builder.rows > 0 else { throw .emptyFile(source) }
        try control.check()
        let (columns, found) = try builder.finished(options: options, name: name)
        try control.check()
        let content = Fingerprint.content(of: columns)
        let table = CachedTable(
            source: Recipe.Source(fingerprint: content, header: true, delimiter: ","), rows: builder.rows, columns: columns,
            remarks: remarks + found)
        if let cache = cacheFolder.map({ TableCache(folder: $0) }) {
            cache.keep(table, key: content)
            if let origin { cache.remember(content, ofOrigin: origin) }
        }
        return Table(name: name, table)
    }
}
