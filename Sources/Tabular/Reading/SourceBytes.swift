import Glibc
import Recipes

/// The bytes of a source file in memory, with 64 zeroes behind them so that kernels may read whole blocks.
///
/// The file is read, not mapped: a file that somebody cuts short meanwhile must not kill the screen by a signal.
final class SourceBytes: @unchecked Sendable {
    /// Never written after `init`.
    let base: UnsafePointer<UInt8>
    let count: Int
    private let storage: UnsafeMutablePointer<UInt8>

    /// Takes over memory that was allocated with ``padded(_:)``.
    private init(storage: UnsafeMutablePointer<UInt8>, count: Int) {
        self.storage = storage
        self.base = UnsafePointer(storage)
        self.count = count
        storage.advanced(by: count).update(repeating: 0, count: Self.padding)
    }

    convenience init(_ bytes: some Collection<UInt8>) {
        let storage = Self.padded(bytes.count)
        for (index, byte) in bytes.enumerated() { storage[index] = byte }
        self.init(storage: storage, count: bytes.count)
    }

    deinit { storage.deallocate() }

    static let padding = 64
    private static let chunk = 8 << 20

    private static func padded(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        UnsafeMutablePointer<UInt8>.allocate(capacity: count + padding)
    }

    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Reads all of an open file, which may also be a pipe of unknown length.
    static func reading(
        _ descriptor: Int32, path: String, expected: Int, progress: (Double) -> Void
    ) throws(AssayError) -> SourceBytes {
        // One byte more than expected, so that the end shows itself without another buffer.
        var capacity = max(expected, 1 << 16) + 1
        var storage = padded(capacity)
        var count = 0
        while true {
            if count == capacity {
                let larger = padded(capacity * 2)
                larger.update(from: storage, count: count)
                storage.deallocate()
                storage = larger
                capacity *= 2
            }
            let got = read(descriptor, storage + count, min(chunk, capacity - count))
            if got < 0 {
                if errno == EINTR { continue }
                let reason = String(cString: strerror(errno))
                storage.deallocate()
                throw .unreadable(path, reason: reason)
            }
            if got == 0 { break }
            count += got
            progress(expected > 0 ? min(1, Double(count) / Double(expected)) : 0)
        }
        return SourceBytes(storage: storage, count: count)
    }

    /// The same text in UTF-8, every byte taken for the character of that number.
    func decodingLatin1() -> SourceBytes {
        let extra = buffer.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
        let storage = Self.padded(count + extra)
        var out = 0
        for byte in buffer {
            if byte < 0x80 {
                storage[out] = byte
                out += 1
            } else {
                storage[out] = 0xC0 | byte >> 6
                storage[out + 1] = 0x80 | byte & 0x3F
                out += 2
            }
        }
        return SourceBytes(storage: storage, count: out)
    }
}
