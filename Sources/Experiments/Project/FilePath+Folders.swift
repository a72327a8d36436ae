import Glibc
import Recipes

extension FilePath {
    /// The names in a folder, without `.` and `..`; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Takes a folder away with all that is in it; links are taken away, not followed.
    static func removeFolder(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(in: path) { removeFolder(path + "/" + name) }
        rmdir(path)
    }

    /// The path without links; nil where it leads nowhere.
    static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Copies a plain file piece by piece; what stood there before is replaced.
    static func copy(_ source: String, to target: String) throws(AssayError) {
        let from = open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard from >= 0 else { throw .folder(source, errno: errno) }
        defer { close(from) }
        unlink(target)
        let to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard to >= 0 else { throw .folder(target, errno: errno) }
        defer { close(to) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(from, &buffer, buffer.count)
            guard count > 0 else {
                if count == 0 { return }
                throw .folder(source, errno: errno)
            }
            var done = 0
            while done < count {
                let put = buffer.withUnsafeBytes { write(to, $0.baseAddress.map { $0 + done }, count - done) }
                guard put > 0 else { throw .folder(target, errno: errno) }
                done += put
            }
        }
    }
}
