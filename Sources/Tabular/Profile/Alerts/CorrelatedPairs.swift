import Statistics

/// Finds pairs of number columns whose ranks go together, at a cost that is bounded for any number of rows and columns.
///
/// Ranks over a few hundred rows rule out nearly all pairs; those left are worked out on more rows.
struct CorrelatedPairs {
    struct Pair {
        var first: Int
        var second: Int
        var rho: Double
        /// How many rows were looked at, and whether these were not all.
        var rows: Int
        var isSample: Bool
    }

    /// No more columns than this are compared, those that come first.
    static let columnLimit = 4000
    private static let probeRows = 256
    private static let rowLimit = 20_000

    private let table: Table
    private let columns: [Int]

    init(_ table: Table, _ columns: [Int]) {
        self.table = table
        self.columns = Array(columns.prefix(Self.columnLimit))
    }

    /// The pairs with at least this Spearman correlation either way, the strongest first.
    ///
    /// - Complexity: O(columns^2) times 256, and O(rows) a pair that is left, on all cores.
    func found(from limit: Double) -> [Pair] {
        guard columns.count > 1, table.rowCount > 9 else { return [] }
        let probe = table.spreadRows(Self.probeRows)
        let width = probe.count
        let ranks = inParallel(columns.count) { Self.ranks(table.columns[columns[$0]], probe) }
        // So few rows say 0.9 of what is 0.8 and the other way round.
        let loose = width < table.rowCount ? Float(limit - 0.12) : Float(limit - 0.001)
        let candidates = inParallel(columns.count) { a -> [Int] in
            ranks[a].withUnsafeBufferPointer { x in
                (a + 1..<columns.count).filter { b in
                    ranks[b].withUnsafeBufferPointer { y in abs(Self.dot(x, y, width)) >= loose }
                }
            }
        }
        let pairs = candidates.enumerated().flatMap { a, others in others.map { (a, $0) } }
        // Where nearly all columns go together, the first pairs say so.
        let kept = Array(pairs.prefix(4 * Self.columnLimit))
        let rows = table.spreadRows(min(Self.rowLimit, max(1000, 20_000_000 / max(1, kept.count))))
        let needed = Set(kept.flatMap { [$0.0, $0.1] }).sorted()
        let exact = inParallel(needed.count) { Self.ranks(table.columns[columns[needed[$0]]], rows) }
        let place = Dictionary(needed.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let rhos = inParallel(kept.count) { index -> Double in
            guard let a = place[kept[index].0], let b = place[kept[index].1] else { return 0 }
            return exact[a].withUnsafeBufferPointer { x in
                exact[b].withUnsafeBufferPointer { y in Double(Self.dot(x, y, rows.count)) }
            }
        }
        return kept.indices.filter { abs(rhos[$0]) >= limit }
            .map { index in
                Pair(
                    first: columns[kept[index].0], second: columns[kept[index].1], rho: rhos[index], rows: rows.count,
                    isSample: rows.count < table.rowCount)
            }
            .sorted { (abs($0.rho), -$0.second, -$0.first) > (abs($1.rho), -$1.second, -$1.first) }
    }

    /// Average ranks with mean 0 and length 1; a missing value stands in the middle, where it adds nothing.
    private static func ranks(_ column: Column, _ rows: [Int]) -> [Float] {
        guard let all = column.numbers else { return [Float](repeating: 0, count: rows.count) }
        var sorted = rows.map { all[$0] + 0 }
        let order = RadixSort.order(sorting: &sorted)
        let present = sorted.firstIndex { $0.isNaN } ?? sorted.count
        var ranks = [Float](repeating: 0, count: rows.count)
        let middle = Double(present - 1) / 2
        var (start, squares) = (0, 0.0)
        while start < present {
            var end = start + 1
            while end < present, sorted[end] == sorted[start] { end += 1 }
            let rank = Double(start + end - 1) / 2 - middle
            squares += rank * rank * Double(end - start)
            for place in start..<end { ranks[Int(order[place])] = Float(rank) }
            start = end
        }
        guard squares > 0 else { return ranks }
        let scale = Float(1 / squares.squareRoot())
        return ranks.map { $0 * scale }
    }

    /// The product of two rows of numbers, summed in eight parts.
    @inline(__always)
    private static func dot(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>, _ count: Int) -> Float {
        var sums = SIMD8<Float>.zero
        let (a, b) = (UnsafeRawPointer(x.baseAddress), UnsafeRawPointer(y.baseAddress))
        guard let a, let b, x.count >= count, y.count >= count else { return 0 }
        var place = 0
        while place &+ 8 <= count {
            let left = a.loadUnaligned(fromByteOffset: place &* 4, as: SIMD8<Float>.self)
            sums += left * b.loadUnaligned(fromByteOffset: place &* 4, as: SIMD8<Float>.self)
            place &+= 8
        }
        var sum = sums.sum()
        while place < count {
            sum += x[place] * y[place]
            place &+= 1
        }
        return sum
    }
}
