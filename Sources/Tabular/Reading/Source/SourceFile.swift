import Glibc
import Recipes

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
        let opened = SourceDescriptor.opened(at: path)
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

    /// The bytes to be read: those of the file as long as it is now, or all that a pipe gives, put down in a file without a name.
    ///
    /// - Parameters:
    ///   - folder: where that may be made.
    ///   - name: what the person calls it.
    ///   - control: whether to stop.
    /// - Returns: the source.
    /// - Throws: ``AssayError`` where the file cannot be read, or `import_stopped`.
    func bytes(
        spoolingTo folder: String?, name: String, control: ImportControl = ImportControl()
    ) throws(AssayError) -> ByteSource {
        if isRegular {
            let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
            guard own >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
            return ByteSource(descriptor: own, size: identity.size, path: name)
        }
        guard let spool = SpoolFile(in: folder) else { throw .unreadable(path, reason: "no folder to put it down in") }
        let size = 1 << 20
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        defer { memory.deallocate() }
        while true {
            try control.check()
            // A pipe may be silent for long, and nobody who asks to stop is to wait for it.
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waited, 1, 100)
            if ready == 0 || ready < 0 && errno == EINTR { continue }
            let got = read(descriptor, memory, size)
            if got < 0, errno == EINTR { continue }
            if got < 0 { throw .unreadable(path, reason: String(cString: strerror(errno))) }
            if got == 0 { break }
            guard spool.append(UnsafeBufferPointer(start: memory, count: got)) else {
                throw .unreadable(path, reason: "the disk is full")
            }
        }
        return try spool.source(path: name)
    }

    /// Whether the file is still what it was when it was opened.
    var isUnchanged: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && FileIdentity(status) == identity
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

extension String {
    /// What stands behind the last slash.
    var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
