/// The different words of a column that is gathered value by value, each with a code in the order of appearance.
struct WordTable {
    /// The words in the order of their codes.
    private(set) var words: [Cell] = []
    private var pool = Pool()
    private var scratch: [UInt8] = []

    /// The pool, shared by copies of the table: words are only ever added.
    private final class Pool {
        var words = WordPool(arena: Arena())
    }

    var count: Int { words.count }

    /// The code of a word, of which a copy is kept.
    mutating func code(copying bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        // Pools may read a little further than a word goes.
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes)
        scratch.append(contentsOf: repeatElement(0, count: 8))
        let pool = pool
        let code = scratch.withUnsafeBufferPointer { text in
            text.baseAddress.map { pool.words.code(of: $0, bytes.count, row: 0) } ?? 0
        }
        if Int(code) == words.count { words.append(pool.words.buffer[words.count].cell) }
        return code
    }

    /// The words that `isKept` in the order of their bytes, and for every code its place among them or -1.
    ///
    /// - Complexity: O(d log d) for d different words.
    func sorted(keeping isKept: (Int) -> Bool) -> (words: [String], places: [Int32]) {
        let kept = (0..<count).filter(isKept).sorted { words[$0].precedes(words[$1]) }
        var places = [Int32](repeating: -1, count: count)
        for (place, code) in kept.enumerated() { places[code] = Int32(place) }
        return (kept.map { words[$0].string }, places)
    }
}

extension WordCounts {
    /// The words of a table in the order of their codes; `missing` is nil where the source says in another way what is missing.
    init(table: WordTable, counts: [Int], missing: MissingWords?) {
        self.init(words: table.words, counts: counts, firstRows: Array(counts.indices), missing: missing)
    }
}
