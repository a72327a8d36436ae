import Glibc

/// What the text that names a table means: a file, a table in a database, many files, standard input, or another machine's.
public enum TableSource: Equatable, Sendable {
    /// `-`, `/dev/stdin`, or a pipe by its number.
    case standardInput
    /// An address such as `https://host/x.csv`, `s3://bucket/x.parquet` or `postgres://host/db#table`.
    case remote(String)
    /// One file of any kind.
    case file(String)
    /// A table, or a view, in a file: `shop.sqlite#orders`.
    case database(path: String, table: String)
    /// All files that fit: `data/2024-*.csv`.
    case pattern(String)
    /// All files of a folder.
    case folder(String)

    /// What a text means. What is there under exactly that name goes before what its signs would mean otherwise.
    public init(_ text: String) {
        if text == "-" || text == "/dev/stdin" {
            self = .standardInput
        } else if !Self.isPath(text) {
            self = .remote(text)
        } else {
            var status = stat()
            if stat(text, &status) == 0 {
                self = status.st_mode & S_IFMT == S_IFDIR ? .folder(text) : .file(text)
            } else if let mark = text.lastIndex(of: "#"), stat(String(text[..<mark]), &status) == 0 {
                self = .database(path: String(text[..<mark]), table: String(text[text.index(after: mark)...]))
            } else {
                self = text.contains(where: { "*?[".contains($0) }) ? .pattern(text) : .file(text)
            }
        }
    }

    /// Whether the text names something in this machine's file system, so that it may be made absolute.
    public static func isPath(_ text: String) -> Bool {
        if text == "-" { return false }
        guard let colon = text.firstRange(of: "://") else { return true }
        let scheme = text[..<colon.lowerBound]
        return scheme.isEmpty || !scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
    }

    /// The folder in which the files of a path lie: without what a pattern leaves open.
    public static func folder(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        if let open = parts.firstIndex(where: { $0.contains { "*?[".contains($0) } }) { parts = parts[..<open] }
        let folder = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + folder : folder.isEmpty ? "." : folder
    }
}
