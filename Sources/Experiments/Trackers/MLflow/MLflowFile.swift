import GRDB
import Recipes

/// MLflow's own store, an SQLite file: <https://mlflow.org/docs/latest/self-hosting/architecture/backend-store>.
struct MLflowFile {
    let path: String
    let database: DatabaseQueue

    /// The tables without which it is none.
    private static let tables: Set = ["experiments", "runs", "params", "tags", "metrics"]

    /// Opens a store to read it; a server that writes to it is not disturbed.
    ///
    /// - Throws: ``AssayError`` where the file is no database, or not of MLflow.
    init(reading path: String) throws(AssayError) {
        try self.init(path, isReadOnly: true)
        let names = try tableNames()
        guard Self.tables.isSubset(of: names) else { throw .noMLflow(path) }
    }

    /// Opens a store to write to it, and makes one where there is none.
    init(writing path: String) throws(AssayError) {
        try self.init(path, isReadOnly: false)
        let names = try tableNames()
        if names.isEmpty {
            try use { db in
                try db.inTransaction(.immediate) {
                    try MLflowSchema.make(db, path: path); return .commit
                }
            }
        }
        guard names.isEmpty || Self.tables.union(["latest_metrics"]).isSubset(of: names) else { throw .noMLflow(path) }
    }

    private init(_ path: String, isReadOnly: Bool) throws(AssayError) {
        self.path = path
        var configuration = Configuration()
        configuration.label = "assay.mlflow"
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(20)
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            // It may come from a stranger: nothing in its schema may call functions with side effects.
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
        }
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw .mlflow(path, error)
        }
    }

    /// Calls `body` with the connection.
    func use<T>(_ body: (Database) throws -> T) throws(AssayError) -> T {
        do {
            return try database.inDatabase(body)
        } catch {
            throw .mlflow(path, error)
        }
    }

    private func tableNames() throws(AssayError) -> Set<String> {
        try use { db in Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")) }
    }
}

extension AssayError {
    static func noMLflow(_ path: String) -> AssayError {
        AssayError(
            code: "not_mlflow", message: "\(path) is a database, but not one of MLflow's",
            hint: "name an mlflow.db, or a new file")
    }

    /// What SQLite says of an MLflow store, as a sentence.
    static func mlflow(_ path: String, _ error: any Error) -> AssayError {
        if let error = error as? AssayError { return error }
        guard let error = error as? DatabaseError else {
            return AssayError(code: "mlflow", message: "\(path) cannot be used (\(error))")
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return AssayError(
                code: "mlflow_busy", message: "\(path) has been written to by another program for more than twenty seconds",
                hint: "try again")
        case .SQLITE_NOTADB:
            return AssayError(code: "not_mlflow", message: "\(path) is no database", hint: "name an mlflow.db")
        case .SQLITE_CANTOPEN:
            return AssayError(code: "mlflow", message: "\(path) cannot be opened", hint: "check the path and its permissions")
        case .SQLITE_FULL:
            return AssayError(
                code: "disk_full", message: "no space is left on the disk of \(path)", hint: "free some and try again")
        case .SQLITE_READONLY, .SQLITE_PERM:
            return AssayError(code: "read_only", message: "\(path) cannot be written", hint: "check its permissions")
        default:
            return AssayError(
                code: "mlflow", message: "\(path) cannot be used (\(error.message ?? error.resultCode.description))",
                hint: "check it with `sqlite3`, or with `mlflow db upgrade`")
        }
    }
}
