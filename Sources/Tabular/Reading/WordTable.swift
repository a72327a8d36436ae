import Glibc

/// The different words of a column, each with a code in the order of appearance.
///
/// A table of open addressing over the bytes where they stand in the source, so that no cell makes a string.
struct WordTable {
    /// Words in the order of their codes; they point into the source or into ``owned``.
    private(set) var words: [Cell] = []
    private var hashes: [UInt64] = []
    /// Code + 1 by place, 0 is free. Never more than half full.
    private var slots: [UInt32]
    private var mask: Int
    /// Words that are not one stretch of the source.
    private var owned: [Owned] = []

    /// Memory of one word.
    private final class Owned {
        let bytes: UnsafeMutablePointer<UInt8>
        init(_ text: [UInt8]) {
            bytes = .allocate(capacity: max(1, text.count))
            text.withUnsafeBufferPointer { if let base = $0.baseAddress { bytes.initialize(from: base, count: $0.count) } }
        }
        deinit { bytes.deallocate() }
    }

    init() {
        slots = [UInt32](repeating: 0, count: 256)
        mask = 255
    }

    var count: Int { words.count }

    /// The code of the cell's word, quotes taken away.
    @inline(__always)
    mutating func code(of cell: Cell) -> Int32 {
        if cell.isQuoted {
            if cell.needsUnquoting { return codeOfUnquoted(cell) }
            return code(ofPlain: cell.insideQuotes)
        }
        return code(ofPlain: cell)
    }

    @inline(__always)
    private mutating func code(ofPlain cell: Cell) -> Int32 {
        let hash = Self.hash(cell.start, cell.count)
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[place]
            if slot == 0 { break }
            let code = Int(slot) &- 1
            if hashes[code] == hash, words[code].hasSameBytes(as: cell) { return Int32(truncatingIfNeeded: code) }
            place = (place &+ 1) & mask
        }
        return insert(cell, hash: hash, at: place)
    }

    private mutating func codeOfUnquoted(_ cell: Cell) -> Int32 {
        let text = Owned(cell.unquoted())
        let before = words.count
        let code = code(ofPlain: Cell(text.bytes, cell.unquoted().count))
        if words.count > before { owned.append(text) }
        return code
    }

    /// The code of a word whose bytes will not stay where they are.
    mutating func code(copying bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        let before = words.count
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            let empty = Owned([])
            let code = code(ofPlain: Cell(empty.bytes, 0))
            if words.count > before { owned.append(empty) }
            return code
        }
        let code = code(ofPlain: Cell(start, bytes.count))
        if words.count > before {
            let text = Owned(Array(bytes))
            words[before] = Cell(text.bytes, bytes.count)
            owned.append(text)
        }
        return code
    }

    @inline(never)
    private mutating func insert(_ cell: Cell, hash: UInt64, at place: Int) -> Int32 {
        let code = words.count
        words.append(cell)
        hashes.append(hash)
        slots[place] = UInt32(code + 1)
        if words.count * 2 > slots.count { grow() }
        return Int32(code)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        mask = slots.count - 1
        for (code, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = UInt32(code + 1)
        }
    }

    /// A hash of bytes, good for tables in memory only: folded products of eight bytes at a time, as in wyhash.
    @inline(__always)
    static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var i = 0
        while i &+ 8 <= count {
            state = mix(state ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i &+= 8
        }
        var tail: UInt64 = 0
        while i < count {
            tail = tail << 8 | UInt64(bytes[i])
            i &+= 1
        }
        return mix(state ^ tail)
    }

    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        let (high, low) = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return high ^ low
    }
}

extension WordTable {
    /// The words that `isKept` as sorted strings, and for every code its place among them or -1.
    ///
    /// - Complexity: O(d log d) for d different words.
    func sorted(keeping isKept: (Int) -> Bool) -> (words: [String], places: [Int32]) {
        let kept = (0..<count).filter(isKept).sorted { words[$0].precedes(words[$1]) }
        var places = [Int32](repeating: -1, count: count)
        for (place, code) in kept.enumerated() { places[code] = Int32(place) }
        return (kept.map { words[$0].string }, places)
    }
}

extension Cell {
    /// Whether the bytes stand before the other's in byte order.
    func precedes(_ other: Cell) -> Bool {
        let order = memcmp(start, other.start, min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
