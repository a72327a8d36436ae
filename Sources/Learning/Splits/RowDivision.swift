/// By what rule rows may be parted: the rule of the outer split holds for the sealed rows and for inner divisions too.
enum RowDivision: Sendable {
    /// Any row by itself; classes in equal shares.
    case shuffled
    /// Rows of one group stay together. The group of every row of the table.
    case grouped([Int32])
    /// What comes later scores what came before; equal times stay together. The rank of every row's time.
    case ordered([Int32])

    /// Takes a share of the rows away for scoring.
    ///
    /// At least one row (group, moment) is left on each side where there are two.
    func holdout(_ share: Double, of rows: [Int32], target: TargetValues, random: CounterRandom) -> RowParts {
        switch self {
        case .shuffled: Stratification.holdout(share, of: rows, target: target, random: random)
        case .grouped(let groups): GroupedFolds.holdout(share, of: rows, groups: groups, random: random)
        case .ordered(let ranks): TimeFolds.holdout(share, of: rows, ranks: ranks)
        }
    }
}
