import Exchange
import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

/// Opens a table without a cache.
func opened(
    _ source: String, options: ReadingOptions = ReadingOptions(), cache: String? = nil
) throws(AssayError) -> Table {
    try TableOpener(cacheFolder: cache).table(at: source, options: options)
}

/// Opens a table as a screen does, and what of it was shown before it was there.
func shown(
    _ source: String, options: ReadingOptions = ReadingOptions(), cache: String? = nil
) throws(AssayError) -> (table: Table, previews: [TablePreview]) {
    var previews: [TablePreview] = []
    let table = try TableOpener(cacheFolder: cache).table(
        at: source, options: options, control: ImportControl(), report: { _ in }, show: { previews.append($0) })
    return (table, previews)
}

/// The code of the error that opening ends with; nil where it succeeds.
func failure(_ source: String, cache: String? = nil) -> AssayError? {
    do throws(AssayError) {
        _ = try opened(source, cache: cache)
        return nil
    } catch {
        return error
    }
}

extension Table {
    /// The texts of a row; "·" where missing.
    func texts(row: Int) -> [String] { columns.indices.map { text(row: row, column: $0) ?? "·" } }

    /// All rows as texts.
    var texts: [[String]] { (0..<rowCount).map { texts(row: $0) } }

    /// The kinds by column.
    var kinds: [ColumnKind] { columns.map(\.kind) }

    /// The names of the columns.
    var names: [String] { columns.map(\.name) }
}

/// Whether two tables have the same columns with the same values, bit by bit.
func areEqual(_ a: Table, _ b: Table) -> Bool {
    a.rowCount == b.rowCount && a.columns.count == b.columns.count
        && zip(a.columns, b.columns).allSatisfy { x, y in
            guard x.name == y.name, x.kind == y.kind, x.hasTime == y.hasTime else { return false }
            switch (x.storage, y.storage) {
            case (.numbers(let p), .numbers(let q)):
                return zip(p, q).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
            case (.codes(let p, let v), .codes(let q, let w)): return p == q && v == w
            default: return false
            }
        }
}

/// Packs a file with a program of this machine; false where it is not installed.
func pack(_ path: String, with name: String, to packed: String) throws -> Bool {
    guard let program = Program.named(name) else { return false }
    let input = open(path, O_RDONLY)
    defer { close(input) }
    let child = try ChildProcess(program, ["-c"], input: .descriptor(input))
    let bytes = try ByteWindow(child).all()
    #expect(child.ended().status == 0)
    try write(bytes, to: packed)
    return true
}

/// Writes a program of its own into a folder: a shell script under this name.
func writeScript(_ name: String, in folder: String, _ text: String) throws {
    try write("#!/bin/sh\n" + text, to: folder + "/" + name)
    chmod(folder + "/" + name, 0o755)
}

/// A table of 200 rows with every kind, some of it missing.
let sampleText: String = {
    var text = "name,age,score,when,member,note\n"
    for row in 0..<200 {
        let city = ["Rome", "Oslo", "\"Lima, \"\"PE\"\"\""][row % 3]
        let hour = row % 24
        text += "\(city),\(row % 7 == 0 ? "" : String(20 + row % 50)),\(Double(row) / 7),"
        text += "2024-01-\(row % 28 < 9 ? "0" : "")\(row % 28 + 1) \(hour < 10 ? "0" : "")\(hour):30:00,"
        text += "\(row % 2 == 0 ? "true" : "false"),\(row % 5 == 0 ? "" : "word \(row % 11)")\n"
    }
    return text
}()
