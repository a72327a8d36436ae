import Recipes

/// The target as the profile of the other columns sees it.
struct TargetView: Sendable {
    let column: String
    let task: LearningTask
    /// Labels of the classes, empty for a quantity; of two, the last is positive.
    let labels: [String]
    /// Class by row, -1 where missing; empty for a quantity.
    let codes: [Int32]
    /// The quantity by row, NaN where missing; empty for classes.
    let numbers: [Double]
    /// The rows of the quantity in its order, and the values.
    let sorted: SortedValues?
    /// What each row adds to a bin that is split by the target: 1 for the positive class, or the quantity from its least (0) to
    /// its greatest (1); NaN where missing. Empty for more than two classes.
    let shares: [Double]

    init?(_ target: Recipe.Target, of table: Table) {
        column = target.column
        task = target.task
        switch target.task {
        case .classification:
            (labels, codes) = table.classes(of: target)
            guard labels.count > 1 else { return nil }
            numbers = []
            sorted = nil
            shares = labels.count == 2 ? codes.map { $0 < 0 ? .nan : Double($0) } : []
        case .regression:
            (labels, codes) = ([], [])
            numbers = table.targetNumbers(of: target)
            let order = SortedValues(numbers)
            sorted = order
            let finite = order.finite
            guard numbers.count == table.rowCount, let first = finite.first, let last = finite.last else { return nil }
            let (least, most) = (order.values[first], order.values[last])
            let width = most - least
            shares = numbers.map { value in
                !value.isFinite || !(width > 0) ? .nan : (value - least) / width
            }
        }
    }

    /// The number of rows without a target.
    var missing: Int {
        labels.isEmpty ? numbers.lazy.filter { $0.isNaN }.count : codes.lazy.filter { $0 < 0 }.count
    }
}
