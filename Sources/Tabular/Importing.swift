public import Recipes

/// Turns files into tables, by way of the typed cache.
public struct TableImporter: Sendable {
    /// The folder of the cache, or nil to keep nothing.
    public var cacheFolder: String?
    /// Bytes of text that a thread reads at once.
    var chunk = 4 << 20

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
    ///   `binary_file`, `line_too_long`, `too_many_rows`, `source_changed`, `delimiter`, `reading_option`, `no_such_column`.
    /// - Complexity: O(n) in the bytes of the file.
    public func table(
        at path: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        try table(at: path, options: options, bypassingCache: bypassingCache, control: ImportControl()) { progress($0.share) }
    }

    /// Reads a file as ``table(at:options:bypassingCache:progress:)`` does, on so many threads, telling more and stopping when
    /// it is asked to.
    ///
    /// - Parameters:
    ///   - path: a file of text.
    ///   - options: what is known of the file; the rest is found out.
    ///   - bypassingCache: reads the source again.
    ///   - control: the threads, and whether to stop.
    ///   - report: called on the caller's thread some hundred times at the most.
    /// - Returns: the table, named after the file; the same for any number of threads.
    /// - Throws: ``AssayError`` as the other one does, and `import_stopped`.
    /// - Complexity: O(n) in the bytes of the file, in memory that does not grow with it.
    public func table(
        at path: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false, control: ImportControl,
        report: (ImportProgress) -> Void
    ) throws(AssayError) -> Table {
        var meter = ProgressShare()
        for _ in 0..<2 {
            do throws(AssayError) {
                let read = try read(TextOrigin(path: path, name: path), options, bypassingCache: bypassingCache, control: control)
                {
                    report(meter.rising($0))
                }
                guard let read else { continue }
                return Table(name: path.lastPathComponent, read)
            } catch {
                // A file that became shorter while it was read is read anew, once.
                if error.code != AssayError.sourceChanged(path).code { throw error }
            }
        }
        throw .sourceChanged(path)
    }

    /// Where a text lies, what it is called, and what is known of it besides.
    struct TextOrigin {
        var path: String
        /// What the person calls it.
        var name: String
        /// What it was made of, where that is another thing.
        var text: String?
        /// What was noticed on the way.
        var remarks: [String] = []
        /// Whether the file will be the same one next time.
        var isLasting = true
    }

    /// Reads a file once; nil where it changed meanwhile.
    func read(
        _ origin: TextOrigin, _ options: ReadingOptions, bypassingCache: Bool, control: ImportControl,
        report: (ImportProgress) -> Void
    ) throws(AssayError) -> CachedTable? {
        let file = try SourceFile(origin.path)
        let wasFresh = file.identity.isFresh
        let cache = cacheFolder.map { TableCache(folder: $0) }
        if !bypassingCache, origin.isLasting, file.isRegular, let cache, let content = cache.content(of: file.identity),
            let cached = cache.table(key: TableCache.key(content: content, options: options))
        {
            report(.finished(bytes: file.identity.size, rows: cached.rows))
            return cached
        }
        let work = ImportWork(control, chunk: chunk)
        try control.check()
        let source = try file.bytes(spoolingTo: cacheFolder, name: origin.name, control: control)
        func tell(_ phase: ImportProgress.Phase) {
            report(ImportProgress(phase: phase, done: work.done, of: source.size))
        }
        let surveyor = TextSurveyor(source: source, options: options, work: work, folder: cacheFolder)
        let bytes = try surveyor.bytes { tell(.counting) }
        let content = bytes.survey.content
        let key = TableCache.key(content: content, options: options)
        /// Whether the hash is that of what was read.
        func isStable() throws(AssayError) -> Bool {
            if !file.isRegular || file.isUnchanged && !wasFresh { return true }
            return try Fingerprint.content(of: source, work: work) == content
        }
        if !bypassingCache, let cached = cache?.table(key: key) {
            if origin.isLasting, file.isUnchanged { cache?.remember(content, of: file.identity) }
            if let text = origin.text { cache?.remember(content, ofOrigin: text) }
            report(.finished(bytes: source.size, rows: cached.rows))
            return cached
        }
        let text = try surveyor.text(bytes) { tell(.counting) }
        let reader = try TextImport(
            text, path: origin.name, remarks: origin.remarks, options: options, work: work, folder: cacheFolder)
        let size = reader.size(columns: reader.names.count)
        if let cache, let bodies = cache.bodies(size: size),
            let (table, entries, end) = try reader.read(into: bodies, report: tell)
        {
            guard try isStable() else { return nil }
            try control.check()
            if origin.isLasting, file.isRegular, file.isUnchanged { cache.remember(content, of: file.identity) }
            if let text = origin.text { cache.remember(content, ofOrigin: text) }
            let kept = cache.keep(table, entries, in: bodies, end: end, key: key)
            report(.finished(bytes: source.size, rows: kept.rows))
            return kept
        }
        // Without a cache, or where the disk is full, the table is in memory.
        guard let bodies = TableBodies(size: size), let (table, _, _) = try reader.read(into: bodies, report: tell) else {
            throw .outOfMemory(origin.name)
        }
        guard try isStable() else { return nil }
        report(.finished(bytes: source.size, rows: table.rows))
        return table
    }
}

extension TableImporter {
    /// A table that was read before, without a look at its source: what `verify` holds a file against that was changed since.
    ///
    /// - Parameters:
    ///   - fingerprint: the table's.
    ///   - options: what was known of the file when it was read.
    /// - Returns: nil where the cache does not have it, or not any more.
    public func known(_ fingerprint: String, options: ReadingOptions = ReadingOptions()) -> Table? {
        guard let cache = cacheFolder.map({ TableCache(folder: $0) }) else { return nil }
        // Options that changed nothing are part of the cache's name for a table, but not of its fingerprint.
        for key in [fingerprint, TableCache.key(content: fingerprint, options: options)] {
            if let table = cache.table(key: key), table.source.fingerprint == fingerprint { return Table(name: "", table) }
        }
        return nil
    }
}

extension Table {
    convenience init(name: String, _ table: CachedTable) {
        self.init(
            name: name, source: table.source, rowCount: table.rows, columns: table.columns, remarks: table.remarks,
            decisions: table.decisions, steps: [], file: table.file)
    }

    /// Whether the table is what was written to its cache file, by the checksums of all values; a table in memory always is.
    ///
    /// Tables up to 16 MiB were checked when they were opened, and so were larger ones that had changed since they were checked
    /// before. This finds what a disk did to the others. A table that is damaged is removed from the cache, so that it is read
    /// from its source next time.
    ///
    /// - Complexity: O(size), at the speed of memory.
    public func verify() -> Bool {
        guard let file else { return true }
        if file.isIntact() { return true }
        file.remove()
        return false
    }
}
