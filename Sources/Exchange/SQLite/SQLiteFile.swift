import GRDBSQLite
import Recipes
import Tabular

/// A connection to an SQLite file, by the plain interface of the library: rows come and go without an object each.
final class SQLiteFile {
    let name: String
    private var handle: OpaquePointer?
    /// Whether to stop: the library asks it by an unowned pointer, which is good as long as this connection is.
    private let stopping: Stopping

    private final class Stopping {
        let control: ImportControl
        init(_ control: ImportControl) { self.control = control }
    }

    /// So many instructions of the library's machine, a few milliseconds of them, run before it asks whether to stop.
    private static let patience: Int32 = 100_000

    /// Opens a file to read it, and leaves its folder as it is.
    ///
    /// - Parameters:
    ///   - path: the file, which must not be written meanwhile.
    ///   - name: what the person calls it.
    ///   - control: whether to stop, asked while a statement runs.
    /// - Throws: ``AssayError`` where it cannot be opened.
    convenience init(reading path: String, name: String, control: ImportControl = ImportControl()) throws(AssayError) {
        // Nothing is locked, and no file is made beside it, as long as SQLite may take the file for unchanging.
        try self.init(uri: "file:\(Self.escaped(path))?immutable=1", flags: SQLITE_OPEN_READONLY, name: name, control: control)
    }

    /// Opens a file to write to it.
    convenience init(writing path: String, name: String, control: ImportControl = ImportControl()) throws(AssayError) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        try self.init(uri: "file:\(Self.escaped(path))", flags: flags, name: name, control: control)
    }

    private init(uri: String, flags: Int32, name: String, control: ImportControl) throws(AssayError) {
        self.name = name
        stopping = Stopping(control)
        let status = sqlite3_open_v2(uri, &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
        guard status == SQLITE_OK else {
            let error = failure()
            sqlite3_close(handle)
            handle = nil
            throw error
        }
        sqlite3_busy_timeout(handle, 2000)
        sqlite3_progress_handler(
            handle, Self.patience,
            { pointer in
                guard let pointer else { return 0 }
                return Unmanaged<Stopping>.fromOpaque(pointer).takeUnretainedValue().control.isCancelled() ? 1 : 0
            }, Unmanaged.passUnretained(stopping).toOpaque())
    }

    deinit {
        sqlite3_progress_handler(handle, 0, nil, nil)
        sqlite3_close_v2(handle)
    }

    /// A path with what a URI would take for its own signs escaped.
    private static func escaped(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && !"%?#".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            text += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        return text
    }

    /// What the library says went wrong.
    func failure() -> AssayError {
        // Nothing else interrupts it.
        if handle.map({ sqlite3_errcode($0) }) == SQLITE_INTERRUPT { return .importStopped() }
        return .database(name, words: handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "it cannot be opened")
    }

    /// Runs a statement that answers nothing.
    func execute(_ sql: String) throws(AssayError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// Prepares a statement.
    func statement(_ sql: String) throws(AssayError) -> SQLiteStatement {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else { throw failure() }
        return SQLiteStatement(prepared, of: self)
    }

    /// Tables and views that people made, in the order of their names.
    func tables() throws(AssayError) -> [String] {
        let list = try statement(
            "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name"
        )
        var names: [String] = []
        while try list.step() { names.append(list.text(0)) }
        return names
    }

    /// A name as SQL quotes it.
    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}

/// A prepared statement.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let file: SQLiteFile

    fileprivate init(_ handle: OpaquePointer, of file: SQLiteFile) {
        self.handle = handle
        self.file = file
    }

    deinit { sqlite3_finalize(handle) }

    /// What a cell holds.
    enum Class {
        case null, whole, real, text, blob
    }

    /// Goes to the next row; false behind the last.
    func step() throws(AssayError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw file.failure()
        }
    }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Reading

    var columns: [String] {
        (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "c\($0 + 1)" }
    }

    func storageClass(_ column: Int) -> Class {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .whole
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func whole(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }
    func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }
    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// The bytes of a text, or of a blob; good until the next step.
    func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, Int32(column))
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
    }

    // MARK: Writing

    func bind(_ value: Double, at place: Int) {
        if let whole = Int64(exactly: value), whole.magnitude <= 1 << 53, value != 0 || value.sign == .plus {
            sqlite3_bind_int64(handle, Int32(place), whole)
        } else {
            sqlite3_bind_double(handle, Int32(place), value)
        }
    }

    func bind(_ text: String, at place: Int) {
        // -1 says that the library has to copy what it is given.
        let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        var text = text
        text.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(handle, Int32(place), $0.baseAddress, Int32($0.count), copies)
            }
        }
    }

    func bindNull(at place: Int) { sqlite3_bind_null(handle, Int32(place)) }
}

extension AssayError {
    static func database(_ name: String, words: String) -> AssayError {
        AssayError(code: "database", message: "\(name): SQLite says \"\(words)\"", hint: "check the file with `sqlite3`")
    }

    static func noSuchTable(_ table: String, in name: String, known: [String]) -> AssayError {
        let nearest = nearestWord(to: table, among: known)
        let few = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", .." : "")
        return AssayError(
            code: "no_such_table", message: "\(name) has no table \"\(table)\"",
            hint: nearest.map { "did you mean \($0)?" } ?? (known.isEmpty ? "it is empty" : "it has \(few)"), isUsage: true)
    }

    static func severalTables(_ name: String, known: [String]) -> AssayError {
        let few = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", .." : "")
        return AssayError(
            code: "several_tables", message: "\(name) has \(known.count) tables (\(few))",
            hint: "name one, as in '\(name)#\(known.first ?? "table")'", isUsage: true)
    }

    static func noTables(_ name: String) -> AssayError {
        AssayError(code: "empty_file", message: "\(name) has no tables", hint: "choose another file")
    }

    static func noDatabase(_ name: String) -> AssayError {
        AssayError(
            code: "no_database", message: "\(name) is no database, so it has no tables to choose from",
            hint: "leave away what follows #",
            isUsage: true)
    }

    static func databaseChanging(_ name: String) -> AssayError {
        AssayError(
            code: "changing", message: "\(name) was written to while it was read", hint: "try again when its writer rests")
    }
}
