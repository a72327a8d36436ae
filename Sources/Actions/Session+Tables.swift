public import Recipes
public import Tabular

extension Session {
    /// Reads a data file by way of the typed cache.
    ///
    /// - Parameter progress: called now and then with the share done, 0 to 1.
    /// - Throws: ``AssayError`` for what cannot be read.
    public func openTable(
        path: String, options: ReadingOptions = ReadingOptions(), progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        try TableImporter(cacheFolder: nil).table(at: path, options: options, progress: progress)
    }

    /// The profile of every column; with a target also each column's association with it, and leak alerts.
    ///
    /// - Complexity: O(rows log rows) a column.
    public func profile(of table: Table, target: Recipe.Target? = nil) -> TableProfile { table.profile(target: target) }
}
