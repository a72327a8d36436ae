import Glibc
import Recipes
import Tabular

/// Writes a table into an SQLite file: a new one that appears whole, or one more table of a file that is there.
struct SQLiteWriter {
    let table: Table
    let path: String
    let name: String
    let replaces: Bool

    /// File and table that a destination means; without a name the table is called after the file.
    static func divided(_ destination: String) -> (path: String, name: String) {
        if let mark = destination.lastIndex(of: "#"), destination.index(after: mark) < destination.endIndex {
            return (String(destination[..<mark]), String(destination[destination.index(after: mark)...]))
        }
        return (destination, destination.lastPart.split(separator: ".").first.map(String.init) ?? "data")
    }

    /// Writes all rows in one transaction.
    func write(_ progress: (Double) -> Void) throws(AssayError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let file = try AtomicFile(path, replaces: false)
            do throws(AssayError) {
                try fill(SQLiteFile(writing: file.temporary, name: path), progress)
            } catch {
                unlink(file.temporary + "-journal")
                throw error
            }
            return try file.finish()
        }
        let file = try SQLiteFile(writing: path, name: path)
        let known = try file.tables().first { $0.lowercased() == name.lowercased() }
        guard known == nil || replaces else { throw .exists("\(path)#\(name)") }
        try fill(file, replacing: known, progress)
    }

    private func fill(
        _ file: SQLiteFile, replacing known: String? = nil, _ progress: (Double) -> Void
    ) throws(AssayError) {
        try file.execute("begin immediate")
        if let known { try file.execute("drop table \(SQLiteFile.quoted(known))") }
        let columns = table.columns.map { "\(SQLiteFile.quoted($0.name)) \(Self.type(of: $0))" }
        try file.execute("create table \(SQLiteFile.quoted(name)) (\(columns.joined(separator: ", ")))")
        let places = table.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let insert = try file.statement("insert into \(SQLiteFile.quoted(name)) values (\(places))")
        for row in 0..<table.rowCount {
            for (place, column) in table.columns.enumerated() {
                switch column.storage {
                case .codes(let codes, let words):
                    if codes[row] < 0 {
                        insert.bindNull(at: place + 1)
                    } else {
                        insert.bind(words[Int(codes[row])], at: place + 1)
                    }
                case .numbers(let values):
                    if values[row].isNaN {
                        insert.bindNull(at: place + 1)
                    } else if column.kind == .date {
                        insert.bind(DateForm.iso(values[row], hasTime: column.hasTime), at: place + 1)
                    } else {
                        insert.bind(values[row], at: place + 1)
                    }
                }
            }
            _ = try insert.step()
            insert.reset()
            if row & 0xFFFF == 0 { progress(Double(row) / Double(table.rowCount)) }
        }
        try file.execute("commit")
    }

    private static func type(of column: Column) -> String {
        guard let values = column.numbers, column.kind != .date else { return "text" }
        return values.allSatisfy { $0.isNaN || $0 == $0.rounded(.towardZero) && abs($0) <= 9_007_199_254_740_992 }
            ? "integer" : "real"
    }
}
