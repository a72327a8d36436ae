import Glibc

/// What the text that names a table means: a file, a table in a database, many files, standard input, or another machine's.
public enum TableSource: Equatable, Sendable {
    /// `-` or `/dev/stdin`. A pipe by its number, such as `/dev/fd/63`, is a file: it is read once, and nothing of it is kept.
    case standardInput
    /// An address such as `https://host/x.csv`, `s3://bucket/x.parquet` or `postgres://host/db#table`.
    case remote(String)
    /// One file of any kind.
    case file(String)
    /// A table, or a view, in a file: `shop.sqlite#orders`.
    case database(path: String, table: String)
    /// All files that fit: `data/2024-*.csv`; `data/2024-*.csv#file` adds a column of that name which tells the file of each row.
    case pattern(String, fileColumn: String?)
    /// All files of a folder; a column with the file's name is asked for likewise.
    case folder(String, fileColumn: String?)

    /// What a text means. What is there under exactly that name goes before what its signs would mean otherwise.
    public init(_ text: String) {
        if text == "-" || text == "/dev/stdin" {
            self = .standardInput
        } else if text.hasPrefix("file://") {
            self = .file(String(text.dropFirst(7)))
        } else if !Self.isPath(text) {
            self = .remote(text)
        } else if let plain = Self.plain(text, fileColumn: nil) {
            self = plain
        } else if let mark = text.lastIndex(of: "#") {
            let (path, part) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
            switch Self.plain(path, fileColumn: part) {
            case .file(let path): self = .database(path: path, table: part)
            case let found?: self = found
            case nil: self = Self.isPattern(path) ? .pattern(path, fileColumn: part) : .file(text)
            }
        } else {
            self = Self.isPattern(text) ? .pattern(text, fileColumn: nil) : .file(text)
        }
    }

    /// What is there under a name.
    private static func plain(_ path: String, fileColumn: String?) -> TableSource? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder(path, fileColumn: fileColumn) : .file(path)
    }

    private static func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

    /// Whether the text names something in this machine's file system, so that it may be made absolute.
    public static func isPath(_ text: String) -> Bool {
        if text == "-" { return false }
        guard let colon = text.firstRange(of: "://") else { return true }
        let scheme = text[..<colon.lowerBound]
        return scheme.isEmpty || !scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
    }

    /// The text as it may be shown: an address with `***` in place of passwords, signatures and tokens.
    public static func shown(_ text: String) -> String { RemoteAddress(text).shown }

    /// Whether the text is an address of which ``shown(_:)`` hid something, so that it alone reaches nothing.
    public static func isHidden(_ text: String) -> Bool { RemoteAddress(text).isHidden }

    /// A text with every address in it changed, as by ``shown(_:)``.
    public static func replacingAddresses(in text: String, _ change: (String) -> String) -> String {
        RemoteAddress.replacing(in: text, change)
    }

    /// The folder in which the files of a path lie: without what a pattern leaves open.
    public static func folder(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        if let open = parts.firstIndex(where: { Self.isPattern(String($0)) }) { parts = parts[..<open] }
        let folder = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + folder : folder.isEmpty ? "." : folder
    }

    /// Endings of files that hold tables, without what says that they are packed.
    private static let endings: Set<String> = [
        "csv", "tsv", "tab", "psv", "jsonl", "ndjson", "parquet", "pq", "arrow", "feather", "orc", "sqlite", "sqlite3", "duckdb",
    ]
    private static let packed: Set<String> = ["gz", "zst", "xz", "bz2"]

    /// Whether a file's name promises a table: `x.csv`, `x.jsonl.gz`.
    public static func isTable(_ name: String) -> Bool {
        var parts = name.lowercased().split(separator: ".").dropFirst().map(String.init)
        if let last = parts.last, packed.contains(last) { parts.removeLast() }
        return parts.last.map(endings.contains) ?? false
    }
}
