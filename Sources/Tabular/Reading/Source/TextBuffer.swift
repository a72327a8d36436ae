import Recipes

/// Memory of one thread for a stretch of a source, with 64 bytes before it and 64 zeroes behind it so that kernels may read whole blocks.
struct TextBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The bytes that stand in it.
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        storage = SourceBytes.padded(self.capacity)
        base = storage + SourceBytes.padding
    }

    deinit { storage.deallocate() }

    var bytes: UnsafePointer<UInt8> { UnsafePointer(base) }

    /// Makes room for `wanted` bytes and keeps those that stand there.
    mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let larger = SourceBytes.padded(max(wanted, capacity * 2))
        (larger + SourceBytes.padding).update(from: base, count: count)
        storage.deallocate()
        storage = larger
        base = storage + SourceBytes.padding
        capacity = max(wanted, capacity * 2)
    }

    /// Reads a stretch of a source behind the bytes that stand there.
    ///
    /// - Returns: false where the source has become shorter.
    /// - Throws: ``AssayError`` where it cannot be read.
    mutating func append(_ range: Range<Int>, of source: ByteSource) throws(AssayError) -> Bool {
        reserve(count + range.count)
        let got = try source.read(at: range.lowerBound, count: range.count, into: base + count)
        setCount(count + got)
        return got == range.count
    }

    mutating func clear() { count = 0 }

    /// Says how many bytes were written to ``base``.
    mutating func setCount(_ count: Int) {
        self.count = count
        (base + count).update(repeating: 0, count: SourceBytes.padding)
    }
}
