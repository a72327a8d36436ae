import Glibc
import Recipes

/// A file without a name that a text is put down in, to be read by all threads.
final class SpoolFile {
    private let descriptor: Int32
    private var size = 0

    /// Makes one in the folder, or where it cannot be made there, among the temporary files; nil where that is not possible either.
    init?(in folder: String?) {
        // Not lazily: the first of a lazy collection is worked out twice, and each time would open a file.
        for folder in (folder.map { [$0] } ?? []) + ["/var/tmp", "/tmp"] {
            guard let descriptor = TemporaryFile.unnamed(in: folder) else { continue }
            self.descriptor = descriptor
            return
        }
        return nil
    }

    deinit { close(descriptor) }

    /// Appends bytes; false where the disk is full.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let put = write(descriptor, base + done, bytes.count - done)
            if put < 0, errno == EINTR { continue }
            if put <= 0 { return false }
            done += put
        }
        size += bytes.count
        return true
    }

    /// What was put down.
    ///
    /// - Throws: ``AssayError`` where no further file can be opened.
    func source(path: String) throws(AssayError) -> ByteSource {
        let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
        return ByteSource(descriptor: own, size: size, path: path)
    }
}
