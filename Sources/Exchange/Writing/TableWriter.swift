import Glibc
public import Recipes
public import Tabular

/// Writes a table to a file, in the format that its ending names.
///
/// The file appears whole or not at all. Numbers are written in the shortest form that reads back as the same bits, dates in ISO
/// 8601 without a zone (they are UTC), a missing value as an empty field; an empty word is a pair of quotes.
public struct TableWriter: Sendable {
    /// Whether a file, or a table of a database, that is there may be replaced.
    public var replaces: Bool
    /// Whether text that a spreadsheet would run as a formula is left as it is, instead of getting an apostrophe in front.
    public var leavesFormulas: Bool

    public init(replaces: Bool = false, leavesFormulas: Bool = false) {
        self.replaces = replaces
        self.leavesFormulas = leavesFormulas
    }

    /// What was written.
    public struct Report: Sendable, Equatable {
        public var rows: Int
        public var columns: Int
        /// Of the file, with all else that it holds.
        public var bytes: Int
        /// Cells and names that got an apostrophe in front.
        public var escaped: Int
    }

    /// How a file is written.
    public enum Format: String, Sendable, CaseIterable {
        case csv, tsv, jsonLines, sqlite, parquet, arrow

        /// The format that a destination's ending names, or nil.
        public init?(destination: String) {
            let path = destination.lastIndex(of: "#").map { destination[..<$0] } ?? destination[...]
            let endings: [String: Format] = [
                "csv": .csv, "tsv": .tsv, "tab": .tsv, "jsonl": .jsonLines, "ndjson": .jsonLines, "sqlite": .sqlite,
                "sqlite3": .sqlite,
                "db": .sqlite, "parquet": .parquet, "pq": .parquet, "arrow": .arrow, "feather": .arrow,
            ]
            func format(_ text: Substring) -> Format? {
                text.split(separator: "/").last?.split(separator: ".").dropFirst().last.flatMap { endings[$0.lowercased()] }
            }
            guard let found = format(destination[...]) ?? (format(path) == .sqlite ? .sqlite : nil) else { return nil }
            self = found
        }
    }

    /// Writes a table.
    ///
    /// - Parameters:
    ///   - table: what is written.
    ///   - destination: a path that ends in `.csv`, `.tsv`, `.jsonl`, `.sqlite`, `.parquet` or `.arrow`; `out.sqlite#name` names the table
    ///     in it, which is added where the file is there already.
    ///   - progress: called now and then with the share done, 0 to 1.
    /// - Returns: what was written.
    /// - Throws: ``AssayError``: `exists`, `unwritable`, `disk_full`, `unknown_format`, `missing_program`, `writer_failed`.
    @discardableResult
    public func write(
        _ table: Table, to destination: String, progress: (Double) -> Void = { _ in }
    ) throws(AssayError) -> Report {
        guard let format = Format(destination: destination) else { throw .unknownFormat(destination) }
        var escaped = 0
        var path = destination
        switch format {
        case .csv, .tsv:
            let file = try AtomicFile(path, replaces: replaces)
            let delimiter = format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
            let writer = DelimitedWriter(table: table, delimiter: delimiter, escapesFormulas: !leavesFormulas)
            escaped = try writer.write({ bytes throws(AssayError) in try file.append(bytes) }, progress)
            try file.finish()
        case .jsonLines:
            let file = try AtomicFile(path, replaces: replaces)
            try JSONLinesWriter(table: table).write({ bytes throws(AssayError) in try file.append(bytes) }, progress)
            try file.finish()
        case .sqlite:
            let (file, name) = SQLiteWriter.divided(destination)
            path = file
            try SQLiteWriter(table: table, path: file, name: name, replaces: replaces).write(progress)
        case .parquet, .arrow:
            let file = try AtomicFile(path, replaces: replaces)
            try ParquetWriter(table: table, path: file.temporary, name: path, isArrow: format == .arrow).write(progress)
            try file.finish()
        }
        var status = stat()
        let bytes = stat(path, &status) == 0 ? Int(status.st_size) : 0
        progress(1)
        return Report(rows: table.rowCount, columns: table.columns.count, bytes: bytes, escaped: escaped)
    }
}
