import Statistics

/// Divisions of single rows, shuffled, with the classes in equal shares.
///
/// A row's place in the shuffle is a function of (seed, row): neither the model, nor its seed, nor the features move it.
enum Stratification {
    /// The rows of each class in random order; one list where the target is a quantity.
    static func strata(of rows: [Int32], target: TargetValues, random: CounterRandom) -> [[Int32]] {
        let order = shuffled(rows, random: random)
        guard case .classes(let codes, let count) = target else { return [order] }
        var strata = [[Int32]](repeating: [], count: count)
        for row in order { strata[Int(codes[Int(row)])].append(row) }
        return strata
    }

    /// Rows in the order of their random numbers.
    ///
    /// - Complexity: O(rows).
    static func shuffled(_ rows: [Int32], random: CounterRandom) -> [Int32] {
        // The upper bits, which a double holds exactly, decide almost always.
        var keys = rows.map { Double(random.bits(Int($0)) &>> 11) }
        var shuffled = RadixSort.order(sorting: &keys).map { rows[Int($0)] }
        var first = 0
        for place in 1..<max(keys.count, 1) where keys[place] != keys[first] {
            order(&shuffled, first..<place, by: random)
            first = place
        }
        order(&shuffled, first..<keys.count, by: random)
        return shuffled
    }

    /// Puts rows whose upper bits are equal into the order of all bits.
    private static func order(_ rows: inout [Int32], _ places: Range<Int>, by random: CounterRandom) {
        guard places.count > 1 else { return }
        rows[places].sort { (random.bits(Int($0)), $0) < (random.bits(Int($1)), $1) }
    }

    /// `folds` divisions of which each row scores in one. Folds differ by one row at the most, and by one row of each class.
    static func folds(_ folds: Int, of rows: [Int32], target: TargetValues, random: CounterRandom) -> [RowParts] {
        // Dealt like cards, class after class without a new start, so that the sizes stay even too.
        let dealt = strata(of: rows, target: target, random: random).joined()
        var fold = [Int](repeating: 0, count: Int(rows.max() ?? -1) + 1)
        for (place, row) in dealt.enumerated() { fold[Int(row)] = place % folds }
        return parts(of: rows, folds: folds) { fold[Int($0)] }
    }

    /// `folds` divisions of which each row scores in one: of every `folds` rows that follow one another in the order of a quantity, each
    /// fold scores one. Classes are shared out as by ``folds(_:of:target:random:)``.
    static func evenFolds(_ folds: Int, of rows: [Int32], target: TargetValues, random: CounterRandom) -> [RowParts] {
        guard case .numbers(let values) = target else { return self.folds(folds, of: rows, target: target, random: random) }
        let keyed = rows.map { (value: values[Int($0)], key: random.bits(Int($0)), row: $0) }
        let ordered = keyed.sorted { ($0.value, $0.key, $0.row) < ($1.value, $1.key, $1.row) }
        var fold = [Int](repeating: 0, count: Int(rows.max() ?? -1) + 1)
        for start in stride(from: 0, to: ordered.count, by: folds) {
            let block = ordered[start..<min(start + folds, ordered.count)].sorted { ($0.key, $0.row) < ($1.key, $1.row) }
            for (place, entry) in block.enumerated() { fold[Int(entry.row)] = place }
        }
        return parts(of: rows, folds: folds) { fold[Int($0)] }
    }

    /// A share of each class scores.
    static func holdout(_ share: Double, of rows: [Int32], target: TargetValues, random: CounterRandom) -> RowParts {
        guard rows.count > 1 else { return RowParts(training: rows, validation: []) }
        let strata = strata(of: rows, target: target, random: random)
        let wanted = min(max(Int((share * Double(rows.count)).rounded()), 1), rows.count - 1)
        let counts = apportion(wanted, to: strata.map(\.count))
        var parts = RowParts(training: [], validation: [])
        for (stratum, count) in zip(strata, counts) {
            parts.validation += stratum.prefix(count)
            parts.training += stratum.dropFirst(count)
        }
        return parts
    }

    /// Shares `total` in proportion to `sizes`, by the largest remainders, the first of equal ones first.
    static func apportion(_ total: Int, to sizes: [Int]) -> [Int] {
        let all = max(1, sizes.reduce(0, +))
        var counts = sizes.map { $0 * total / all }
        let remainders = sizes.map { $0 * total % all }
        let order = sizes.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
        for place in order.prefix(total - counts.reduce(0, +)) { counts[place] += 1 }
        return counts
    }

    /// Training and validation rows of every fold, where each row scores in the fold that `place` says.
    static func parts(of rows: [Int32], folds: Int, place: (Int32) -> Int) -> [RowParts] {
        let places = rows.map(place)
        return (0..<folds).map { fold in
            var parts = RowParts(training: [], validation: [])
            parts.training.reserveCapacity(rows.count)
            for (row, its) in zip(rows, places) {
                if its == fold { parts.validation.append(row) } else { parts.training.append(row) }
            }
            return parts
        }
    }
}
