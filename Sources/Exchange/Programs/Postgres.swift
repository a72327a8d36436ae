import Recipes
import Tabular

/// Reads a table of a Postgres server with the installed `psql`.
struct Postgres {
    let program: Program
    /// The address, without a password, which would show in the list of processes.
    let server: String
    let password: String?
    /// Whether to stop.
    var control = ImportControl()

    /// Reads all rows of a table or view, which may be named with its schema, and tells now and then how many there are.
    ///
    /// - Throws: ``AssayError`` with what `psql` says.
    func read(_ table: String, into builder: TableBuilder, told: (Int) -> Void) throws(AssayError) {
        let name = table.split(separator: ".", maxSplits: 1).map { DuckDB.name(String($0)) }.joined(separator: ".")
        let types = try columns(of: name)
        guard !types.isEmpty else { throw .programFailed("psql", on: server, words: "\(table) has no columns") }
        try run("copy (select * from \(name)) to stdout (format csv, header, force_quote *)") { window throws(AssayError) in
            try TypedRecords(name: server, types: types).read(window, into: builder, told: told)
        }
    }

    private func columns(of name: String) throws(AssayError) -> [ColumnType] {
        var found: [ColumnType] = []
        let query = """
            copy (select attname, format_type(atttypid, null) from pg_attribute where attrelid = \(DuckDB.text(name))::regclass \
            and attnum > 0 and not attisdropped order by attnum) to stdout (format csv)
            """
        try run(query) { window throws(AssayError) in
            let records = DelimitedRecords(window)
            while try records.next() {
                let words = records.words
                if words.count == 2 { found.append(ColumnType(name: words[0], form: Self.form(of: words[1]))) }
            }
        }
        return found
    }

    private func run(_ query: String, _ body: (ByteWindow) throws(AssayError) -> Void) throws(AssayError) {
        // One form for dates, bytes and zones, whatever the server is set to; and nothing is changed there.
        let settings = "-c default_transaction_read_only=on -c datestyle=ISO -c timezone=UTC -c bytea_output=hex"
        var environment = ["PGOPTIONS": settings, "PGCLIENTENCODING": "UTF8"]
        if let password { environment["PGPASSWORD"] = password }
        let arguments = [
            "--no-psqlrc", "--no-password", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", server, "--command", query,
        ]
        let child = try ChildProcess(program, arguments, environment: environment, control: control)
        var failed: AssayError?
        do throws(AssayError) {
            try body(ByteWindow(child))
        } catch {
            if error.isStop { throw error }
            failed = error
        }
        let ending = failed == nil ? child.ended() : child.endedSoon()
        // One that was ended says nothing of what it read.
        try control.check()
        if let ending, ending.status != 0 { throw .programFailed("psql", on: server, words: ending.sentence) }
        if let failed { throw failed }
    }

    private static func form(of type: String) -> ColumnType.Form {
        if type.hasSuffix("[]") { return .words }
        let numbers = ["smallint", "integer", "bigint", "real", "double precision", "numeric", "oid"]
        if numbers.contains(type) { return .number }
        return type == "date" || type.hasPrefix("timestamp") ? .date : .words
    }
}
