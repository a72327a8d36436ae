import Glibc
import Recipes

/// Paths and small files, by the system's own calls.
enum FilePath {
    /// The path from the root, without `.`, `..` and doubled slashes; links are left as they are.
    static func absolute(_ path: String, in folder: String = workingDirectory) -> String {
        var expanded = path
        if path == "~" || path.hasPrefix("~/"), let home = environment("HOME") { expanded = home + path.dropFirst() }
        var parts: [Substring] = []
        for part in (expanded.hasPrefix("/") ? expanded : folder + "/" + expanded).split(separator: "/") where part != "." {
            if part == ".." {
                _ = parts.popLast()
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The folder that holds a path.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "/") }

    static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// A variable of the environment that is set and not empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value[0] != 0 else { return nil }
        return String(cString: value)
    }

    /// Where a symbolic link points; nil where there is none.
    static func target(ofLink path: String) -> String? {
        var target = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &target, target.count)
        return count > 0 ? String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The bytes of a plain file; nil for anything else.
    static func size(ofFile path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    static func isWritable(_ path: String) -> Bool { access(path, W_OK | X_OK) == 0 }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(AssayError) {
        if mkdir(path, 0o755) == 0 || isFolder(path) { return }
        let reason = errno
        guard reason == ENOENT, path != "/" else { throw .folder(path, errno: reason) }
        try makeFolder(parent(of: path))
        guard mkdir(path, 0o755) == 0 || isFolder(path) else { throw .folder(path, errno: errno) }
    }

    /// The whole of a small file as text, or nil where it cannot be read; at most `limit` bytes, the last ones.
    static func text(of path: String, limit: Int = 1 << 20) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        lseek(descriptor, max(0, size - limit), SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while bytes.count < limit {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The whole of a file, or nil where it cannot be read.
    static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled) }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }

    /// Writes a file's text anew; whoever reads it meanwhile has the old text or the new one.
    static func replace(_ path: String, text: String) throws(AssayError) { try replace(path, bytes: Array(text.utf8)) }

    /// Writes a file anew; whoever reads it meanwhile has the old bytes or the new ones.
    static func replace(_ path: String, bytes: [UInt8]) throws(AssayError) {
        let draft = path + ".\(getpid()).new"
        unlink(draft)
        do throws(AssayError) {
            try create(draft, bytes: bytes)
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let reason = errno
            unlink(draft)
            throw .folder(path, errno: reason)
        }
    }

    /// Writes a file that must not be there yet.
    static func create(_ path: String, text: String) throws(AssayError) { try create(path, bytes: Array(text.utf8)) }

    private static func create(_ path: String, bytes: [UInt8]) throws(AssayError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .folder(path, errno: errno) }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw .folder(path, errno: errno) }
    }
}
