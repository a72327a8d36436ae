public import Recipes
public import Tabular

/// Opens a table from any kind of source, by way of the typed cache.
///
/// A source is what a person writes: `churn.csv`, `x.jsonl.gz`, `shop.sqlite#orders`, `data/2024-*.csv`, `-`,
/// `s3://bucket/x.parquet`. It stays as it is written in projects, recipes and runs.
public struct TableOpener: Sendable {
    /// The folder of the cache, or nil to keep nothing.
    public var cacheFolder: String?

    public init(cacheFolder: String?) { self.cacheFolder = cacheFolder }

    /// Opens a table: from the cache where what it is made of has not changed, else from its source.
    ///
    /// - Parameters:
    ///   - source: the text that names it; see ``TableSource``.
    ///   - options: what is known of it; the rest is found out.
    ///   - bypassingCache: reads the source again, as `verify` wants.
    ///   - progress: called now and then with the share done, 0 to 1.
    /// - Returns: the table, named after its source.
    /// - Throws: ``AssayError`` for what cannot be read.
    /// - Complexity: O(n) in the bytes of the source.
    public func table(
        at source: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        try TableImporter(cacheFolder: cacheFolder).table(
            at: source, options: options, bypassingCache: bypassingCache, progress: progress)
    }
}
