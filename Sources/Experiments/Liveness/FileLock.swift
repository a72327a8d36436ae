import Glibc
import Recipes

/// An exclusive advisory lock on a file, held from making to ``release()`` or the end of the process, however it ends.
///
/// The file is removed on release, and whoever waits for it notices: a lock counts only on the file that stands at the path.
final class FileLock: Sendable {
    private let descriptor: Int32
    let path: String

    /// Takes the lock, or gives nil where another has it.
    ///
    /// - Parameters:
    ///   - path: the file, made where it is missing.
    ///   - patience: seconds to try; a probe of ``isHeld(_:)`` is in the way for a few microseconds.
    /// - Throws: ``AssayError`` where the file cannot be made.
    init?(_ path: String, patience: Double = 0.05) throws(AssayError) {
        var waited = 0.0
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard file >= 0 else { throw .folder(path, errno: errno) }
            if flock(file, LOCK_EX | LOCK_NB) == 0 {
                if Self.stands(file, at: path) {
                    descriptor = file
                    self.path = path
                    return
                }
                // The one who held it has removed the file in between: lock the new one.
                close(file)
                continue
            }
            close(file)
            guard waited < patience else { return nil }
            usleep(1000)
            waited += 0.001
        }
    }

    /// Lets go and removes the file, unless another has made its own there since.
    func release() {
        if stands { unlink(path) }
        close(descriptor)
    }

    /// Whether the file is still there, and the same.
    var stands: Bool { Self.stands(descriptor, at: path) }

    /// Whether some process holds the lock. Takes about two microseconds.
    static func isHeld(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func stands(_ file: Int32, at path: String) -> Bool {
        var (held, there) = (stat(), stat())
        return fstat(file, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino && held.st_dev == there.st_dev
    }
}

extension FileLock {
    /// The lock of a run, which its worker holds for as long as it lives.
    static func ofRun(_ id: String, folder: String) throws(AssayError) -> FileLock? {
        try FilePath.makeFolder(folder + "/live")
        return try FileLock(folder + "/live/" + id)
    }

    /// One of the places for workers and its number, or nil where all are taken.
    static func slot(of count: Int, folder: String) throws(AssayError) -> (lock: FileLock, place: Int)? {
        try FilePath.makeFolder(folder + "/slots")
        for place in 1...max(1, count) {
            if let lock = try FileLock(folder + "/slots/\(place)", patience: 0.005) { return (lock, place) }
        }
        return nil
    }
}
