import Glibc
import Recipes

/// Small text files, and standard input.
enum TextFile {
    /// Larger ones are no recipe.
    private static let limit = 64 << 20

    /// All of a file; `-` is standard input.
    static func read(_ path: String) throws(AssayError) -> String {
        let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableFile(path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .unreadableFile(path) }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file, replacing what was there.
    static func write(_ text: String, to path: String) throws(AssayError) {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritableFile(path) }
        defer { close(descriptor) }
        var text = text
        let isWhole = text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
                if count < 0, errno == EINTR { continue }
                if count < 0 { return false }
                start += count
            }
            return true
        }
        guard isWhole else { throw .unwritableFile(path) }
    }
}

extension AssayError {
    /// A file that the command line names cannot be read; errno says why.
    static func unreadableFile(_ path: String) -> AssayError {
        let reason = strerror(errno).map { String(cString: $0) } ?? "unknown error"
        return AssayError(
            code: errno == ENOENT ? "no_such_file" : "unreadable", message: "\(path) cannot be read: \(reason.lowercased())",
            hint: "check the path")
    }

    /// A file that the command line names cannot be written; errno says why.
    static func unwritableFile(_ path: String) -> AssayError {
        let reason = strerror(errno).map { String(cString: $0) } ?? "unknown error"
        return AssayError(
            code: errno == ENOSPC ? "disk_full" : "unwritable", message: "\(path) cannot be written: \(reason.lowercased())",
            hint: "choose another file")
    }
}
