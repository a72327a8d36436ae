import Glibc
import Recipes

/// The advisory lock that every write, checkpoint and close of the store is done under.
///
/// SQLite up to 3.51.2 can lose committed pages when one checkpoint meets another and a third connection commits
/// (the WAL-reset bug, https://sqlite.org/wal.html). With one writer at a time that cannot come about; readers are not touched.
struct WriterLock: Sendable {
    /// Seconds after which waiting for another process ends with an error.
    static let patience = 10.0

    private let descriptor: Int32
    private let folder: String

    /// Opens the lock's file, making it where it is missing.
    init(folder: String) throws(AssayError) {
        let path = folder + "/writer"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .storeFile(path, errno: errno) }
        self.folder = folder
    }

    /// Runs `body` while no other connection, of this process or another, writes.
    ///
    /// Must not be nested, and must be called from one thread at a time: the lock belongs to the open file.
    func hold<T>(_ body: () throws -> T) throws -> T {
        try acquire()
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }

    private func acquire() throws(AssayError) {
        // A process that was stopped with the lock in its hands must not hang everyone else, so no blocking call.
        var waited = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .storeFile(folder + "/writer", errno: errno) }
            guard waited < Self.patience else { throw .storeBusy(folder) }
            let pause = waited < 0.01 ? 0.0001 : 0.001
            usleep(UInt32(pause * 1_000_000))
            waited += pause
        }
    }

    /// Gives the file back.
    func close() { Glibc.close(descriptor) }
}
