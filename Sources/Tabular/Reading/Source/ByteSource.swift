import Glibc
import Recipes

/// Bytes that any thread may read at any place: an open file, or memory.
///
/// Files are read, not mapped: one that somebody cuts short meanwhile must not kill the screen by a signal.
final class ByteSource: Sendable {
    private enum Place: Sendable {
        case file(Int32)
        case memory(SourceBytes)
    }

    private let place: Place
    /// For the sentence of an error.
    let path: String
    let size: Int

    /// Takes over an open file.
    init(descriptor: Int32, size: Int, path: String) {
        place = .file(descriptor)
        self.size = size
        self.path = path
    }

    init(_ bytes: SourceBytes, path: String) {
        place = .memory(bytes)
        size = bytes.count
        self.path = path
    }

    deinit {
        if case .file(let descriptor) = place { close(descriptor) }
    }

    /// Reads `count` bytes from `offset` on, fewer only where the file has become shorter.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``AssayError`` where the disk cannot be read.
    func read(at offset: Int, count: Int, into memory: UnsafeMutablePointer<UInt8>) throws(AssayError) -> Int {
        switch place {
        case .memory(let bytes):
            let got = max(0, min(count, bytes.count - offset))
            memory.update(from: bytes.base + offset, count: got)
            return got
        case .file(let descriptor):
            var done = 0
            while done < count {
                let got = pread(descriptor, memory + done, min(count - done, 1 << 30), off_t(offset + done))
                if got < 0 {
                    if errno == EINTR { continue }
                    throw .unreadable(path, reason: String(cString: strerror(errno)))
                }
                if got == 0 { break }
                done += got
            }
            return done
        }
    }

    /// A stretch of the source in memory, shorter where the source is.
    func bytes(at offset: Int, count: Int) throws(AssayError) -> SourceBytes {
        try SourceBytes(capacity: max(0, min(count, size - offset))) { memory, wanted throws(AssayError) in
            try read(at: offset, count: wanted, into: memory)
        }
    }
}
