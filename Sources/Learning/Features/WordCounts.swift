/// How many rows have each word of a column.
struct WordCounts {
    /// By the words' codes.
    let counts: [Int]
    /// Rows without a word.
    let missing: Int

    /// - Complexity: O(rows + words).
    init(_ codes: [Int32], of words: [String]) {
        var counts = [Int](repeating: 0, count: words.count)
        var missing = 0
        for code in codes {
            if code < 0 { missing += 1 } else { counts[Int(code)] += 1 }
        }
        self.counts = counts
        self.missing = missing
    }

    /// The codes that rows have, ascending.
    var seen: [Int] { counts.indices.filter { counts[$0] > 0 } }

    /// At most so many of the codes that rows have, ascending: the commonest, of equally common ones the first.
    ///
    /// - Complexity: O(words log words).
    func commonest(_ limit: Int) -> [Int] {
        let seen = seen
        guard seen.count > limit else { return seen }
        return seen.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(limit).sorted()
    }
}
