package import Glibc

/// What names a version of a file on this machine, as far as the file system tells.
package struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    package var size: Int
    /// Nanoseconds since 1970.
    var modified: Int
    var changed: Int

    package init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }

    /// The version of the file that lies at a path; nil where none does.
    package init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status)
    }

    /// The version in words of a cache.
    package var text: String { "\(device) \(inode) \(size) \(modified) \(changed)" }

    /// Whether the file may have changed within the last two seconds: clocks of file systems tick so slowly that a further change
    /// would not show in its times.
    package var isFresh: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec - max(modified, changed) <= 2_000_000_000
    }
}
