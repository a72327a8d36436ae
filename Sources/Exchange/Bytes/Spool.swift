import Glibc
import Recipes
import Tabular

/// A file without a name, in which bytes lie that came from a pipe.
///
/// The kernel takes it away with the last process that has it open, so nothing is left of an import that was killed, and nobody
/// can take a half of it for a whole.
final class Spool {
    private let descriptor: Int32
    private let folder: String
    private(set) var count = 0

    /// Makes one in a folder, which is made where it is not there, or else in the system's folder for temporary files.
    ///
    /// - Throws: ``AssayError`` where neither can be written.
    init(folder wanted: String?) throws(AssayError) {
        let places = [wanted, getenv("TMPDIR").map { String(cString: $0) }, "/tmp"].compactMap { $0 }
        for place in places {
            if let opened = Self.open(in: place) {
                descriptor = opened
                folder = place
                return
            }
        }
        throw .cannotSpool(places.first ?? "/tmp", errno: errno)
    }

    deinit { close(descriptor) }

    private static func open(in folder: String) -> Int32? {
        makeFolders(folder)
        // 0o20200000 is O_TMPFILE, which the headers hide.
        let nameless = Glibc.open(folder, O_RDWR | O_CLOEXEC | 0o20_200_000, 0o600)
        if nameless >= 0 { return nameless }
        var template = Array((folder + "/spool-XXXXXX").utf8CString)
        let named = mkstemp(&template)
        guard named >= 0 else { return nil }
        _ = fcntl(named, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return named
    }

    /// Where it can be opened, by this process and by those that it starts.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// The first bytes, so many at the most.
    func head(_ limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: min(limit, count)) { memory, got in
            got = max(0, pread(descriptor, memory.baseAddress, memory.count, 0))
        }
    }

    /// Appends bytes.
    ///
    /// - Throws: ``AssayError`` where the disk is full.
    func append(_ bytes: UnsafeRawBufferPointer) throws(AssayError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let put = write(descriptor, base + done, bytes.count - done)
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .cannotSpool(folder, errno: errno) }
            done += put
        }
        count += bytes.count
    }

    /// Appends bytes, from one of them on.
    func append(_ bytes: [UInt8], from start: Int = 0) throws(AssayError) {
        let failure = bytes.withUnsafeBytes { bytes -> AssayError? in
            do throws(AssayError) {
                try append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
