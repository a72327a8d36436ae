import Recipes
import Tabular

/// Reads what an installed `duckdb` can read: its command line answers with the columns' types, then with rows as CSV.
struct DuckDB {
    let program: Program
    /// What the person calls the source.
    let name: String
    /// Whether to stop.
    var control = ImportControl()

    static var installed: Program? { Program.named("duckdb") }

    /// What a `from` clause names a source by.
    enum Relation {
        case parquet(String)
        /// A table of another DuckDB file.
        case table(String, in: String)
        /// Anything that DuckDB recognises itself.
        case any(String)

        var sql: String {
            switch self {
            case .parquet(let path): "read_parquet(\(DuckDB.text(path)))"
            case .table(let table, _): DuckDB.name(table)
            case .any(let address): DuckDB.text(address)
            }
        }

        /// The database that is opened; nil is one in memory.
        var database: String? {
            if case .table(_, let path) = self { path } else { nil }
        }
    }

    /// A text as SQL quotes it.
    static func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    /// A name as SQL quotes it.
    static func name(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// Reads all rows of a relation, and tells now and then how many there are.
    ///
    /// - Throws: ``AssayError`` with what DuckDB says.
    func read(_ relation: Relation, into builder: TableBuilder, told: (Int) -> Void) throws(AssayError) {
        let columns = try describe(relation)
        let list = columns.map { Self.expression($0.name, type: $0.type) }.joined(separator: ", ")
        let words = columns.filter { Self.form(of: $0.type) == .words }.map { Self.name($0.name) }
        let force = words.isEmpty ? "" : ", force_quote (\(words.joined(separator: ", ")))"
        let query = "copy (select \(list) from \(relation.sql)) to '/dev/stdout' (format csv, header, nullstr ''\(force))"
        let child = try start(relation, [], query)
        let types = columns.map { ColumnType(name: $0.name, form: Self.form(of: $0.type)) }
        var failed: AssayError?
        do throws(AssayError) {
            try TypedRecords(name: name, types: types).read(ByteWindow(child), into: builder, told: told)
        } catch {
            if error.isStop { throw error }
            failed = error
        }
        // What the program says of its failure tells more than the torn rows do.
        let ending = failed == nil ? child.ended() : child.endedSoon()
        // One that was ended says nothing of what it read.
        try control.check()
        if let ending, ending.status != 0 { throw .programFailed("duckdb", on: name, words: ending.sentence) }
        if let failed { throw failed }
    }

    /// The tables of a DuckDB file.
    func tables(of path: String) throws(AssayError) -> [String] {
        let query = "select table_name from information_schema.tables where table_schema = 'main' order by 1"
        return try answer(.table("", in: path), query).compactMap { $0["table_name"]?.stringValue }
    }

    private func describe(_ relation: Relation) throws(AssayError) -> [(name: String, type: String)] {
        let columns = try answer(relation, "describe select * from \(relation.sql)").compactMap { row in
            row["column_name"]?.stringValue.flatMap { name in row["column_type"]?.stringValue.map { (name, $0) } }
        }
        guard !columns.isEmpty else { throw .programFailed("duckdb", on: name, words: "it names no columns") }
        return columns
    }

    private func answer(_ relation: Relation, _ query: String) throws(AssayError) -> [JSON] {
        let child = try start(relation, ["-json"], query)
        let spool = try ByteWindow(child).all()
        let ending = child.ended()
        // One that was ended says nothing of what it read.
        try control.check()
        guard ending.status == 0 else { throw .programFailed("duckdb", on: name, words: ending.sentence) }
        if spool.isEmpty { return [] }
        guard let rows = try? JSON(parsing: String(decoding: spool, as: UTF8.self)).arrayValue else {
            throw .programFailed("duckdb", on: name, words: "an answer that is no JSON")
        }
        return rows
    }

    private func start(_ relation: Relation, _ arguments: [String], _ query: String) throws(AssayError) -> ChildProcess {
        // Nothing a person has set for their own use of DuckDB may change what is read.
        let database = relation.database.map { ["-readonly", $0] } ?? []
        let words = ["-init", "/dev/null", "-batch"] + database + arguments
        guard case .any(let address) = relation, TableSource.shown(address) != address else {
            return try ChildProcess(program, words + ["-c", query], control: control)
        }
        // Everybody sees what a program is started with.
        let child = try ChildProcess(program, words, input: .pipe, control: control)
        child.say(query + ";\n")
        return child
    }

    // MARK: Types

    /// What the values of a type are to us.
    static func form(of type: String) -> ColumnType.Form {
        let word = type.prefix { $0.isLetter || $0 == "_" || $0.isNumber }.uppercased()
        if type.hasSuffix("]") { return .words }
        switch word {
        case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
            "FLOAT", "DOUBLE", "REAL", "DECIMAL", "INT8", "INT4", "INT2", "INT1", "BIGNUM", "VARINT":
            return .number
        case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ", "DATETIME": return .date
        default: return .words
        }
    }

    /// The expression that writes a column's values as we read them.
    static func expression(_ column: String, type: String) -> String {
        let name = name(column)
        let isNested = type.hasSuffix("]") || ["STRUCT", "MAP", "UNION"].contains { type.hasPrefix($0) }
        if isNested { return "to_json(\(name)) as \(name)" }
        return type == "BLOB" ? "lower(hex(\(name))) as \(name)" : name
    }
}

extension ByteWindow {
    /// All that is left, in one piece: for answers that are short.
    func all() throws(AssayError) -> [UInt8] {
        while try more() {}
        let bytes = Array(bytes)
        take(bytes.count)
        return bytes
    }
}
