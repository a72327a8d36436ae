/// Cuts what a program writes into lines. A line that is longer than allowed is passed over, not kept.
struct LineSplitter {
    /// What came.
    enum Piece: Equatable {
        case line([UInt8])
        /// A line with more bytes than allowed.
        case tooLong
    }

    /// Bytes of the longest line that is taken.
    let limit: Int
    private var pending: [UInt8] = []
    private var isOverlong = false

    init(limit: Int) { self.limit = limit }

    /// Takes bytes and gives the lines that end in them, without their ends.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Void) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            append(rest[..<end])
            body(close())
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    /// What stands behind the last line end: a line that was cut, or one whose end was left out. Nil where there is nothing.
    mutating func remainder() -> Piece? { pending.isEmpty && !isOverlong ? nil : close() }

    private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard !isOverlong else { return }
        guard pending.count + bytes.count <= limit else {
            isOverlong = true
            pending = []
            return
        }
        pending.append(contentsOf: bytes)
    }

    private mutating func close() -> Piece {
        defer {
            pending.removeAll(keepingCapacity: pending.capacity <= 1 << 20)
            isOverlong = false
        }
        if isOverlong { return .tooLong }
        if pending.last == 0x0D { pending.removeLast() }
        return .line(pending)
    }
}
