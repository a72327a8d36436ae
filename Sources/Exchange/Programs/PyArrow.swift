import Recipes
import Tabular

/// Reads what pyarrow can read: a short script says the columns' types on its first line, then rows as CSV.
struct PyArrow {
    let program: Program
    /// What the person calls the source.
    let name: String
    /// Whether to stop.
    var control = ImportControl()

    /// The first Python on the path that has pyarrow.
    static func installed() -> Program? {
        guard let python = Program.first(of: ["python3", "python"]),
            let child = try? ChildProcess(python, ["-c", "import pyarrow"])
        else { return nil }
        return child.ended().status == 0 ? python : nil
    }

    /// Reads all rows of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - format: `parquet`, `arrow` or `orc`.
    ///   - builder: where the rows go.
    ///   - told: called now and then with how many there are.
    /// - Throws: ``AssayError`` with what Python says.
    func read(_ path: String, format: String, into builder: TableBuilder, told: (Int) -> Void) throws(AssayError) {
        let child = try ChildProcess(program, ["-c", Self.script, path, format], control: control)
        var failed: AssayError?
        do throws(AssayError) {
            let window = ByteWindow(child)
            let types = try Self.types(window, name: name)
            try TypedRecords(name: name, types: types).read(window, into: builder, told: told)
        } catch {
            if error.isStop { throw error }
            failed = error
        }
        let ending = failed == nil ? child.ended() : child.endedSoon()
        // One that was ended says nothing of what it read.
        try control.check()
        if let ending, ending.status != 0 { throw .programFailed("pyarrow", on: name, words: ending.lastLine) }
        if let failed { throw failed }
    }

    /// Copies the bytes of a remote file, and tells how many there are.
    ///
    /// - Throws: ``AssayError`` with what Python says.
    func copy(_ address: String, to spool: Spool, told: (Int) -> Void) throws(AssayError) {
        // Everybody sees what a program is started with, and a secret may stand in the address.
        let child = try ChildProcess(program, ["-c", Self.copying], input: .pipe, control: control)
        child.say(address + "\n")
        try spool.append(child, told: told)
        let ending = child.ended()
        // One that was ended says nothing of what it read.
        try control.check()
        guard ending.status == 0 else { throw .programFailed("pyarrow", on: name, words: ending.lastLine) }
    }

    private static func types(_ window: ByteWindow, name: String) throws(AssayError) -> [ColumnType] {
        while true {
            let bytes = window.bytes
            if let end = bytes.firstIndex(of: 0x0A) {
                let line = String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self)
                window.take(end + 1)
                let columns = (try? JSON(parsing: line))?.arrayValue ?? []
                let forms: [String: ColumnType.Form] = ["number": .number, "date": .date]
                return columns.map {
                    ColumnType(name: $0["name"]?.stringValue ?? "", form: forms[$0["form"]?.stringValue ?? ""] ?? .words)
                }
            }
            guard try window.more() else { throw .programFailed("pyarrow", on: name, words: "it names no columns") }
        }
    }

    /// Batches go through one at a time, so that the table need not fit into Python's memory.
    static let script = """
        import json, sys
        import pyarrow as pa, pyarrow.csv as csv
        path, form = sys.argv[1], sys.argv[2]
        if form == "parquet":
            import pyarrow.parquet as pq
            f = pq.ParquetFile(path); schema = f.schema_arrow; batches = f.iter_batches()
        elif form == "orc":
            import pyarrow.orc as orc
            f = orc.ORCFile(path); schema = f.schema; batches = (f.read_stripe(i) for i in range(f.nstripes))
        else:
            try:
                f = pa.ipc.open_file(path); schema = f.schema
                batches = (f.get_batch(i) for i in range(f.num_record_batches))
            except pa.lib.ArrowInvalid:
                try:
                    f = pa.ipc.open_stream(pa.OSFile(path)); schema = f.schema; batches = f
                except pa.lib.ArrowInvalid:
                    import pyarrow.feather as feather
                    t = feather.read_table(path); schema = t.schema; batches = t.to_batches()
        t = pa.types
        def plain(kind):
            return kind.value_type if t.is_dictionary(kind) else kind
        def target(kind):
            kind = plain(kind)
            if t.is_boolean(kind) or t.is_integer(kind) or t.is_floating(kind): return kind, "number"
            if t.is_decimal(kind): return pa.string(), "number"
            if t.is_date(kind) or t.is_timestamp(kind): return kind, "date"
            return pa.string(), "words"
        def text(value):
            if value is None: return None
            if isinstance(value, (bytes, bytearray)): return value.hex()
            return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
        columns = []
        for field in schema:
            kind, form = target(field.type)
            if t.is_boolean(kind): form = "words"
            columns.append({"name": field.name, "form": form})
        out = sys.stdout.buffer
        out.write(json.dumps(columns).encode() + b"\\n"); out.flush()
        wanted = pa.schema([pa.field(f.name, target(f.type)[0]) for f in schema])
        options = csv.WriteOptions(include_header=True, quoting_style="needed")
        with csv.CSVWriter(out, wanted, write_options=options) as writer:
            for batch in batches:
                arrays = []
                for array, field in zip(batch.columns, wanted):
                    if t.is_dictionary(array.type): array = array.dictionary_decode()
                    if t.is_half_float(array.type): array = array.cast(pa.float32())
                    if array.type != field.type:
                        simple = t.is_string(array.type) or t.is_large_string(array.type) or t.is_decimal(array.type)
                        array = array.cast(field.type) if simple else pa.array([text(v) for v in array.to_pylist()], pa.string())
                    arrays.append(array)
                writer.write_batch(pa.record_batch(arrays, schema=wanted))
        """

    static let copying = """
        import shutil, sys
        from pyarrow import fs
        system, path = fs.FileSystem.from_uri(sys.stdin.readline().rstrip("\\n"))
        with system.open_input_stream(path) as source:
            shutil.copyfileobj(source, sys.stdout.buffer, 1 << 20)
        """
}

extension ChildProcess.Ending {
    /// The last line that says something: where Python names its error.
    var lastLine: String {
        let lines = words.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        return lines.last.map { String($0.prefix(300)) } ?? sentence
    }
}
