import Recipes

/// Brings the classes of training rows nearer to one size, as a recipe says.
struct ClassBalance {
    /// What is drawn: rows of the table, ascending, some perhaps twice; and rows that were made.
    struct Drawn {
        var rows: [Int32]
        var made = SyntheticRows()
    }

    let resampling: Resampling
    let seed: Int

    init(_ resampling: Resampling, seed: Int) {
        self.resampling = resampling
        self.seed = seed
    }

    /// Draws rows from training rows.
    ///
    /// Which rows are left out or repeated, and what others are made of, follows from the seed and the rows' numbers.
    ///
    /// - Complexity: O(n log n); with `smote` O(m min(m, 4096)) for the m rows of each small class.
    func rows(of data: TrainingSet, threads: Int) -> Drawn {
        let rows = data.origin.rows
        guard case .classes(let codes, let count) = data.target else { return Drawn(rows: rows) }
        var members = [[Int32]](repeating: [], count: count)
        for (place, code) in codes.enumerated() { members[Int(code)].append(rows[place]) }
        let sizes = members.map(\.count).filter { $0 > 0 }
        guard let smallest = sizes.min(), let largest = sizes.max() else { return Drawn(rows: rows) }
        var drawn = Drawn(rows: [])
        for (label, own) in members.enumerated() where !own.isEmpty {
            let order = Stratification.shuffled(own, random: CounterRandom(seed: seed, stream: -1000 - label))
            switch resampling.method {
            case .none: drawn.rows += own
            case .under:
                let most = max(smallest, Int((Double(smallest) / resampling.ratio).rounded(.down)))
                drawn.rows += order.prefix(most)
            case .over, .smote:
                drawn.rows += own
                let missing = Int((Double(largest) * resampling.ratio).rounded(.down)) - own.count
                guard missing > 0 else { continue }
                if resampling.method == .over {
                    drawn.rows += (0..<missing).map { order[$0 % order.count] }
                } else {
                    drawn.made.add(
                        missing, between: order, of: data.features.table,
                        random: CounterRandom(seed: seed, stream: -2_000_000 - label), threads: threads)
                }
            }
        }
        drawn.rows.sort()
        return drawn
    }
}
