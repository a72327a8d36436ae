import Recipes

/// The bytes of a source file in memory, with 64 zeroes before and behind them so that kernels may read whole blocks.
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
        self.base = UnsafePointer(storage + Self.padding)
        self.count = count
        storage.advanced(by: Self.padding + count).update(repeating: 0, count: Self.padding)
    }

    convenience init(_ bytes: some Collection<UInt8>) {
        let storage = Self.padded(bytes.count)
        for (index, byte) in bytes.enumerated() { storage[Self.padding + index] = byte }
        self.init(storage: storage, count: bytes.count)
    }

    deinit { storage.deallocate() }

    static let padding = 64

    /// Memory for so many bytes, with the padding on both sides; that before them is zero.
    static func padded(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: padding + count + padding)
        storage.update(repeating: 0, count: padding)
        return storage
    }

    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// As many bytes as `body` writes into memory that has room for `capacity`.
    ///
    /// - Throws: what `body` throws.
    convenience init(
        capacity: Int, _ body: (UnsafeMutablePointer<UInt8>, Int) throws(AssayError) -> Int
    ) throws(AssayError) {
        let storage = Self.padded(capacity)
        do throws(AssayError) {
            self.init(storage: storage, count: try body(storage + Self.padding, capacity))
        } catch {
            storage.deallocate()
            throw error
        }
    }

    /// The same text in plain UTF-8, how many places were no characters, and how many NULs were left out.
    ///
    /// - Complexity: O(n); UTF-8 without fault is not copied.
    func decoded(from encoding: TextEncoding) -> (text: SourceBytes, replaced: Int, nulls: Int) {
        if encoding == .utf8, isPlainUTF8 { return (self, 0, 0) }
        var decoder = TextDecoder(encoding)
        let block = 1 << 20
        var capacity = count + count / 8 + TextDecoder.capacity(for: block)
        var storage = Self.padded(capacity)
        var length = 0
        var place = 0
        repeat {
            let next = min(block, count - place)
            if capacity - length < TextDecoder.capacity(for: next) {
                capacity += capacity / 2 + TextDecoder.capacity(for: next)
                let larger = Self.padded(capacity)
                larger.update(from: storage, count: Self.padding + length)
                storage.deallocate()
                storage = larger
            }
            length += decoder.decode(
                UnsafeBufferPointer(start: base + place, count: next), into: storage + Self.padding + length,
                isLast: place + next == count)
            place += next
        } while place < count
        return (SourceBytes(storage: storage, count: length), decoder.replaced, decoder.nulls)
    }

    /// Whether the bytes are well-formed UTF-8 without NUL and byte order mark.
    private var isPlainUTF8: Bool {
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { return false }
        var place = 0
        while place < count {
            place += UTF8Rules.plainPrefix(base + place, count - place)
            guard place < count else { break }
            guard base[place] != 0, case .whole(let width) = UTF8Rules.character(base + place, count - place) else {
                return false
            }
            place += width
        }
        return true
    }
}
