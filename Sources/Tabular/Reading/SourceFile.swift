import Glibc
import Recipes

/// What names a version of a file on this machine, as far as the file system tells.
struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    var size: Int
    /// Nanoseconds since 1970.
    var modified: Int
    var changed: Int

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }
}

/// An open source file.
struct SourceFile: ~Copyable {
    let path: String
    let identity: FileIdentity
    private let descriptor: Int32
    /// Whether the file can be recognised again by its identity: it is no pipe and no device.
    let isRegular: Bool

    /// Opens a file for reading.
    ///
    /// - Throws: ``AssayError`` where it is not there, is a folder or may not be read.
    init(_ path: String) throws(AssayError) {
        self.path = path
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .noSuchFile(path, nearest: Self.neighbour(of: path)) }
            throw .unreadable(path, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let reason = String(cString: strerror(errno))
            close(opened)
            throw .unreadable(path, reason: reason)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            close(opened)
            throw .isFolder(path)
        }
        isRegular = status.st_mode & S_IFMT == S_IFREG
        identity = FileIdentity(status)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// All bytes, and whether the file was the same before and after they were read.
    func bytes(progress: (Double) -> Void) throws(AssayError) -> (SourceBytes, isStable: Bool) {
        let bytes = try SourceBytes.reading(
            descriptor, path: path, expected: isRegular ? identity.size : 0, progress: progress)
        var status = stat()
        let isStable = fstat(descriptor, &status) == 0 && FileIdentity(status) == identity && bytes.count == identity.size
        return (bytes, isRegular && isStable)
    }

    /// A file in the same folder with nearly the same name.
    private static func neighbour(of path: String) -> String? {
        let name = path.lastPathComponent
        let folder = path.contains("/") ? String(path.dropLast(name.count)) : "./"
        guard let handle = opendir(folder) else { return nil }
        defer { closedir(handle) }
        var names: [String] = []
        while names.count < 1000, let entry = readdir(handle) {
            let found = entryName(entry)
            if !found.hasPrefix(".") { names.append(found) }
        }
        return AssayError.nearestWord(to: name, among: names.sorted())
    }
}
