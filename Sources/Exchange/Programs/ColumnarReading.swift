import Recipes
import Tabular

/// Reads the formats for which another program is needed: Parquet, Arrow, ORC, and DuckDB's own files.
struct ColumnarReading {
    let stream: SourceStream
    let kind: SourceKind
    /// The table that was asked for in a database.
    let table: String?

    /// Reads all rows with `duckdb`, or else with pyarrow, and tells now and then how many there are.
    ///
    /// - Throws: ``AssayError`` where neither is installed or the file cannot be read.
    func read(into builder: TableBuilder, told: (Int) -> Void) throws(AssayError) {
        switch kind {
        case .parquet:
            if let duckdb = DuckDB.installed {
                return try DuckDB(program: duckdb, name: stream.name, control: stream.control).read(
                    .parquet(stream.path), into: builder, told: told)
            }
            try readWithPyArrow("parquet", alternatives: "duckdb or pyarrow", into: builder, told)
        case .arrow: try readWithPyArrow("arrow", alternatives: "pyarrow", into: builder, told)
        case .orc: try readWithPyArrow("orc", alternatives: "pyarrow", into: builder, told)
        default: try readDatabase(into: builder, told)
        }
    }

    private func readWithPyArrow(
        _ format: String, alternatives: String, into builder: TableBuilder, _ told: (Int) -> Void
    ) throws(AssayError) {
        guard let python = PyArrow.installed() else {
            let install =
                alternatives == "pyarrow" ? "`pip install pyarrow`" : "`pip install duckdb-cli` or `pip install pyarrow`"
            throw .missingProgram(alternatives, toRead: stream.name, install: install)
        }
        try PyArrow(program: python, name: stream.name, control: stream.control).read(
            stream.path, format: format, into: builder, told: told)
    }

    private func readDatabase(into builder: TableBuilder, _ told: (Int) -> Void) throws(AssayError) {
        guard let program = DuckDB.installed else {
            throw .missingProgram("duckdb", toRead: stream.name, install: "`pip install duckdb-cli`, or see https://duckdb.org")
        }
        let duckdb = DuckDB(program: program, name: stream.name, control: stream.control)
        let known = try duckdb.tables(of: stream.path)
        guard let first = known.first else { throw .noTables(stream.name) }
        if let table, !known.contains(table) { throw .noSuchTable(table, in: stream.name, known: known) }
        guard table != nil || known.count == 1 else { throw .severalTables(stream.name, known: known) }
        try duckdb.read(.table(table ?? first, in: stream.path), into: builder, told: told)
    }
}
