import Glibc
import Recipes

/// A file of records as TensorFlow frames them (TFRecord): length (8 bytes), its sum (4), data, its sum (4), all lowest byte first.
///
/// It may grow while it is read. A record that is not there whole yet is waited for; one whose sum is wrong is where reading stands
/// still, because nothing says where the next one begins. Between readings it is closed: a folder may hold more files than a process may
/// have open.
final class RecordFile {
    /// What stands next.
    enum Next: Equatable {
        case record([UInt8])
        /// The end, and so many bytes of a record that is cut.
        case end(left: Int)
        /// A record that is damaged.
        case damaged
    }

    /// Longer records hold no scalars: pictures and graphs are far below.
    static let longest = 1 << 28

    let path: String
    /// Where the next record begins.
    private(set) var offset = 0
    private var buffer: [UInt8] = []
    /// Where the buffer begins in the file.
    private var start = 0
    /// Less than 0 while it is closed.
    private var descriptor: Int32 = -1

    /// - Throws: ``AssayError`` where the file cannot be opened.
    init(_ path: String) throws(AssayError) {
        self.path = path
        guard open() else { throw .eventFile(path, errno: errno) }
        close()
    }

    deinit { close() }

    /// Opens it for reading on; false where that cannot be.
    func open() -> Bool {
        if descriptor < 0 { descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        return descriptor >= 0
    }

    /// Closes it; the record that is not there whole yet is read again.
    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
        buffer = []
        start = offset
    }

    /// How long the file is now.
    var size: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Reads the next record, if it is there.
    func next() -> Next {
        guard has(12) else { return .end(left: buffer.count - (offset - start)) }
        let length = word(at: 0, bytes: 8)
        guard sum(at: 0, count: 8) == UInt32(truncatingIfNeeded: word(at: 8, bytes: 4)), length <= UInt64(Self.longest) else {
            return .damaged
        }
        let count = Int(length)
        guard has(12 + count + 4) else { return .end(left: buffer.count - (offset - start)) }
        guard sum(at: 12, count: count) == UInt32(truncatingIfNeeded: word(at: 12 + count, bytes: 4)) else { return .damaged }
        let first = offset - start + 12
        let record = Array(buffer[first..<first + count])
        offset += 16 + count
        return .record(record)
    }

    /// Sees to it that so many bytes from the offset on are in the buffer; false where the file has fewer.
    private func has(_ count: Int) -> Bool {
        if start + buffer.count - offset >= count { return true }
        buffer.removeFirst(offset - start)
        start = offset
        let wanted = max(count, 1 << 18)
        // What is there may be less than a length that is wrong promises.
        let room = min(wanted, max(0, size - start))
        guard room > buffer.count else { return buffer.count >= count }
        let filled = buffer.count
        buffer += [UInt8](repeating: 0, count: room - filled)
        var end = filled
        while end < room {
            let got = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + end }, room - end, off_t(start + end))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            end += got
        }
        buffer.removeLast(room - end)
        return buffer.count >= count
    }

    private func word(at place: Int, bytes: Int) -> UInt64 {
        let first = offset - start + place
        return (0..<bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(buffer[first + $1]) }
    }

    private func sum(at place: Int, count: Int) -> UInt32 {
        let first = offset - start + place
        return buffer.withUnsafeBytes { CRC32C.masked(UnsafeRawBufferPointer(rebasing: $0[first..<first + count])) }
    }
}

extension AssayError {
    static func eventFile(_ path: String, errno number: Int32) -> AssayError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return AssayError(
            code: "event_file", message: "\(path) cannot be read (\(reason))", hint: "check the path and its permissions")
    }
}
