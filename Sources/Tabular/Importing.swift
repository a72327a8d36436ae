public import Recipes

/// What the person says of a file; what is nil is found out.
public struct ReadingOptions: Sendable, Equatable {
    public var delimiter: String?
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
    ///   - progress: called now and then with the share done, 0 to 1.
    ///   - bypassingCache: reads the source again, as `verify` wants.
    /// - Throws: ``AssayError`` for what cannot be read.
    public func table(
        at path: String, options: ReadingOptions = ReadingOptions(), bypassingCache: Bool = false,
        progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Table {
        throw AssayError(code: "unfinished", message: "importing is not there yet")
    }
}

extension Table {
    /// The text of a cell as a person reads it; nil where it is missing.
    public func text(row: Int, column: Int) -> String? { nil }

    /// The profile of every column; with a target also each column's association with it.
    ///
    /// - Complexity: O(rows log rows) a column.
    public func profile(target: Recipe.Target? = nil) -> TableProfile { TableProfile(rows: rowCount, columns: [], alerts: []) }
}
