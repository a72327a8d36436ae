import GRDB
import Glibc
public import Recipes
import Synchronization

/// The runs of a project, in `.assay/runs.sqlite`: the only thing that screens and workers share.
///
/// One connection writes, another reads, so that a screen never waits for a commit. Every call is synchronous, may come from any
/// thread, and throws ``AssayError`` with a sentence. Every transaction raises ``revision()`` and rings the bell that
/// ``StoreWatcher`` listens to.
///
/// Every write happens under one advisory writers' lock, because SQLite up to 3.51.2 can lose committed pages when a
/// checkpoint meets another one (https://sqlite.org/wal.html, the WAL-reset bug).
public final class RunStore: Sendable {
    /// The name of the database inside the folder.
    public static let fileName = "runs.sqlite"

    /// The project's `.assay` folder.
    public let folder: String

    private let writer: DatabaseQueue
    private let reader: DatabaseQueue
    private let lock: WriterLock
    private let bell: Bell
    private let isFull = Mutex(false)
    /// Recipes are few and read often; each is parsed once.
    let recipes = Mutex<[String: Recipe]>([:])

    /// Whether a store is there already.
    public static func exists(in folder: String) -> Bool { access(folder + "/" + fileName, F_OK) == 0 }

    /// Opens or makes the store in a project's `.assay` folder, and the folder itself.
    ///
    /// - Throws: ``AssayError`` where it cannot be read or written, or a newer version wrote it (`newer_store`); then nothing
    ///   was touched.
    public init(folder: String) throws(AssayError) {
        self.folder = folder
        try Self.makeFolder(folder)
        let lock = try WriterLock(folder: folder)
        let bell = Bell(folder: folder)
        do {
            let path = folder + "/" + Self.fileName
            // Opening may recover the log of a process that was killed, and so writes.
            (writer, reader) = try lock.hold {
                if Self.exists(in: folder) { try Self.checkVersion(path: path, folder: folder) }
                var configuration = Self.configuration(label: "assay.writer")
                configuration.journalMode = MountPoint.isOnNetwork(folder) ? .default : .wal
                let writer = try DatabaseQueue(path: path, configuration: configuration)
                let version = try writer.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
                if version != Schema.version {
                    if let version, version > 0 { try Self.backUp(writer, version: version, folder: folder) }
                    try Schema.migrator.migrate(writer)
                }
                configuration = Self.configuration(label: "assay.reader")
                configuration.readonly = true
                // Questions to ten thousand runs walk the same tens of megabytes each time.
                configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA cache_size = -65536") }
                return (writer, try DatabaseQueue(path: path, configuration: configuration))
            }
        } catch {
            lock.close()
            bell.close()
            throw .store(error, folder: folder)
        }
        self.lock = lock
        self.bell = bell
    }

    deinit {
        // The last connection to close writes the log back into the file.
        _ = try? lock.hold {
            try reader.close()
            try writer.close()
        }
        lock.close()
        bell.close()
    }

    /// The number that every transaction raises, over all runs; see ``runs(changedSince:)``.
    public func revision() throws(AssayError) -> Int {
        try read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT revision FROM counter")) ?? 0 }
    }

    /// A number that differs from the last time when anyone committed anything. Cheaper than ``revision()``, but says nothing
    /// on which is later.
    public func dataVersion() throws(AssayError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
    }

    /// SQLite's version, for `doctor`.
    public func sqliteVersion() throws(AssayError) -> String {
        try read { db in try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "" }
    }
}

// MARK: - Reading and writing

extension RunStore {
    /// How much a commit must outlive.
    enum Durability {
        /// A crash of the program; a power failure may take the last ones. For points.
        case crash
        /// A power failure. For what a person did, and for states.
        case power
    }

    /// A write that is going on.
    struct Transaction {
        let db: Database
        /// The revision that everything changed here gets.
        let revision: Int
    }

    /// Reads in one snapshot.
    func read<T>(_ body: (Database) throws -> T) throws(AssayError) -> T {
        do {
            return try reader.read(body)
        } catch {
            throw .store(error, folder: folder)
        }
    }

