/// What is drawn for a tree: rows and features, as a function of the seed and the tree's number.
struct BoostingSampling {
    private let seed: Int
    private let rowShare: Double
    private let every: Int
    private let featureShare: Double

    init(_ parameters: BoostingParameters, seed: Int) {
        self.seed = seed
        rowShare = parameters.subsample
        every = parameters.subsample < 1 ? parameters.subsampleEvery : 0
        featureShare = parameters.featureShare
    }

    /// Whether a tree sees less than everything.
    var isRandom: Bool { every > 0 || featureShare < 1 }

    /// The rows that the trees of an iteration (from 0) learn from, ascending; nil for all.
    func rows(iteration: Int, of count: Int) -> [UInt32]? {
        guard every > 0 else { return nil }
        let wanted = max(1, Int((Double(count) * rowShare).rounded()))
        return CounterRandom(seed: seed, stream: Purpose.rows.stream(iteration / every)).sample(wanted, below: count)
    }

    /// Which of the features a tree may be split on; nil for all.
    func features(tree: Int, of count: Int) -> [Bool]? {
        guard featureShare < 1 else { return nil }
        let wanted = max(1, Int((Double(count) * featureShare).rounded()))
        var chosen = [Bool](repeating: false, count: count)
        for feature in CounterRandom(seed: seed, stream: Purpose.features.stream(tree)).sample(wanted, below: count) {
            chosen[Int(feature)] = true
        }
        return chosen
    }

    /// Uses of the seed, each with streams of its own.
    private enum Purpose: Int {
        case rows = 1
        case features

        func stream(_ number: Int) -> Int { rawValue << 40 | number }
    }
}

extension CounterRandom {
    /// Exactly `count` of the numbers below `total`, ascending, every such set equally likely (selection sampling: Knuth, The
    /// Art of Computer Programming 2, 3.4.2, algorithm S).
    ///
    /// - Complexity: O(total).
    func sample(_ count: Int, below total: Int) -> [UInt32] {
        var chosen: [UInt32] = []
        chosen.reserveCapacity(count)
        var needed = count
        for item in 0..<total where needed > 0 && unit(item) * Double(total - item) < Double(needed) {
            chosen.append(UInt32(truncatingIfNeeded: item))
            needed -= 1
        }
        return chosen
    }
}
