import Recipes
import Tabular

/// Writes a table as Parquet, by way of an installed `duckdb` or pyarrow that reads it as text with types; as Arrow by pyarrow alone.
struct ParquetWriter {
    let table: Table
    /// Where it is written.
    let path: String
    /// What the person calls the file.
    let name: String
    /// Whether it is an Arrow file (the IPC format, which Feather is too).
    var isArrow = false

    /// What stands for a missing value; words with the same letters are quoted.
    private static let missing = "\\N"

    /// Writes all rows.
    ///
    /// - Throws: ``AssayError`` where neither program is installed, or with what it says.
    func write(_ progress: (Double) -> Void) throws(AssayError) {
        if !isArrow, let duckdb = DuckDB.installed {
            let child = try ChildProcess(duckdb, ["-init", "/dev/null", "-batch", "-c", query], input: .pipe)
            return try feed(child, "duckdb", progress)
        }
        guard let python = PyArrow.installed() else {
            throw .missingProgram(
                isArrow ? "pyarrow" : "duckdb or pyarrow", toWrite: name,
                install: isArrow ? "`pip install pyarrow`" : "`pip install duckdb-cli` or `pip install pyarrow`")
        }
        let types = JSON.array(table.columns.map { [.string($0.name), .string(Self.type(of: $0).arrow)] })
        let child = try ChildProcess(
            python, ["-c", Self.script, path, types.canonicalText, isArrow ? "arrow" : "parquet"], input: .pipe)
        try feed(child, "pyarrow", progress)
    }

    private func feed(_ child: ChildProcess, _ program: String, _ progress: (Double) -> Void) throws(AssayError) {
        var writer = DelimitedWriter(table: table, delimiter: UInt8(ascii: ","), escapesFormulas: false)
        writer.missing = Self.missing
        var isBroken = false
        // A program that ends early says why in the end.
        _ = try writer.write(
            { bytes throws(AssayError) in if !isBroken { isBroken = !child.write(UnsafeRawBufferPointer(bytes)) } }, progress)
        let ending = child.ended()
        guard ending.status == 0, !isBroken else {
            throw .programCannotWrite(program, name, words: program == "duckdb" ? ending.sentence : ending.lastLine)
        }
    }

    /// The statement for DuckDB.
    var query: String {
        let columns = table.columns.map { "\(DuckDB.text($0.name)): \(DuckDB.text(Self.type(of: $0).duckdb))" }
        return
            "copy (select * from read_csv('/dev/stdin', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
            + "nullstr = \(DuckDB.text(Self.missing)), allow_quoted_nulls = false, columns = {\(columns.joined(separator: ", "))})) "
            + "to \(DuckDB.text(path)) (format parquet)"
    }

    /// What a column is to DuckDB and to Arrow.
    static func type(of column: Column) -> (duckdb: String, arrow: String) {
        switch column.storage {
        case .numbers(let values):
            if column.kind == .date { return column.hasTime ? ("TIMESTAMP", "timestamp") : ("DATE", "date") }
            let isWhole = values.allSatisfy { $0.isNaN || $0 == $0.rounded(.towardZero) && abs($0) <= 9_007_199_254_740_992 }
            return isWhole && !values.contains { $0 == 0 && $0.sign == .minus } ? ("BIGINT", "int64") : ("DOUBLE", "double")
        case .codes(_, let words):
            let isTruth = column.kind == .flag && words.allSatisfy { $0 == "true" || $0 == "false" }
            return isTruth ? ("BOOLEAN", "bool") : ("VARCHAR", "string")
        }
    }

    private static let script = """
        import json, sys
        import pyarrow as pa, pyarrow.csv as csv, pyarrow.parquet as pq
        kinds = {"int64": pa.int64(), "double": pa.float64(), "bool": pa.bool_(), "string": pa.string(),
                 "date": pa.date32(), "timestamp": pa.timestamp("us")}
        types = {name: kinds[kind] for name, kind in json.loads(sys.argv[2])}
        convert = csv.ConvertOptions(column_types=types, null_values=["\\\\N"], strings_can_be_null=True,
                                     quoted_strings_can_be_null=False, timestamp_parsers=[csv.ISO8601])
        parse = csv.ParseOptions(newlines_in_values=True)
        reader = csv.open_csv(sys.stdin.buffer, parse_options=parse, convert_options=convert)
        open_writer = pa.ipc.new_file if sys.argv[3] == "arrow" else pq.ParquetWriter
        with open_writer(sys.argv[1], reader.schema) as writer:
            for batch in reader: writer.write_batch(batch)
        """
}
