public import Recipes

extension TableImporter {
    /// Reads the first rows of a file, and some from all over it, without reading the rest.
    ///
    /// - Parameters:
    ///   - path: a file of text.
    ///   - options: what is known of the file; the rest is found out.
    ///   - places: at so many places of the file rows are taken for the sample, some 32 KiB at each.
    /// - Returns: the preview; nil for a pipe, which can be read only once.
    /// - Throws: ``AssayError`` as ``table(at:options:bypassingCache:progress:)`` does for what shows in the rows that are looked at.
    /// - Complexity: O(places), whatever the size of the file, unless its first row is longer than a MiB.
    public func preview(
        at path: String, options: ReadingOptions = ReadingOptions(), places: Int = 64
    ) throws(AssayError) -> TablePreview? {
        guard !SourceDescriptor.isOther(path) else { return nil }
        let file = try SourceFile(path)
        guard file.isRegular else { return nil }
        let source = try file.bytes(spoolingTo: nil, name: path)
        return try Previewer(source: source, options: options, places: max(1, places)).preview()
    }

    /// Shows the first rows of a file as soon as they are there, and then more of them with a sample of all.
    ///
    /// - Parameters:
    ///   - path: a file of text.
    ///   - options: what is known of the file.
    ///   - show: called once or twice; not for a pipe.
    /// - Throws: ``AssayError`` as ``preview(at:options:places:)`` does.
    /// - Complexity: O(1), whatever the size of the file.
    package func previews(
        at path: String, options: ReadingOptions, _ show: (TablePreview) -> Void
    ) throws(AssayError) {
        guard !SourceDescriptor.isOther(path) else { return }
        let file = try SourceFile(path)
        guard file.isRegular else { return }
        let source = try file.bytes(spoolingTo: nil, name: path)
        let hasty = try Previewer(source: source, options: options, places: 0, isHasty: true).preview()
        show(hasty)
        if hasty.isWhole { return }
        show(try Previewer(source: source, options: options, places: 64).preview())
    }

    /// Makes a preview of values of which the rest is not to be had yet.
    ///
    /// - Parameters:
    ///   - builder: the first rows.
    ///   - source: what the person calls it.
    ///   - estimatedRows: how many there are, about; 0 where nobody knows.
    ///   - options: the kinds that were set by hand.
    /// - Returns: the preview, without a sample.
    /// - Throws: ``AssayError`` where there are no rows, or a kind is set for a column that is not there.
    package func preview(
        of builder: TableBuilder, as source: String, estimatedRows: Int, options: ReadingOptions
    ) throws(AssayError) -> TablePreview {
        let name = source.lastPathComponent
        guard builder.rows > 0 else { throw .emptyFile(source) }
        let columns = try builder.finished(options: options, name: name).columns
        let table = Table(
            name: name, source: Recipe.Source(fingerprint: "", header: true, delimiter: ","), rowCount: builder.rows,
            columns: columns)
        return TablePreview(
            first: table, sample: nil, estimatedRows: estimatedRows > 0 ? max(estimatedRows, builder.rows) : 0, isWhole: false)
    }

    /// Makes a preview of the first bytes of a text of which the rest is not to be had yet.
    ///
    /// - Parameters:
    ///   - head: the first bytes, which may end anywhere.
    ///   - share: what part of the whole text they are, about; 1 where they are all of it, nil where nobody knows.
    ///   - source: what the person calls it.
    ///   - options: what is known of it.
    /// - Returns: the preview, without a sample unless it is whole.
    /// - Throws: ``AssayError`` as the other one does.
    package func preview(
        ofHead head: [UInt8], share: Double?, as source: String, options: ReadingOptions
    ) throws(AssayError) -> TablePreview {
        let bytes = ByteSource(SourceBytes(head), path: source)
        return try Previewer(source: bytes, options: options, places: 0, share: share).preview()
    }

    /// Whether a file is so large that a preview is worth while, and the cache does not have its table: then the import takes long.
    ///
    /// - Complexity: O(1); nothing of the file is read.
    public func takesLong(_ path: String, options: ReadingOptions = ReadingOptions()) -> Bool {
        guard !SourceDescriptor.isOther(path), let file = try? SourceFile(path), file.isRegular, file.identity.size >= 4 << 20
        else { return false }
        guard let cache = cacheFolder.map({ TableCache(folder: $0) }), let content = cache.content(of: file.identity) else {
            return true
        }
        return !cache.holds(TableCache.key(content: content, options: options))
    }
}
