import Statistics

/// One column's distribution in two tables, in the same bins or by the same values.
public struct ComparedShapes: Sendable, Equatable {
    /// The ends of the bins, one more than there are; empty for words.
    public var edges: [Double]
    /// The values, the commonest of both tables together first; empty for numbers.
    public var labels: [String]
    /// The share of the rows that have a value, by bin or value.
    public var reference: [Double]
    public var current: [Double]
    /// The commonest value of either table; nil where none has one.
    public var top: (reference: String?, current: String?)
    /// Jensen and Shannon's distance of the two, 0 to 1; NaN where a table has no value.
    public var distance: Double

    /// No more values than this are told apart; the distance is over all.
    public static let valueLimit = 40

    public static func == (a: ComparedShapes, b: ComparedShapes) -> Bool {
        a.edges == b.edges && a.labels == b.labels && a.reference == b.reference && a.current == b.current
            && a.top.reference == b.top.reference && a.top.current == b.top.current
            && a.distance.bitPattern == b.distance.bitPattern
    }

    /// - Returns: nil where one column holds numbers and the other words, or neither has a value.
    /// - Complexity: O(rows).
    public init?(reference: Column, current: Column, bins: Int) {
        switch (reference.storage, current.storage) {
        case (.numbers(let a), .numbers(let b)):
            var (low, high) = (Double.infinity, -Double.infinity)
            for values in [a, b] {
                for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
            }
            guard low <= high else { return nil }
            let count = high > low ? max(1, bins) : 1
            let range = low...high
            edges = (0...count).map { ScatterTiles.ends($0, of: count, in: range).lowerBound }
            labels = []
            let counts = [a, b].map { values in
                var counts = [Double](repeating: 0, count: count)
                for value in values where value.isFinite {
                    counts[ScatterTiles.place(value, range, count)] += 1
                }
                return counts
            }
            distance = Drift.jensenShannonDistance(counts[0], counts[1])
            (self.reference, self.current) = (Self.shares(counts[0]), Self.shares(counts[1]))
            top = (nil, nil)
        case (.codes(let a, let words), .codes(let b, let others)):
            var places: [String: Int] = [:]
            for word in words where places[word] == nil { places[word] = places.count }
            for word in others where places[word] == nil { places[word] = places.count }
            let (first, second) = (words.map { places[$0] ?? 0 }, others.map { places[$0] ?? 0 })
            var counts = [[Double]](repeating: [Double](repeating: 0, count: places.count), count: 2)
            for code in a where code >= 0 { counts[0][first[Int(code)]] += 1 }
            for code in b where code >= 0 { counts[1][second[Int(code)]] += 1 }
            let shares = counts.map(Self.shares)
            guard counts.contains(where: { $0.contains { $0 > 0 } }) else { return nil }
            var names = [String](repeating: "", count: places.count)
            for (word, place) in places { names[place] = word }
            let order = names.indices.sorted { x, y in
                let (left, right) = (shares[0][x] + shares[1][x], shares[0][y] + shares[1][y])
                return left == right ? names[x] < names[y] : left > right
            }
            let shown = Array(order.prefix(Self.valueLimit))
            edges = []
            labels = shown.map { names[$0] }
            self.reference = shown.map { shares[0][$0] }
            self.current = shown.map { shares[1][$0] }
            distance = Drift.jensenShannonDistance(counts[0], counts[1])
            let best = counts.map { counts in
                order.max { counts[$0] < counts[$1] }.flatMap { counts[$0] > 0 ? names[$0] : nil }
            }
            top = (best[0], best[1])
        default: return nil
        }
    }

    private static func shares(_ counts: [Double]) -> [Double] {
        let sum = counts.reduce(0, +)
        return sum > 0 ? counts.map { $0 / sum } : counts
    }
}
