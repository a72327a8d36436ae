import Foundation
import GRDB
public import Recipes
import Synchronization

/// The store of another project, opened so that nothing there is changed.
///
/// One of an older version is copied and the copy brought up to date; so is one on a disk that cannot be written, where SQLite cannot
/// read a store that was not closed well.
public final class OtherStore: Sendable {
    /// The other project's `.assay` folder.
    public let folder: String
    let database: DatabaseQueue
    /// The copy, where one was made.
    private let copy: String
    /// What rows of its tables may not be, by table, for the schema that it has.
    let oddities = Mutex<(schema: Int, conditions: [String: String])>((0, [:]))

    /// - Parameters:
    ///   - folder: the other project's `.assay` folder.
    ///   - scratch: a folder of ours where a copy may be made for as long as it is needed.
    /// - Throws: ``AssayError`` where there is none, it cannot be read, or a newer version wrote it (`newer_store`).
    public init(folder: String, scratch: String) throws(AssayError) {
        self.folder = folder
        let copy = "\(scratch)/other-\(getpid()).sqlite"
        do {
            let found = try Self.open(folder, copy)
            let version = try found.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
            if version == Schema.version {
                database = found
            } else {
                let draft = found.path == copy ? copy + ".new" : copy
                let newer = try DatabaseQueue(path: draft)
                try found.backup(to: newer)
                try found.close()
                try Schema.migrator.migrate(newer)
                try newer.close()
                if draft != copy {
                    // The draft's own name begins with that of the copy.
                    for ending in ["", "-wal", "-shm"] { unlink(copy + ending) }
                    guard rename(draft, copy) == 0 else { throw AssayError.storeFile(copy, errno: errno) }
                }
                database = try RunStore.reader(copy)
            }
            self.copy = copy
        } catch {
            Self.remove(copy)
            throw .store(error, folder: folder)
        }
    }

    /// Opens the store itself, or a copy of its files where it can only be read as a copy.
    private static func open(_ folder: String, _ copy: String) throws -> DatabaseQueue {
        let path = folder + "/" + RunStore.fileName
        remove(copy)
        do {
            try RunStore.checkVersion(path: path, folder: folder)
            return try RunStore.reader(path)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            guard access(path, R_OK) == 0 else { throw error }
            // A disk that cannot be written has no writer either.
            for ending in ["", "-wal"] where access(path + ending, R_OK) == 0 {
                try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
            }
            try RunStore.checkVersion(path: copy, folder: folder)
            return try RunStore.reader(copy)
        }
    }

    deinit {
        try? database.close()
        Self.remove(copy)
    }

    private static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-journal", ".new"] { unlink(path + ending) }
    }

    /// Reads in one snapshot.
    func read<T>(_ body: (Database) throws -> T) throws(AssayError) -> T {
        do {
            return try database.read(body)
        } catch {
            throw .store(error, folder: folder)
        }
    }

    /// What a store that is merged needs to know of each run here.
    public struct Run: Sendable, Equatable {
        public var id: String
        public var number: Int
        public var state: RunState
    }

    /// The runs that are not in the bin, in the order in which they were made.
    public func runs() throws(AssayError) -> [Run] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, number, state FROM run WHERE binned IS NULL ORDER BY number").map { row in
                // A stranger's columns may hold anything.
                let id = String.fromDatabaseValue(row[0])
                guard let id, let number = Int.fromDatabaseValue(row[1]), let state = String.fromDatabaseValue(row[2]) else {
                    throw AssayError.unusableRun(id ?? "without an id", folder)
                }
                return Run(id: id, number: number, state: RunState(rawValue: state) ?? .unknown)
            }
        }
    }
}
