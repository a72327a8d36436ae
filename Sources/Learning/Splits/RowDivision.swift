/// By what rule rows may be parted: the rule of the outer split holds for the sealed rows and for inner divisions too.
enum RowDivision: Sendable {
    /// Any row by itself; classes in equal shares.
    case shuffled
    /// Rows of one group stay together. The group of every row of the table.
    case grouped([Int32])
    /// What comes later scores what came before; equal times stay together.
    case ordered(TimeOrder)
    /// Later rows of other groups score.
    case groupedInTime([Int32], TimeOrder)

    /// Takes a share of the rows away for scoring.
    ///
    /// At least one row (group, moment) is left on each side where there are two. Rows within a gap are on neither side.
    func holdout(_ share: Double, of rows: [Int32], target: TargetValues, random: CounterRandom) -> RowParts {
        switch self {
        case .shuffled: Stratification.holdout(share, of: rows, target: target, random: random)
        case .grouped(let groups): GroupedFolds.holdout(share, of: rows, groups: groups, random: random)
        case .ordered(let order): TimeFolds(rows, order).holdout(share)
        case .groupedInTime(let groups, let order):
            GroupTimeFolds(time: TimeFolds(rows, order), groups: groups, random: random).holdout(share)
        }
    }

    /// What a row is dealt out by, when rows are dealt into parts that must not know one another: its group where there are groups, else
    /// itself.
    func unit(of row: Int32) -> Int {
        switch self {
        case .shuffled, .ordered: Int(row)
        case .grouped(let groups), .groupedInTime(let groups, _): Int(groups[Int(row)])
        }
    }
}
