import Recipes

/// Rows that were made of training rows of one class: each somewhere between a row and one of its nearest neighbours.
///
/// N. V. Chawla, K. W. Bowyer, L. O. Hall, W. P. Kegelmeyer 2002, "SMOTE: synthetic minority over-sampling technique",
/// https://doi.org/10.1613/jair.953, with its section 6.1 (SMOTE-NC) for words.
struct SyntheticRows {
    /// The row that each was made of.
    private(set) var bases: [Int32] = []
    /// The values of each feature over these rows, in the order of the features.
    private(set) var values: [FeatureValues] = []

    var isEmpty: Bool { bases.isEmpty }

    /// Neighbours among which one is drawn.
    static let neighbours = 5

    /// Makes rows of a class.
    ///
    /// Where a number is missing or infinite in one of the two, the new row has that of the row it is made of; its words are the commonest
    /// of the neighbours'.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - rows: all of the class, in the order in which they have their turn.
    ///   - table: where they stand.
    ///   - random: chooses neighbours, and the places between.
    ///   - threads: never change a bit.
    mutating func add(_ count: Int, between rows: [Int32], of table: FeatureTable, random: CounterRandom, threads: Int) {
        let space = NeighbourSpace(rows, of: table)
        let near = space.nearest(Self.neighbours, ofFirst: min(count, rows.count), threads: threads)
        // The row that the i-th is made of, the neighbour it goes towards, and how far.
        let drawn = (0..<count).map { index -> (base: Int32, other: Int32, share: Double, turn: Int) in
            let turn = index % rows.count
            let others = near[turn]
            let other = others.isEmpty ? turn : Int(others[random.integer(2 * index, below: others.count)])
            return (rows[turn], rows[other], random.unit(2 * index + 1), turn)
        }
        let made = table.features.map { feature -> FeatureValues in
            switch feature.values {
            case .numbers(let values):
                return .numbers(
                    drawn.map { entry in
                        let (from, to) = (values[Int(entry.base)], values[Int(entry.other)])
                        guard from.isFinite, to.isFinite else { return from }
                        return from * (1 - entry.share) + to * entry.share
                    })
            case .codes(let codes, let words):
                let commonest = near.enumerated().map { turn, others in
                    Self.commonest((others.isEmpty ? [Int32(turn)] : others).map { codes[Int(rows[Int($0)])] })
                }
                return .codes(drawn.map { commonest[$0.turn] }, words: words)
            }
        }
        bases += drawn.map(\.base)
        values = values.isEmpty ? made : zip(values, made).map { $0.joined(with: $1) }
    }

    /// The commonest code, the least of those that are equally common.
    private static func commonest(_ codes: [Int32]) -> Int32 {
        let sorted = codes.sorted()
        var best: (code: Int32, count: Int) = (-1, 0)
        var start = 0
        for place in sorted.indices where place + 1 == sorted.count || sorted[place + 1] != sorted[place] {
            if place + 1 - start > best.count { best = (sorted[place], place + 1 - start) }
            start = place + 1
        }
        return best.code
    }
}

extension FeatureValues {
    /// These values, then others of the same feature.
    fileprivate func joined(with others: FeatureValues) -> FeatureValues {
        switch (self, others) {
        case (.numbers(let a), .numbers(let b)): .numbers(a + b)
        case (.codes(let a, let words), .codes(let b, _)): .codes(a + b, words: words)
        case (.numbers, .codes), (.codes, .numbers): self
        }
    }
}

/// Rows of one class as points: numbers in deviations of the class, and words, of which a different one is one deviation away.
private struct NeighbourSpace: Sendable {
    private let rowCount: Int
    /// Row by row; NaN is missing.
    private let numbers: [Double]
    private let numberWidth: Int
    private let codes: [Int32]
    private let codeWidth: Int

    /// More neighbours than these are not looked at, so that a large class takes no hours.
    private static let candidateLimit = 4096

    init(_ rows: [Int32], of table: FeatureTable) {
        rowCount = rows.count
        var numbers: [[Double]] = []
        var codes: [[Int32]] = []
        for feature in table.features {
            switch feature.values {
            case .numbers(let values):
                let own = gather(values, at: rows)
                let scale = NumberEncoding(fitting: own)
                numbers.append(own.map { $0.isNaN ? $0 : scale.encode($0) })
            case .codes(let all, _): codes.append(gather(all, at: rows))
            }
        }
        numberWidth = numbers.count
        codeWidth = codes.count
        self.numbers = rows.indices.flatMap { row in numbers.map { $0[row] } }
        self.codes = rows.indices.flatMap { row in codes.map { $0[row] } }
    }

    /// The nearest others of the first rows, nearest first, the earlier of equally near ones first.
    func nearest(_ count: Int, ofFirst bases: Int, threads: Int) -> [[Int32]] {
        let candidates = min(rowCount, Self.candidateLimit)
        let width = min(count, max(0, candidates - 1))
        guard width > 0 else { return [[Int32]](repeating: [], count: bases) }
        var found = [Int32](repeating: -1, count: bases * width)
        let blocks = (bases + 63) / 64
        found.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let target = base
            Parallel.forEach(blocks, threads: threads) { block in
                for row in block * 64..<min(bases, (block + 1) * 64) {
                    nearest(width, of: row, candidates: candidates, into: target + row * width)
                }
            }
        }
        return (0..<bases).map { row in found[row * width..<(row + 1) * width].filter { $0 >= 0 } }
    }

    private func nearest(_ width: Int, of row: Int, candidates: Int, into target: UnsafeMutablePointer<Int32>) {
        var distances = [Double](repeating: .infinity, count: width)
        for other in 0..<candidates where other != row {
            let distance = distance(row, other, below: distances[width - 1])
            guard distance < distances[width - 1] else { continue }
            var place = width - 1
            while place > 0, distances[place - 1] > distance {
                distances[place] = distances[place - 1]
                target[place] = target[place - 1]
                place -= 1
            }
            distances[place] = distance
            target[place] = Int32(other)
        }
    }

    /// The squared distance, or something not below the limit.
    private func distance(_ a: Int, _ b: Int, below limit: Double) -> Double {
        var sum = 0.0
        for place in 0..<codeWidth where codes[a * codeWidth + place] != codes[b * codeWidth + place] { sum += 1 }
        for place in 0..<numberWidth {
            let (x, y) = (numbers[a * numberWidth + place], numbers[b * numberWidth + place])
            let difference = x - y
            // One that is missing is as far away as another word; where both are, they are alike.
            sum += difference.isNaN ? (x.isNaN && y.isNaN ? 0 : 1) : difference * difference
            if sum >= limit { return sum }
        }
        return sum
    }
}
