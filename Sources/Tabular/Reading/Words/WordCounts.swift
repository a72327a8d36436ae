/// The different words of a column, and how often each stands. Those of a text are sorted by their bytes.
struct WordCounts {
    let words: [Cell]
    let counts: [Int]
    /// The row in which each stands first.
    let firstRows: [Int]
    /// Whether the word means a missing value.
    let isMissing: [Bool]
    /// Values that are there.
    let present: Int
    /// Different words that are no missing value.
    let distinct: Int
    /// The first hundred words that are no missing value, in the order of their first rows.
    let early: [Cell]

    /// The words of all pools, and for every pool the place of each of its codes among them.
    ///
    /// - Complexity: O(total length of the different words).
    static func merging(
        _ pools: [UnsafeBufferPointer<WordPool.Record>], missing: MissingWords
    ) -> (counts: WordCounts, places: [[Int32]]) {
        var lists: [(records: UnsafePointer<WordPool.Record>, order: [UInt32])] = []
        for pool in pools {
            if let records = pool.baseAddress {
                lists.append((records, WordSorting.sortedCodes(records, pool.count)))
            } else {
                lists.append((Self.none, []))
            }
        }
        var places = lists.map { [Int32](repeating: -1, count: $0.order.count) }
        var heads = [Int](repeating: 0, count: lists.count)
        let most = lists.map(\.order.count).max() ?? 0
        var words: [Cell] = []
        var counts: [Int] = []
        var firstRows: [Int] = []
        words.reserveCapacity(most)
        counts.reserveCapacity(most)
        firstRows.reserveCapacity(most)
        while true {
            var least: WordPool.Record?
            for list in lists.indices where heads[list] < lists[list].order.count {
                let record = lists[list].records[Int(lists[list].order[heads[list]])]
                if least.map({ record.cell.precedes($0.cell) }) ?? true { least = record }
            }
            guard let word = least else { break }
            var count = 0
            var firstRow = Int.max
            for list in lists.indices where heads[list] < lists[list].order.count {
                let code = Int(lists[list].order[heads[list]])
                let record = lists[list].records[code]
                guard record.start == word.start || record.cell.hasSameBytes(as: word.cell) else { continue }
                count += record.count
                firstRow = min(firstRow, record.firstRow)
                places[list][code] = Int32(truncatingIfNeeded: words.count)
                heads[list] += 1
            }
            words.append(word.cell)
            counts.append(count)
            firstRows.append(firstRow)
        }
        return (WordCounts(words: words, counts: counts, firstRows: firstRows, missing: missing), places)
    }

    init(words: [Cell], counts: [Int], firstRows: [Int], missing: MissingWords?) {
        self.words = words
        self.counts = counts
        self.firstRows = firstRows
        let isMissing = words.map { missing?.matches($0.start, $0.count) ?? false }
        self.isMissing = isMissing
        present = counts.indices.reduce(0) { $0 + (isMissing[$1] ? 0 : counts[$1]) }
        distinct = isMissing.lazy.filter { !$0 }.count
        var early = FirstPlaces(limit: 100)
        for place in words.indices where !isMissing[place] { early.take(place, row: firstRows[place]) }
        self.early = early.places.map { words[$0] }
    }

    nonisolated(unsafe) private static let none = UnsafePointer(UnsafeMutablePointer<WordPool.Record>.allocate(capacity: 1))

    var missingSpellings: [MissingSpelling] {
        counts.indices.filter { isMissing[$0] }
            .map { MissingSpelling(text: words[$0].string, count: counts[$0]) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// Calls `body` with each word that is no missing value, and its count.
    func forEach(_ body: (Cell, Int) -> Void) {
        for place in counts.indices where !isMissing[place] { body(words[place], counts[place]) }
    }

    /// Of these places the one whose word stands first in the table.
    func first(of places: [Int]) -> Int? { places.min { firstRows[$0] < firstRows[$1] } }
}

/// The places with the least rows, in their order.
private struct FirstPlaces {
    let limit: Int
    private(set) var rows: [Int] = []
    private(set) var places: [Int] = []

    init(limit: Int) { self.limit = limit }

    mutating func take(_ place: Int, row: Int) {
        if rows.count == limit, let last = rows.last, last < row { return }
        let index = rows.firstIndex { $0 > row } ?? rows.count
        rows.insert(row, at: index)
        places.insert(place, at: index)
        if rows.count > limit {
            rows.removeLast()
            places.removeLast()
        }
    }
}
