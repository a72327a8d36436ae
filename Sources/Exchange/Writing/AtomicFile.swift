import Glibc
public import Recipes

/// A file that appears under its name only when it is whole: until then it lies beside it under another.
///
/// A writer that is killed leaves what stood there before; what lies beside it is removed by a later writer.
final class AtomicFile {
    let path: String
    /// Where it lies until it is whole.
    let temporary: String
    private let replaces: Bool
    private var descriptor: Int32 = -1
    private var isDone = false

    /// Chooses the other name.
    ///
    /// - Parameters:
    ///   - path: the name in the end.
    ///   - replaces: whether what has that name may go.
    /// - Throws: ``AssayError`` where something has the name and may not go, or the folder is not there.
    init(_ path: String, replaces: Bool) throws(AssayError) {
        self.path = path
        self.replaces = replaces
        let folder = path.contains("/") ? String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) : "./"
        temporary = "\(folder).\(path.lastPart).\(getpid())-\(UInt32.random(in: 0 ... .max)).part"
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .unwritable(path, errno: EISDIR) }
            guard replaces else { throw .exists(path) }
        }
        guard stat(folder, &status) == 0 else { throw .unwritable(path, errno: errno) }
        Self.sweep(folder, name: path.lastPart)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isDone { unlink(temporary) }
    }

    /// Appends bytes, opening the file with the first.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssayError) {
        if descriptor < 0 {
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw .unwritable(path, errno: errno) }
        }
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let put = write(descriptor, base + done, bytes.count - done)
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .unwritable(path, errno: errno) }
            done += put
        }
    }

    /// Gives the file its name, once all of it is on the disk.
    ///
    /// - Throws: ``AssayError`` where something took the name meanwhile and may not go.
    func finish() throws(AssayError) {
        if descriptor < 0 { descriptor = open(temporary, O_RDWR | O_CLOEXEC) }
        guard descriptor >= 0, fsync(descriptor) == 0 else { throw .unwritable(path, errno: errno) }
        if replaces {
            guard rename(temporary, path) == 0 else { throw .unwritable(path, errno: errno) }
        } else {
            // A link, unlike renaming, does not replace.
            guard link(temporary, path) == 0 else { throw errno == EEXIST ? .exists(path) : .unwritable(path, errno: errno) }
            unlink(temporary)
        }
        isDone = true
    }

    /// Removes what writers of this file left that were killed more than a day ago.
    private static func sweep(_ folder: String, name: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let found = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard found.hasPrefix(".\(name)."), found.hasSuffix(".part"), lstat(folder + found, &status) == 0,
                time(nil) - status.st_mtim.tv_sec > 86_400
            else { continue }
            unlink(folder + found)
        }
    }
}

extension AssayError {
    static func exists(_ path: String) -> AssayError {
        AssayError(
            code: "exists", message: "\(path) is there already", hint: "choose another name, or --force to replace it",
            isUsage: true)
    }

    static func unwritable(_ path: String, errno number: Int32) -> AssayError {
        AssayError(
            code: number == ENOSPC ? "disk_full" : "unwritable", message: "\(path) cannot be written: \(reason(number))",
            hint: "choose another place")
    }

    /// A file whose ending names no format that is written.
    public static func unknownFormat(_ path: String) -> AssayError {
        AssayError(
            code: "unknown_format", message: "nothing tells how \(path) is to be written",
            hint: "end it in .csv, .tsv, .jsonl, .sqlite, .parquet or .arrow", isUsage: true)
    }

    static func programCannotWrite(_ program: String, _ path: String, words: String) -> AssayError {
        AssayError(
            code: "writer_failed", message: "\(path) cannot be written: \(program) says \"\(words)\"", hint: "try another format")
    }
}
