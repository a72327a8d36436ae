import Glibc
import Recipes
import RunStore
import Tabular

/// The out-of-fold predictions of a run beside the truth, each row once (of repeated folds, the first repetition).
struct OutOfFold {
    let task: LearningTask
    let metric: String
    let classes: [String]
    /// Rows of the table, ascending.
    private(set) var rows: [Int32] = []
    /// Where each row's values begin in ``values``.
    private var places: [Int] = []
    /// Predicted numbers, or the probabilities row by row.
    private var values: [Double] = []
    /// From which probability on each row counts as positive; empty where the likelier class is taken.
    private var thresholds: [Double] = []
    private var stride: Int { task == .regression ? 1 : classes.count }

    init?(run: RunRecord, predictions: [StoredPredictions]) {
        task = run.recipe.target.task
        metric = run.recipe.metric
        classes = run.classes
        let width = task == .regression ? 1 : run.classes.count
        guard width > 0, !predictions.isEmpty else { return nil }
        var first: [Int32: (place: Int, fold: Int)] = [:]
        for fold in predictions where fold.values.count == fold.rows.count * width {
            for (index, row) in fold.rows.enumerated() where first[row] == nil {
                first[row] = (values.count + index * width, fold.fold)
            }
            values += fold.values
        }
        rows = first.keys.sorted()
        places = rows.compactMap { first[$0]?.place }
        guard width == 2, let decision = run.decision else { return }
        let byFold = decision.foldThresholds
        thresholds = rows.map { row in
            let fold = (first[row]?.fold ?? 0) - 1
            return byFold.indices.contains(fold) ? byFold[fold] : decision.threshold
        }
    }

    /// The same predictions on the rows that `other` has too, in the same order as `other` then has them.
    func common(with other: OutOfFold) -> OutOfFold {
        let wanted = Set(other.rows)
        var kept = self
        kept.rows = []
        kept.places = []
        kept.thresholds = []
        for (index, row) in rows.enumerated() where wanted.contains(row) {
            kept.rows.append(row)
            kept.places.append(places[index])
            if !thresholds.isEmpty { kept.thresholds.append(thresholds[index]) }
        }
        return kept
    }

    /// Whether there are rows and the table has all of them: a store may come from a stranger.
    func fits(_ table: Table) -> Bool {
        guard let first = rows.first, let last = rows.last else { return false }
        return first >= 0 && Int(last) < table.rowCount
    }

    /// The predicted number of the row at an index of ``rows``.
    func number(_ index: Int) -> Double { values[places[index]] }

    /// The probability of a class.
    func probability(_ index: Int, of label: Int) -> Double { values[places[index] + label] }

    /// The class that a row is taken for: from the threshold on the second, where there is one; else the one with the highest probability,
    /// of equal ones the first.
    func label(_ index: Int) -> Int {
        let start = places[index]
        if !thresholds.isEmpty { return values[start + 1] >= thresholds[index] ? 1 : 0 }
        var best = 0
        for label in 1..<max(1, stride) where values[start + label] > values[start + best] { best = label }
        return best
    }
}