    /// Writes in one transaction under the writers' lock, raises the revision and rings the bell.
    func write<T>(_ durability: Durability, _ body: (Transaction) throws -> T) throws(AssayError) -> T {
        do {
            let result = try writer.writeWithoutTransaction { db in
                try lock.hold {
                    try setSynchronous(durability, db)
                    var result: T?
                    try db.inTransaction(.immediate) {
                        let raised = try db.cachedStatement(sql: "UPDATE counter SET revision = revision + 1 RETURNING revision")
                        let revision = try Int.fetchOne(raised) ?? 0
                        result = try body(Transaction(db: db, revision: revision))
                        return .commit
                    }
                    return result
                }
            }
            bell.ring()
            guard let result else { throw AssayError(code: "store", message: "a transaction gave no result") }
            return result
        } catch {
            throw .store(error, folder: folder)
        }
    }

    /// Does what cannot be part of a transaction, under the writers' lock.
    func withoutTransaction(_ body: (Database) throws -> Void) throws(AssayError) {
        do {
            try writer.writeWithoutTransaction { db in try lock.hold { try body(db) } }
        } catch {
            throw .store(error, folder: folder)
        }
    }

    private func setSynchronous(_ durability: Durability, _ db: Database) throws {
        let wanted = durability == .power
        guard isFull.withLock({ $0 != wanted }) else { return }
        try db.execute(sql: wanted ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
        isFull.withLock { $0 = wanted }
    }
}

// MARK: - Opening

extension RunStore {
    private static func configuration(label: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(WriterLock.patience)
        configuration.prepareDatabase { db in
            // A store may come from a stranger: nothing in its schema may call functions with side effects.
            addFunctions(to: db)
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
        }
        return configuration
    }

    /// A connection to a store that cannot write.
    static func reader(_ path: String) throws -> DatabaseQueue {
        var configuration = Self.configuration(label: "assay.other")
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Looks at the version through a connection that cannot write.
    static func checkVersion(path: String, folder: String) throws {
        var configuration = Self.configuration(label: "assay.check")
        configuration.readonly = true
        let check = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? check.close() }
        let (version, application, objects) = try check.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        // A file without anything in it is what an opening that was killed leaves behind.
        if objects == 0 { return }
        guard application == Schema.applicationID else { throw AssayError.foreignStore(folder) }
        guard version <= Schema.version else {
            throw AssayError.newerStore(folder, version: version, known: Schema.version)
        }
    }

    /// Where a store of this version was copied before it was changed.
    public static func backupPath(version: Int, folder: String) -> String { "\(folder)/\(fileName).v\(version).backup" }

    /// The copies there are, the newest first.
    public var backups: [String] {
        (0..<Schema.version).reversed().map { Self.backupPath(version: $0, folder: folder) }.filter { access($0, F_OK) == 0 }
    }

    /// Whether it lies on a file system of another machine.
    public var isOnNetwork: Bool { MountPoint.isOnNetwork(folder) }

    /// Copies a store that is about to be brought up to date, so that the build that wrote it can still read it. A copy that is there
    /// already stays: it is the older one.
    private static func backUp(_ store: DatabaseQueue, version: Int, folder: String) throws {
        let path = backupPath(version: version, folder: folder)
        guard access(path, F_OK) != 0 else { return }
        let draft = path + ".new"
        unlink(draft)
        let copy = try DatabaseQueue(path: draft)
        try store.backup(to: copy)
        try copy.close()
        guard rename(draft, path) == 0 else { throw AssayError.storeFile(path, errno: errno) }
    }

    private static func makeFolder(_ folder: String) throws(AssayError) {
        if mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
            throw .storeFile(folder, errno: errno)
        }
        try makeFolder(String(folder[..<slash]))
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .storeFile(folder, errno: errno) }
    }

    /// What the system calls an error number.
    static func systemText(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }

    /// Seconds since 1970 UTC.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
