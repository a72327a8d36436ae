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
        if start[count - 1] != Dialect.quote { return true }
        return memchr(start + 1, Int32(Dialect.quote), count - 2) != nil
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
        var text: [UInt8] = []
        text.reserveCapacity(count)
        var i = 1
        var isInside = true
        while isInside, i < count {
            // Whole stretches between quotes: a field may have many megabytes.
            let found = memchr(start + i, Int32(Dialect.quote), count - i)
            let quote = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? count
            text.append(contentsOf: UnsafeBufferPointer(start: start + i, count: quote - i))
            guard quote < count else { break }
            if quote + 1 < count, start[quote + 1] == Dialect.quote {
                text.append(Dialect.quote)
                i = quote + 2
            } else {
                isInside = false
                i = quote + 1
            }
        }
        text.append(contentsOf: UnsafeBufferPointer(start: start + i, count: max(0, count - i)))
        return isInside ? Array(buffer) : text
    }
}

extension FieldIndex {
    /// Calls `body` with each cell of a column, quoted as it stands, until it answers false.
    @inline(__always)
    func forEachCell(
        of column: Int, in source: SourceBytes, quoted: Bool, _ body: (Int, Cell) -> Bool
    ) {
        let stride = columns &+ 1
        for segment in segments {
            let base = source.base + segment.base
            var row = segment.cells
            for index in 0..<segment.rows {
                let start = column == 0 ? Int(row[0]) : Int(row[column]) &+ 1
                let cell = Cell(trimming: base + start, Int(row[column &+ 1]) &- start, quoted: quoted)
                if !body(segment.firstRow &+ index, cell) { return }
                row += stride
            }
        }
    }
}
