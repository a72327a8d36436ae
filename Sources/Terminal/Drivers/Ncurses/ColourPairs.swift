import CNcurses

/// The colour pairs in use: a table of our own, because ncurses' own allocation fails for good once it is full.
struct ColourPairs {
    let depth: ColourDepth
    private var numbers: [UInt64: Int32] = [:]
    private let capacity: Int32
    /// Set when a pair was wanted and there was none left: the next frame begins with an empty table.
    private(set) var isExhausted = false

    /// - Parameters:
    ///   - depth: how colours are reduced.
    ///   - capacity: pairs that the terminal description allows.
    init(depth: ColourDepth, capacity: Int) {
        self.depth = depth
        self.capacity = Int32(min(capacity, 32_000))
    }

    /// The pair for two colours; 0, the terminal's own, where there are none left.
    mutating func number(foreground: Colour, background: Colour) -> Int32 {
        guard depth != .monochrome else { return 0 }
        let (front, back) = (foreground.number(at: depth), background.number(at: depth))
        if front == -1, back == -1 { return 0 }
        if let number = find(front, back) { return number }
        // A pair with one of the colours is better than none.
        isExhausted = true
        return find(front, -1) ?? find(-1, back) ?? 0
    }

    /// Forgets all pairs; everything has to be drawn anew after it.
    mutating func reset() {
        numbers.removeAll(keepingCapacity: true)
        isExhausted = false
    }

    private mutating func find(_ front: Int32, _ back: Int32) -> Int32? {
        let key = UInt64(UInt32(bitPattern: front)) << 32 | UInt64(UInt32(bitPattern: back))
        if let number = numbers[key] { return number }
        let number = Int32(numbers.count + 1)
        guard number < capacity, init_extended_pair(number, front, back) == OK else { return nil }
        numbers[key] = number
        return number
    }
}
