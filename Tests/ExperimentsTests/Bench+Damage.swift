import GRDB
import RunStore

extension Bench {
    /// Changes the store past the program, as a disk or a stranger does.
    func damage(_ sql: String) throws {
        let queue = try DatabaseQueue(path: store.folder + "/" + RunStore.fileName)
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
    }
}
