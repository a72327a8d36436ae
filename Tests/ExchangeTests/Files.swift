import Glibc

/// A file that a test needs and cannot have.
struct CannotOpen: Error {
    let path: String
}

/// Writes a file.
func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw CannotOpen(path: path) }
}

/// Writes a file of text.
func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

/// Reads a file.
func contents(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let got = fread(&chunk, 1, chunk.count, file), got > 0 { bytes += chunk[..<got] }
    return bytes
}

/// Reads a file of text.
func text(of path: String) throws -> String { String(decoding: try contents(of: path), as: UTF8.self) }

/// Names of all files in a folder, sorted.
func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
