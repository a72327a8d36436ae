import Glibc

/// The bytes of one field, without the blanks around it.
struct Cell {
    let start: UnsafePointer<UInt8>
    let count: Int
    /// Whether quotes stand around it, which still have to be taken away.
    let isQuoted: Bool

    /// Trims `start ..< start + count`; a negative count is a field that is not there.
    @inline(__always)
    init(trimming start: UnsafePointer<UInt8>, _ count: Int, quoted: Bool) {
        var first = start
        var length = count
        while length > 0, Self.isBlank(first[0]) {
            first += 1
            length &-= 1
        }
        while length > 0, Self.isBlank(first[length &- 1]) { length &-= 1 }
        self.start = first
        self.count = max(0, length)
        isQuoted = quoted && length > 1 && first[0] == Dialect.quote
    }

    /// A cell that needs no trimming.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        self.start = start
        self.count = count
        isQuoted = false
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    var string: String { String(decoding: buffer, as: UTF8.self) }

    @inline(__always)
    func hasSameBytes(as other: Cell) -> Bool { count == other.count && memcmp(start, other.start, count) == 0 }

    /// Whether a quote stands inside the enclosing ones, so that the text is not one stretch of the source.
    var needsUnquoting: Bool {
        guard isQuoted else { return false }
        return start[count &- 1] != Dialect.quote || memchr(start + 1, Int32(Dialect.quote), count &- 2) != nil
    }

    /// The stretch between plain enclosing quotes.
    @inline(__always)
    var insideQuotes: Cell { Cell(start + 1, count &- 2) }

    /// The stretch that may hold a number: between the quotes, without blanks.
    @inline(__always)
    var bare: Cell {
        isQuoted && start[count &- 1] == Dialect.quote ? Cell(trimming: start + 1, count &- 2, quoted: false) : self
    }

    /// The text with enclosing quotes taken away and doubled ones halved; what follows the closing quote stays as it is, and so does
    /// everything where no quote closes.
    func unquoted() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { memory, length in
            length = memory.baseAddress.map { unquote(into: $0) } ?? 0
        }
    }

    /// Writes the text of ``unquoted()`` to memory with room for `count` bytes.
    ///
    /// - Returns: its length.
    func unquote(into memory: UnsafeMutablePointer<UInt8>) -> Int {
        var length = 0
        var i = 1
        var isInside = true
        func copy(upTo end: Int) {
            (memory + length).update(from: start + i, count: end &- i)
            length &+= end &- i
            i = end
        }
        while isInside, i < count {
            // Whole stretches between quotes: a field may have many megabytes.
            let found = memchr(start + i, Int32(Dialect.quote), count &- i)
            copy(upTo: found.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? count)
            guard i < count else { break }
            if i &+ 1 < count, start[i &+ 1] == Dialect.quote {
                memory[length] = Dialect.quote
                length &+= 1
                i &+= 2
            } else {
                isInside = false
                i &+= 1
            }
        }
        if isInside {
            memory.update(from: start, count: count)
            return count
        }
        copy(upTo: count)
        return length
    }
}

extension Cell {
    /// Whether the bytes stand before the other's in byte order.
    func precedes(_ other: Cell) -> Bool {
        let order = memcmp(start, other.start, min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
