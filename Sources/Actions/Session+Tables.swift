import Exchange
import Experiments
public import Recipes
import RunStore
public import Tabular

extension Session {
    /// Reads a data file by way of the typed cache.
    ///
    /// What `options` leaves open is as `assay.toml` says, where it is the project's file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is read; what is nil is found out.
    ///   - isComplete: whether `options` say all there is to say, so that `assay.toml` is not asked.
    ///   - control: whether it is to end before it is done.
    ///   - report: called now and then with how far it is.
    ///   - show: takes the first rows where reading takes long, to be looked at until the table is there.
    /// - Returns: the table.
    /// - Throws: ``AssayError`` for what cannot be read, and `import_stopped`.
    public func openTable(
        path: String, options: ReadingOptions = ReadingOptions(), isComplete: Bool = false,
        control: ImportControl = ImportControl(), report: (ImportProgress) -> Void = { _ in },
        show: ((TablePreview) -> Void)? = nil
    ) throws(AssayError) -> Table {
        let importer = TableOpener.standard
        let path = SecretAddress.kept(path)
        let options = isComplete ? options : reading(of: path, options)
        let began = ContinuousClock.now
        let table = try importer.table(at: path, options: options, control: control, report: report, show: show)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        remember(table, path: path, options: options, seconds: seconds)
        return table
    }

    /// What names a table, as it may be shown: an address without the secrets in it.
    public static func shownName(of path: String) -> String { TableSource.shown(path) }

    /// A text with every address in it as it may be shown.
    public static func shownText(_ text: String) -> String { TableSource.replacingAddresses(in: text, TableSource.shown) }

    /// Keeps in `assay.toml` how the project's data file is read; nothing where another file is open.
    ///
    /// - Throws: ``AssayError`` where that cannot be written.
    public func keep(reading: ReadingOptions, of path: String) throws(AssayError) {
        if isData(path) { try project.keep(reading: reading) }
    }

    /// Reads another file beside the open one, to be held against it; what is known of the open one stays.
    ///
    /// - Throws: ``AssayError`` for what cannot be read.
    public func otherTable(path: String) throws(AssayError) -> Table {
        try TableOpener.standard.table(at: path, options: reading(of: path, ReadingOptions()))
    }

    /// The profile of every column; with a target also each column's association with it, and leak alerts.
    ///
    /// - Complexity: O(rows log rows) a column.
    public func profile(of table: Table, target: Recipe.Target? = nil) -> TableProfile { table.profile(target: target) }

    /// The profile of a large table in two steps: soon of some rows, with the error that this has, then of all.
    ///
    /// - Parameters:
    ///   - table: any table; of a small one there is only the second.
    ///   - target: what is predicted.
    ///   - isCancelled: asked now and then; nothing more is handed over once it is true.
    ///   - then: takes each profile.
    public func profile(
        of table: Table, target: Recipe.Target?, isCancelled: @escaping @Sendable () -> Bool, then: (TableProfile) -> Void
    ) {
        let observer = ProfileObserver(isCancelled: isCancelled)
        if table.rowCount > 2 * Table.profileSample,
            let first = table.profile(target: target, sample: Table.profileSample, observer: observer), !isCancelled()
        {
            then(first)
        }
        if let exact = table.profile(target: target, sample: nil, observer: observer), !isCancelled() { then(exact) }
    }

    /// The table of a run, from memory or the cache; nil where its file is gone or holds other data by now.
    func table(of run: RunRecord) -> Table? {
        let source = run.recipe.source
        if let table = rememberedTable(source.fingerprint) { return table }
        var options = ReadingOptions(json: (try? storeIfThere()?.table(source.fingerprint))?.reading ?? [:])
        options.delimiter = source.delimiter
        options.header = source.header
        guard let table = try? TableOpener.standard.table(at: run.source, options: options),
            table.source.fingerprint == source.fingerprint
        else { return nil }
        rememberCompared(table)
        return table
    }

    private func reading(of path: String, _ options: ReadingOptions) -> ReadingOptions {
        isData(path) ? options.merging(project.reading) : options
    }

    /// Whether a path leads to the project's data file.
    func isData(_ path: String) -> Bool {
        guard let data = project.data else { return false }
        let path = SecretAddress.kept(path)
        return path == data || Self.absolute(path) == Self.absolute(data)
    }
}
