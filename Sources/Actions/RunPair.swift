import Experiments
import Recipes
import RunStore
import Statistics
import Tabular

/// Two runs that are to be compared, with what the store and the table know of them.
struct RunPair {
    private let a: RunRecord
    private let b: RunRecord
    private let scoresOfA: [StoredFold]
    private let scoresOfB: [StoredFold]
    private let store: RunStore
    private let table: Table?
    /// Standard deviation of a quantity that is predicted.
    private let targetDeviation: Double?

    /// - Parameters:
    ///   - a: the run that is compared with.
    ///   - b: the run that is compared.
    ///   - store: where both are kept.
    ///   - table: the table of both, where it can still be read: rows are looked up in it.
    /// - Throws: ``AssayError`` where the store cannot be read.
    init(_ a: RunRecord, _ b: RunRecord, store: RunStore, table: Table?) throws(AssayError) {
        self.a = a
        self.b = b
        self.store = store
        self.table = table
        targetDeviation = table.flatMap { Self.deviation(of: a.recipe.target, in: $0) }
        scoresOfA = try store.folds(of: a.id)
        scoresOfB = try store.folds(of: b.id)
    }

    /// Whether both were scored on the same rows in the same folds.
    var isPaired: Bool { a.scoresSameRows(as: b) }

    /// Folds that both have scores of.
    var folds: Int { min(scoresOfA.count, scoresOfB.count) }

    /// Everything that can be said of the pair.
    func pair() throws(AssayError) -> RunComparison.Pair {
        let rows = try rows()
        let metrics = Metric.all.compactMap { compare($0, rows: folds == 1 ? rows : nil) }
        var pair = RunComparison.Pair(
            a: a.id, b: b.id, isPaired: isPaired, metrics: metrics, disagreement: rows?.disagreement)
        pair.isTableChanged = a.source == b.source && a.recipe.source.fingerprint != b.recipe.source.fingerprint
        return pair
    }

    /// One metric by all that is known of it now; nil until both have a fold scored.
    func compare(_ metric: Metric) throws(AssayError) -> RunComparison.MetricPair? {
        compare(metric, rows: folds == 1 ? try rows() : nil)
    }

    /// The predictions of both; nil where they were made on other rows, or are not there.
    private func rows() throws(AssayError) -> RowPair? {
        isPaired ? try RowPair(a, b, store: store, table: table) : nil
    }

    /// One metric, over the folds; where there is one fold only, over its rows.
    private func compare(_ metric: Metric, rows: RowPair?) -> RunComparison.MetricPair? {
        guard isPaired else { return unpaired(metric) }
        let valuesOfB = Dictionary(scoresOfB.map { ($0.fold, $0.metrics[metric.key]) }, uniquingKeysWith: { first, _ in first })
        var x: [Double] = []
        var y: [Double] = []
        for fold in scoresOfA {
            guard let first = fold.metrics[metric.key], let second = valuesOfB[fold.fold] ?? nil else { continue }
            x.append(first)
            y.append(second)
        }
        guard !x.isEmpty else { return nil }
        let (meanA, meanB) = (mean(x), mean(y))
        let equivalence = equivalence(of: metric, baseline: meanA)
        var comparison = PairedComparison.overFolds(
            a: x, b: y, testToTrain: testToTrain, higherIsBetter: metric.direction == .higher, equivalence: equivalence,
            repeats: repeats)
        if x.count == 1, let overRows = rows?.compare(metric, equivalence: equivalence) {
            comparison = overRows
            // The mean over rows is the metric itself, up to the last digits; the difference shown is that of the scores.
            comparison.difference = meanB - meanA
        }
        return RunComparison.MetricPair(metric: metric.key, a: meanA, b: meanB, comparison: comparison)
    }

    /// Nothing but the difference of the means is known where rows or folds are not the same.
    private func unpaired(_ metric: Metric) -> RunComparison.MetricPair? {
        guard let first = a.metrics[metric.key]?.mean, let second = b.metrics[metric.key]?.mean else { return nil }
        let comparison = PairedComparison(
            difference: second - first, interval: nil, p: nil, worse: 1.0 / 3, same: 1.0 / 3, better: 1.0 / 3,
            equivalence: equivalence(of: metric, baseline: first), evidence: .weak)
        return RunComparison.MetricPair(metric: metric.key, a: first, b: second, comparison: comparison)
    }

    private func equivalence(of metric: Metric, baseline: Double) -> Double {
        PairedComparison.equivalence(
            of: metric.key, isUnitScore: metric.isUnitScore, baseline: baseline, targetDeviation: targetDeviation)
    }

    private static func deviation(of target: Recipe.Target, in table: Table) -> Double? {
        guard target.task == .regression else { return nil }
        var (count, mean, squares) = (0.0, 0.0, 0.0)
        for value in table.targetNumbers(of: target) where value.isFinite {
            count += 1
            let step = value - mean
            mean += step / count
            squares += step * (value - mean)
        }
        return count > 1 ? (squares / (count - 1)).squareRoot() : nil
    }

    /// Rows that score by rows that train: of the split, or, where it leaves that to the data, of the folds.
    private var testToTrain: Double {
        if let ratio = a.recipe.split.testToTrain { return ratio }
        let ratios = scoresOfA.compactMap { fold in
            fold.trainingRows > 0 ? Double(fold.validationRows) / Double(fold.trainingRows) : nil
        }
        return ratios.isEmpty ? 0.25 : mean(ratios)
    }

    private var repeats: Int { a.recipe.split.repeats }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
