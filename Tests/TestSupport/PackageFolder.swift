import Glibc

/// The folder with `Package.swift`.
public let packageFolder: String = {
    // This file is Tests/TestSupport/PackageFolder.swift.
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
}()

/// A file that a test needs and that cannot be read.
public struct MissingFile: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// In words.
    public var description: String { "cannot read \(path)" }
}

/// The whole of a text file; bytes that are no UTF-8 become the replacement character.
///
/// - Throws: ``MissingFile``.
public func readText(_ path: String) throws(MissingFile) -> String {
    guard let file = fopen(path, "r") else { throw MissingFile(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Writes a text file, replacing what was there.
///
/// - Throws: ``MissingFile``.
public func writeText(_ text: String, to path: String) throws(MissingFile) {
    guard let file = fopen(path, "w") else { throw MissingFile(path: path) }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw MissingFile(path: path) }
}
