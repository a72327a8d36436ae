import Glibc

/// Files that are gone with the process that made them.
enum TemporaryFile {
    static let suffix = ".part"

    /// A new name in a folder; a file of it that nobody holds a lock on was left behind.
    static func path(in folder: String) -> String {
        "\(folder)/\(getpid())-\(UInt64.random(in: 0 ... .max))\(suffix)"
    }

    /// Opens a new file without a name; nil where the folder cannot be written to.
    static func unnamed(in folder: String) -> Int32? {
        let path = path(in: folder)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        return descriptor
    }

    /// Whether nobody is writing to a file any more: whoever does holds a lock on it.
    static func isAbandoned(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}
