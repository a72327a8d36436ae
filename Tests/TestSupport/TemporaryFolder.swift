import Glibc

/// A folder of its own that is there for the length of a closure.
///
/// - Parameter body: Gets the folder's absolute path.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or ``MissingFile`` where the folder cannot be made.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { removeFolder(folder) }
    return try body(folder)
}

/// A folder of its own that is there for the length of an asynchronous closure.
///
/// - Parameter body: Gets the folder's absolute path.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or ``MissingFile`` where the folder cannot be made.
public func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { removeFolder(folder) }
    return try await body(folder)
}

private func makeTemporaryFolder() throws(MissingFile) -> String {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((root + "/assay-test-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw MissingFile(path: root) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Removes a folder and all that is in it; a link is removed, not followed.
public func removeFolder(_ path: String) {
    if let listing = opendir(path) {
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let child = path + "/" + name
            var status = stat()
            if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { removeFolder(child) } else { unlink(child) }
        }
        closedir(listing)
    }
    rmdir(path)
}

/// A folder of its own that is there for as long as this object: a suite holds one as a property.
public final class TemporaryFolder: Sendable {
    /// The absolute path; empty where no folder could be made.
    public let path: String

    /// Makes the folder.
    public init() { path = (try? makeTemporaryFolder()) ?? "" }

    deinit { if !path.isEmpty { removeFolder(path) } }
}
