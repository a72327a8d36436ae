import Recipes
import RunStore

/// The curves of one metric of a run, by fold, and their means.
struct Curves {
    /// One fold's curve.
    struct Fold {
        var fold: String
        var steps: [Int]
        var values: [Double]

        /// The value at a step, or at the last one before it.
        func value(at step: Int) -> Double? {
            guard let place = steps.lastIndex(where: { $0 <= step }) else { return nil }
            return values[place]
        }
    }

    var metric: Metric
    /// Of the validation rows, in the order of folds.
    var valid: [Fold]
    var train: [Fold]

    /// The curves of a metric among the points of a run; refits are left out.
    init(_ metric: Metric, in points: [SeriesPoints]) {
        self.metric = metric
        func folds(_ rows: String) -> [Fold] {
            points.filter { $0.name.metric == metric.key && $0.name.rows == rows && Int($0.name.fold) != nil }
                .sorted { (Int($0.name.fold) ?? 0) < (Int($1.name.fold) ?? 0) }
                .map { Fold(fold: $0.name.fold, steps: $0.steps, values: $0.values) }
        }
        valid = folds("valid")
        train = folds("train")
    }

    var isEmpty: Bool { valid.isEmpty && train.isEmpty }
    /// Whether there is a curve at all, and not one point a fold.
    var hasSteps: Bool { (valid + train).contains { $0.steps.count > 1 } }

    /// The mean over folds at each step that every one of them has.
    ///
    /// - Parameter folds: curves with steps in rising order.
    /// - Returns: the steps, and the mean at each.
    static func mean(_ folds: [Fold]) -> (steps: [Int], values: [Double]) {
        guard let first = folds.first else { return ([], []) }
        guard folds.count > 1 else { return (first.steps, first.values) }
        let end = folds.compactMap(\.steps.last).min() ?? 0
        let steps = Set(folds.flatMap(\.steps)).filter { $0 <= end }.sorted()
        var places = [Int](repeating: 0, count: folds.count)
        var kept: [Int] = []
        var values: [Double] = []
        for step in steps {
            var sum = 0.0
            var isWhole = true
            for (index, fold) in folds.enumerated() {
                while places[index] + 1 < fold.steps.count, fold.steps[places[index] + 1] <= step { places[index] += 1 }
                if fold.steps[places[index]] <= step { sum += fold.values[places[index]] } else { isWhole = false }
            }
            if isWhole {
                kept.append(step)
                values.append(sum / Double(folds.count))
            }
        }
        return (kept, values)
    }

    /// The step with the best value of a curve by the metric's direction.
    func best(_ steps: [Int], _ values: [Double]) -> (step: Int, value: Double)? {
        var best: (step: Int, value: Double)?
        for (step, value) in zip(steps, values) where value.isFinite {
            if let known = best, !metric.isBetter(value, than: known.value) { continue }
            best = (step, value)
        }
        return best
    }
}
