import Glibc
import Recipes
import Tabular
import TestSupport

/// The table of a text, by way of a file of its own.
func table(
    _ text: String, options: ReadingOptions = ReadingOptions(), name: String = "data.csv"
) throws -> Table {
    try table(bytes: Array(text.utf8), options: options, name: name)
}

/// The table of bytes, by way of a file of its own.
func table(bytes: [UInt8], options: ReadingOptions = ReadingOptions(), name: String = "data.csv") throws -> Table {
    try withTemporaryFolder { folder in
        let path = "\(folder)/\(name)"
        try write(bytes, to: path)
        return try TableImporter(cacheFolder: nil).table(at: path, options: options)
    }
}

/// A file that a test needs and cannot have.
struct CannotOpen: Error {
    let path: String
}

/// Writes a file.
func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw CannotOpen(path: path) }
}

/// Reads a file.
func contents(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let got = fread(&chunk, 1, chunk.count, file), got > 0 { bytes += chunk[..<got] }
    return bytes
}

/// Names of the files in a folder, sorted.
func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
}

/// Two tables with equal columns, compared bit by bit.
func areEqual(_ a: Table, _ b: Table) -> Bool {
    guard a.rowCount == b.rowCount, a.source == b.source, a.remarks == b.remarks, a.columns.count == b.columns.count else {
        return false
    }
    return zip(a.columns, b.columns).allSatisfy { x, y in
        guard x.name == y.name, x.kind == y.kind, x.decimals == y.decimals, x.hasTime == y.hasTime,
            x.missingSpellings == y.missingSpellings
        else { return false }
        switch (x.storage, y.storage) {
        case (.numbers(let p), .numbers(let q)): return p.map(\.bitPattern) == q.map(\.bitPattern)
        case (.codes(let p, let v), .codes(let q, let w)): return p == q && v == w
        default: return false
        }
    }
}

extension Table {
    /// The texts of a row; "·" where missing.
    func texts(row: Int) -> [String] { columns.indices.map { text(row: row, column: $0) ?? "·" } }

    /// The kinds by column.
    var kinds: [ColumnKind] { columns.map(\.kind) }
}
