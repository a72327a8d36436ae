/// Rows of a table that models may be fitted to. Only the splitter makes them.
public struct TrainingRows: Sendable {
    /// Ascending.
    public let rows: [Int32]
    /// How the rows were divided, for dividing them once more.
    let division: RowDivision
    /// How many inner folds choices are made on, where the split says so.
    let innerFolds: Int?

    fileprivate init(rows: [Int32], division: RowDivision, innerFolds: Int? = nil) {
        self.rows = rows
        self.division = division
        self.innerFolds = innerFolds
    }

    /// Divides these rows by the same rules: into the inner folds of a nested split, else once. None where there are too few for two parts.
    ///
    /// Where the outer rule is one of time, rows within its gap are in neither part.
    func divisions(share: Double, seed: Int, target: TargetValues) -> [(fitting: TrainingRows, choosing: TrainingRows)] {
        let parts: [RowParts]
        if let innerFolds {
            guard rows.count >= innerFolds else { return [] }
            let random = CounterRandom(seed: seed, stream: -3)
            parts = Stratification.folds(innerFolds, of: rows, target: target, random: random)
        } else {
            let random = CounterRandom(seed: seed, stream: -2)
            parts = [division.holdout(share, of: rows, target: target, random: random)]
        }
        return parts.filter { !$0.validation.isEmpty && !$0.training.isEmpty }.map { part in
            (
                TrainingRows(rows: part.training.sorted(), division: division, innerFolds: innerFolds),
                TrainingRows(rows: part.validation.sorted(), division: division, innerFolds: innerFolds)
            )
        }
    }
}

/// Rows that score what was fitted on others. Nothing can be fitted to them.
public struct ValidationRows: Sendable {
    /// Ascending.
    public let rows: [Int32]

    fileprivate init(rows: [Int32]) { self.rows = rows }
}

/// One division of the rows.
public struct Fold: Sendable {
    /// From 1.
    public let number: Int
    public let training: TrainingRows
    public let validation: ValidationRows

    /// - Precondition: no row is on both sides.
    fileprivate init(number: Int, parts: RowParts, division: RowDivision, innerFolds: Int?) {
        let training = parts.training.sorted()
        let validation = parts.validation.sorted()
        precondition(!sharesElement(training, validation), "a row is on both sides of fold \(number)")
        self.number = number
        self.training = TrainingRows(rows: training, division: division, innerFolds: innerFolds)
        self.validation = ValidationRows(rows: validation)
    }
}

/// Whether two ascending lists have an element in common.
private func sharesElement(_ a: [Int32], _ b: [Int32]) -> Bool {
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
        if a[i] == b[j] { return true }
        if a[i] < b[j] { i += 1 } else { j += 1 }
    }
    return false
}

/// The two sides of a division, before they have types.
struct RowParts {
    var training: [Int32]
    var validation: [Int32]
}

/// All divisions of a run.
public struct Splits: Sendable {
    public let folds: [Fold]
    /// All rows that take part and are not sealed: what the last fit learns from.
    public let unsealed: TrainingRows
    /// Rows that no choice may look at.
    public let sealed: ValidationRows
    /// Rows that take no part because their target is missing.
    public let withoutTarget: Int

    init(
        folds: [RowParts], unsealed: [Int32], sealed: [Int32], withoutTarget: Int, division: RowDivision, innerFolds: Int? = nil
    ) {
        self.folds = folds.enumerated().map {
            Fold(number: $0.offset + 1, parts: $0.element, division: division, innerFolds: innerFolds)
        }
        self.unsealed = TrainingRows(rows: unsealed.sorted(), division: division, innerFolds: innerFolds)
        self.sealed = ValidationRows(rows: sealed.sorted())
        self.withoutTarget = withoutTarget
    }
}
