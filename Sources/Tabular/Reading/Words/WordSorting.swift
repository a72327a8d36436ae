/// Sorts words by their bytes.
///
/// The first eight bytes are one key, by which all are sorted byte for byte; words that agree in them are sorted by the next
/// eight, and so on.
enum WordSorting {
    /// A word on its way: the eight bytes in question, the first the highest, and its code.
    private struct Entry {
        var key: UInt64
        var code: UInt32
    }

    /// The codes of the words in the order of their bytes.
    ///
    /// - Complexity: O(total length) for words that differ early.
    static func sortedCodes(_ records: UnsafePointer<WordPool.Record>, _ count: Int) -> [UInt32] {
        var entries = (0..<count).map { Entry(key: key(records[$0], at: 0), code: UInt32(truncatingIfNeeded: $0)) }
        var spare = entries
        entries.withUnsafeMutableBufferPointer { entries in
            spare.withUnsafeMutableBufferPointer { spare in sort(entries, spare, records, depth: 0) }
        }
        return entries.map(\.code)
    }

    /// Eight bytes from `depth` on, zeroes behind the end.
    @inline(__always)
    private static func key(_ word: WordPool.Record, at depth: Int) -> UInt64 {
        let left = word.length &- depth
        if left <= 0 { return 0 }
        let bytes = UnsafeRawPointer(word.start + depth).loadUnaligned(as: UInt64.self).bigEndian
        return left >= 8 ? bytes : bytes & ~(UInt64.max &>> UInt64(truncatingIfNeeded: 8 &* left))
    }

    private static func sort(
        _ entries: UnsafeMutableBufferPointer<Entry>, _ spare: UnsafeMutableBufferPointer<Entry>,
        _ records: UnsafePointer<WordPool.Record>, depth: Int
    ) {
        guard entries.count > 1 else { return }
        if entries.count < 64 {
            // What differs in the key needs no look at the words.
            var entries = entries
            entries.sort { $0.key == $1.key ? isBefore(records[Int($0.code)], records[Int($1.code)]) : $0.key < $1.key }
            return
        }
        radixSort(entries, spare)
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            if end - start > 1 { sortTies(entries, spare, start..<end, records, depth: depth) }
            start = end
        }
    }

    /// Sorts words that agree in the bytes up to `depth + 8`; those that end there stand first, the shortest before.
    private static func sortTies(
        _ entries: UnsafeMutableBufferPointer<Entry>, _ spare: UnsafeMutableBufferPointer<Entry>, _ range: Range<Int>,
        _ records: UnsafePointer<WordPool.Record>, depth: Int
    ) {
        var run = UnsafeMutableBufferPointer(rebasing: entries[range])
        // A zero in the text looks like the end of a word in the key, so words that end here are compared as a whole.
        if run.count < 64 || run.contains(where: { records[Int($0.code)].length <= depth + 8 }) {
            run.sort { isBefore(records[Int($0.code)], records[Int($1.code)]) }
            return
        }
        for place in run.indices { run[place].key = key(records[Int(run[place].code)], at: depth + 8) }
        sort(run, UnsafeMutableBufferPointer(rebasing: spare[range]), records, depth: depth + 8)
    }

    private static func isBefore(_ a: WordPool.Record, _ b: WordPool.Record) -> Bool { a.cell.precedes(b.cell) }

    /// Sorts by the key, one byte a pass, passes in which all agree left out.
    private static func radixSort(_ entries: UnsafeMutableBufferPointer<Entry>, _ spare: UnsafeMutableBufferPointer<Entry>) {
        var (from, to) = (entries, spare)
        var differing: UInt64 = 0
        let first = entries[0].key
        for entry in entries { differing |= entry.key ^ first }
        for byte in 0..<8 where differing &>> UInt64(8 &* byte) & 255 != 0 {
            let shift = UInt64(8 &* byte)
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
                places.initialize(repeating: 0)
                for entry in from { places[Int(truncatingIfNeeded: entry.key &>> shift & 255)] &+= 1 }
                var total = 0
                for digit in 0..<256 {
                    let count = places[digit]
                    places[digit] = total
                    total &+= count
                }
                for entry in from {
                    let digit = Int(truncatingIfNeeded: entry.key &>> shift & 255)
                    to[places[digit]] = entry
                    places[digit] &+= 1
                }
            }
            swap(&from, &to)
        }
        if from.baseAddress != entries.baseAddress { _ = entries.update(fromContentsOf: from) }
    }
}
