import Recipes
import Statistics

/// The target as the profile of the other columns sees it: a number by row, small enough to go along when a column is sorted.
struct TargetView: Sendable {
    let column: String
    let task: LearningTask
    /// Labels of the classes, empty for a quantity; of two, the last is positive.
    let labels: [String]
    /// Class by row, or for a quantity the place of its value among the different ones; ``missingTag`` where missing.
    let tags: [UInt32]
    /// The different values of a quantity, ascending; empty for classes.
    let levels: [Double]
    /// By tag what a row adds to a bin that is split by the target: 1 for the positive class, or the quantity from its least (0) to
    /// its greatest (1); NaN where that makes no sense. Empty for more than two classes.
    let shares: [Double]
    /// How many rows have each class; empty for a quantity.
    let counts: [Int]
    /// The number of rows without a target.
    let missing: Int

    static let missingTag = UInt32.max

    init?(_ target: Recipe.Target, of table: Table) {
        column = target.column
        task = target.task
        switch target.task {
        case .classification:
            let codes: [Int32]
            (labels, codes) = table.classes(of: target)
            guard labels.count > 1 else { return nil }
            tags = codes.map { $0 < 0 ? Self.missingTag : UInt32($0) }
            levels = []
            shares = labels.count == 2 ? [0, 1] : []
            var counts = [Int](repeating: 0, count: labels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            self.counts = counts
            missing = codes.count - counts.reduce(0, +)
        case .regression:
            labels = []
            counts = []
            let numbers = table.targetNumbers(of: target)
            guard numbers.count == table.rowCount, !numbers.isEmpty else { return nil }
            (levels, tags, missing) = Self.rank(numbers)
            guard let least = levels.first(where: { $0 > -.infinity }), let most = levels.last(where: { $0 < .infinity }) else {
                return nil
            }
            let width = most - least
            shares = levels.map { $0.isFinite && width > 0 ? ($0 - least) / width : .nan }
        }
    }

    private static func rank(_ numbers: [Double]) -> (levels: [Double], tags: [UInt32], missing: Int) {
        var sorted = numbers.map { $0 + 0 }
        let order = RadixSort.order(sorting: &sorted)
        var levels: [Double] = []
        var tags = [UInt32](repeating: missingTag, count: numbers.count)
        var present = 0
        for (value, row) in zip(sorted, order) where !value.isNaN {
            if levels.last != value { levels.append(value) }
            tags[Int(row)] = UInt32(levels.count - 1)
            present += 1
        }
        return (levels, tags, numbers.count - present)
    }

    /// The quantity of a tag, NaN where missing.
    func number(_ tag: UInt32) -> Double { tag == Self.missingTag ? .nan : levels[Int(tag)] }
}
