import Glibc
import Recipes
import RunStore
import Statistics
import Tabular

/// The out-of-fold predictions of two runs on the rows that both predicted.
struct RowPair {
    private let a: OutOfFold
    private let b: OutOfFold
    /// The true class of each row, where classes are predicted.
    private let labels: [Int]
    /// The true number of each row, where a quantity is predicted.
    private let numbers: [Double]

    /// Nil where predictions or the table are not there any more.
    init?(_ a: RunRecord, _ b: RunRecord, store: RunStore, table: Table?) throws(AssayError) {
        guard let table, a.classes == b.classes,
            let first = OutOfFold(run: a, predictions: try store.predictions(of: a.id)),
            let second = OutOfFold(run: b, predictions: try store.predictions(of: b.id))
        else { return nil }
        self.a = first.common(with: second)
        self.b = second.common(with: first)
        guard self.a.fits(table) else { return nil }
        if first.task == .regression {
            let truth = table.targetNumbers(of: a.recipe.target)
            numbers = self.a.rows.map { truth[Int($0)] }
            labels = []
        } else {
            let truth = table.classes(of: a.recipe.target)
            guard truth.labels == a.classes else { return nil }
            labels = self.a.rows.map { Int(truth.codes[Int($0)]) }
            numbers = []
        }
    }

    /// Where the two call rows differently; nil for a quantity.
    var disagreement: RunComparison.Disagreement? {
        guard a.task == .classification else { return nil }
        var rows = 0
        var right = (a: [Bool](), b: [Bool]())
        for index in labels.indices where labels[index] >= 0 {
            let (first, second) = (a.label(index), b.label(index))
            if first != second { rows += 1 }
            right.a.append(first == labels[index])
            right.b.append(second == labels[index])
        }
        let test = McNemar(firstRight: right.a, secondRight: right.b)
        return RunComparison.Disagreement(rows: rows, onlyA: test.onlyFirst, onlyB: test.onlySecond, p: test.pMid)
    }

    /// A metric over the rows of one split; nil for those that need more than a score a row.
    func compare(_ metric: Metric, equivalence: Double) -> PairedComparison? {
        func overRows(_ score: (OutOfFold, Int) -> Double) -> PairedComparison {
            PairedComparison.overRows(
                a: a.rows.indices.map { score(a, $0) }, b: b.rows.indices.map { score(b, $0) },
                higherIsBetter: metric.direction == .higher, equivalence: equivalence)
        }
        switch metric.key {
        case "accuracy": return overRows { $0.label($1) == labels[$1] ? 1 : 0 }
        case "log_loss":
            return overRows { -log(max($0.probability($1, of: max(0, labels[$1])), 0x1p-52)) }
        case "brier":
            return overRows { predicted, index in
                if predicted.classes.count == 2 {
                    let miss = predicted.probability(index, of: 1) - Double(labels[index])
                    return miss * miss
                }
                return predicted.classes.indices.reduce(0) { sum, label in
                    let miss = predicted.probability(index, of: label) - (label == labels[index] ? 1 : 0)
                    return sum + miss * miss
                }
            }
        case "auc":
            return PairedComparison.areaUnderCurve(
                isPositive: labels.map { $0 == 1 }, a: a.rows.indices.map { a.probability($0, of: 1) },
                b: b.rows.indices.map { b.probability($0, of: 1) }, equivalence: equivalence)
        case "mae": return overRows { abs($0.number($1) - numbers[$1]) }
        case "mape": return overRows { abs($0.number($1) - numbers[$1]) / max(abs(numbers[$1]), 0x1p-52) }
        case "rmse":
            return PairedComparison.rootMeanSquares(
                a: a.rows.indices.map { a.number($0) - numbers[$0] }, b: b.rows.indices.map { b.number($0) - numbers[$0] },
                equivalence: equivalence)
        default: return nil
        }
    }
}
