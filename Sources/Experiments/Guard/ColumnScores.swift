import Glibc
import Learning
import Recipes
import Tabular

/// How well single columns predict the target, out of fold: a table of means by value or by bin, made from training rows, asked for
/// the rows that score.
struct ColumnScores: Sendable {
    /// What one column comes to.
    struct Score: Sendable {
        var column: String
        /// AUC, with more classes accuracy, for a quantity R2; the mean over folds.
        var value: Double
        /// 0 where it is no better than always saying the same, 1 where it is perfect.
        var skill: Double
    }

    /// The key of the metric.
    let metric: String
    /// The strongest first.
    let scores: [Score]

    /// Numbers are cut into so many bins at the most, of about equal counts.
    private static let binLimit = 32
    /// Of more rows so many are taken, spread evenly.
    private static let rowLimit = 20_000
    /// So many folds are tried.
    private static let foldLimit = 3

    /// - Parameters:
    ///   - recipe: its features are tried one by one.
    ///   - table: as the recipe prepares it.
    ///   - splits: whose first folds are used.
    ///   - isCancelled: asked before each column.
    /// - Complexity: O(rows log rows) a feature.
    init(_ recipe: Recipe, on table: Table, splits: Splits, isCancelled: () -> Bool) {
        let target = Target(recipe.target, of: table)
        metric = target.metric
        let folds = splits.folds.prefix(Self.foldLimit).map { fold in
            (training: Self.some(fold.training.rows), validation: Self.some(fold.validation.rows))
        }
        var scores: [Score] = []
        for feature in recipe.trainedFeatures where !isCancelled() {
            guard let column = table[feature.column], feature.kind.isFeatureByDefault else { continue }
            let tried = folds.compactMap { Self.score(column, target, training: $0.training, validation: $0.validation) }
            guard !tried.isEmpty else { continue }
            let count = Double(tried.count)
            scores.append(
                Score(
                    column: column.name, value: tried.reduce(0) { $0 + $1.value } / count,
                    skill: tried.reduce(0) { $0 + $1.skill } / count))
        }
        self.scores = scores.enumerated().sorted { ($1.element.skill, $0.offset) < ($0.element.skill, $1.offset) }.map(\.element)
    }

    private static func some(_ rows: [Int32]) -> [Int] { Table.spread(rowLimit, of: rows.count).map { Int(rows[$0]) } }

    // MARK: One column

    /// What is predicted, by row of the table.
    private struct Target {
        var codes: [Int32] = []
        var classes = 0
        var numbers: [Double] = []

        init(_ target: Recipe.Target, of table: Table) {
            if target.task == .regression {
                numbers = table.targetNumbers(of: target)
            } else {
                let found = table.classes(of: target)
                (codes, classes) = (found.codes, found.labels.count)
            }
        }

        var metric: String { classes == 0 ? "r2" : classes == 2 ? "auc" : "accuracy" }
        /// Sums a bin.
        var width: Int { max(1, classes) }

        func add(_ row: Int, to sums: inout [Double], at place: Int) {
            if classes == 0 { sums[place] += numbers[row] } else { sums[place + Int(codes[row])] += 1 }
        }
    }

    private static func score(
        _ column: Column, _ target: Target, training: [Int], validation: [Int]
    ) -> (value: Double, skill: Double)? {
        let (bins, count) = bins(of: column, training: training)
        guard count > 1, !training.isEmpty, !validation.isEmpty else { return nil }
        let width = target.width
        var sums = [Double](repeating: 0, count: count * width)
        var sizes = [Double](repeating: 0, count: count)
        var all = [Double](repeating: 0, count: width)
        for row in training {
            let bin = bins(row)
            sizes[bin] += 1
            target.add(row, to: &sums, at: bin * width)
            target.add(row, to: &all, at: 0)
        }
        let total = Double(training.count)
        // Small bins are drawn to the mean of all as if one more row of it stood in them; unknown words are it.
        var means = sums
        for place in means.indices {
            let prior: Double = all[place % width] / total
            means[place] = (sums[place] + prior) / (sizes[place / width] + 1)
        }
        let known = validation.map { bins($0) * width }
        switch target.classes {
        case 0: return ofQuantity(validation.map { target.numbers[$0] }, known.map { means[$0] })
        case 2: return ofTwo(validation.map { target.codes[$0] == 1 }, known.map { means[$0 + 1] })
        default:
            let truth = validation.map { Int(target.codes[$0]) }
            let likeliest = known.map { start -> Int in
                var best = 0
                for label in 1..<width where means[start + label] > means[start + best] { best = label }
                return best
            }
            return ofMany(truth, likeliest, classes: width)
        }
    }

    /// The bin of a row, and how many there are. Missing values have one of their own.
    private static func bins(of column: Column, training: [Int]) -> ((Int) -> Int, Int) {
        switch column.storage {
        case .codes(let codes, let words): return ({ Int(codes[$0]) + 1 }, words.count + 1)
        case .numbers(let values):
            let sorted = training.lazy.map { values[$0] }.filter { !$0.isNaN }.sorted()
            guard let most = sorted.last else { return ({ _ in 0 }, 1) }
            var edges: [Double] = []
            for place in 1..<binLimit {
                let edge = sorted[place * sorted.count / binLimit]
                if edge != edges.last, edge < most || edges.isEmpty { edges.append(edge) }
            }
            return (
                { row in
                    let value = values[row]
                    if value.isNaN { return 0 }
                    var (low, high) = (0, edges.count)
                    while low < high {
                        let middle = (low + high) / 2
                        if edges[middle] <= value { low = middle + 1 } else { high = middle }
                    }
                    return low + 1
                }, edges.count + 2
            )
        }
    }

    private static func ofQuantity(_ truth: [Double], _ predicted: [Double]) -> (value: Double, skill: Double)? {
        let mean = truth.reduce(0, +) / Double(truth.count)
        let (all, left) = zip(truth, predicted).reduce((0.0, 0.0)) { sums, pair in
            (sums.0 + (pair.0 - mean) * (pair.0 - mean), sums.1 + (pair.0 - pair.1) * (pair.0 - pair.1))
        }
        guard all > 0, left.isFinite else { return nil }
        return (1 - left / all, max(0, 1 - left / all))
    }

    private static func ofTwo(_ truth: [Bool], _ predicted: [Double]) -> (value: Double, skill: Double)? {
        let order = truth.indices.sorted { predicted[$0] < predicted[$1] }
        var (below, positives, wins) = (0.0, 0.0, 0.0)
        var start = 0
        while start < order.count {
            var end = start
            var (here, others) = (0.0, 0.0)
            while end < order.count, predicted[order[end]] == predicted[order[start]] {
                if truth[order[end]] { here += 1 } else { others += 1 }
                end += 1
            }
            wins += here * (below + others / 2)
            below += others
            positives += here
            start = end
        }
        guard positives > 0, below > 0 else { return nil }
        let area = wins / (positives * below)
        return (area, max(0, 2 * area - 1))
    }

    private static func ofMany(_ truth: [Int], _ predicted: [Int], classes: Int) -> (value: Double, skill: Double)? {
        var counts = [Int](repeating: 0, count: classes)
        for label in truth where label >= 0 { counts[label] += 1 }
        let right = Double(zip(truth, predicted).count { $0 == $1 }) / Double(truth.count)
        let base = Double(counts.max() ?? 0) / Double(truth.count)
        guard base < 1 else { return nil }
        return (right, max(0, (right - base) / (1 - base)))
    }
}
