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

    /// Makes a preview of the first bytes of a text of which the rest is not to be had yet.
    ///
    /// - Parameters:
    ///   - head: the first bytes, which may end anywhere.
    ///   - share: what part of the whole text they are, about; 1 where they are all of it.
    ///   - source: what the person calls it.
    ///   - options: what is known of it.
    /// - Returns: the preview, without a sample unless it is whole.
    /// - Throws: ``AssayError`` as the other one does.
    package func preview(
        ofHead head: [UInt8], share: Double, as source: String, options: ReadingOptions
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
