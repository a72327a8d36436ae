import Glibc
import Recipes
import Tabular

/// The bytes of one file, or of what was unpacked, downloaded or piped into a spool.
final class SourceStream {
    /// What the person calls it, for sentences.
    let name: String
    /// Where it can be opened again.
    let path: String
    let descriptor: Int32
    /// Names this version of the file on this machine; nil where it cannot be recognised again.
    let identity: String?
    let size: Int
    /// The first bytes, up to 64 KiB.
    let head: [UInt8]
    /// Whether to stop, for all that reads it.
    let control: ImportControl
    private let spool: Spool?

    /// Opens a file.
    ///
    /// - Throws: ``AssayError`` where it is not there, is a folder or may not be read.
    convenience init(file path: String, name: String, control: ImportControl = ImportControl()) throws(AssayError) {
        let opened = SourceDescriptor.opened(at: path)
        guard opened >= 0 else { throw .unreadableSource(name, errno: errno) }
        try self.init(descriptor: opened, path: path, name: name, spool: nil, control: control)
    }

    /// Reads what lies in a spool.
    convenience init(_ spool: Spool, name: String, control: ImportControl = ImportControl()) throws(AssayError) {
        let opened = open(spool.path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .unreadableSource(name, errno: errno) }
        try self.init(descriptor: opened, path: spool.path, name: name, spool: spool, control: control)
    }

    private init(
        descriptor: Int32, path: String, name: String, spool: Spool?, control: ImportControl
    ) throws(AssayError) {
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        let kind = status.st_mode & S_IFMT
        self.descriptor = descriptor
        self.path = path
        self.name = name
        self.spool = spool
        self.control = control
        size = Int(status.st_size)
        identity = isKnown && kind == S_IFREG && spool == nil ? FileIdentity(status).text : nil
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let got = kind == S_IFREG ? pread(descriptor, &bytes, bytes.count, 0) : 0
        head = Array(bytes.prefix(max(0, got)))
        guard isKnown, kind != S_IFDIR, got >= 0 else { throw .unreadableSource(name, errno: kind == S_IFDIR ? EISDIR : errno) }
    }

    deinit { close(descriptor) }

    /// Whether the bytes can be read from any place, again and again.
    var isFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The first bytes of a file, so many at the most.
    func bytes(upTo limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: min(limit, size)) { memory, got in
            got = max(0, pread(descriptor, memory.baseAddress, memory.count, 0))
        }
    }

    /// Whether the file is still the one that was opened.
    var isUnchanged: Bool {
        var status = stat()
        return identity == nil || fstat(descriptor, &status) == 0 && FileIdentity(status).text == identity
    }
}
