import Glibc

/// What a table is like, as far as it says how long a fit takes.
public struct TableShape: Hashable, Sendable {
    /// Rows that take part.
    public var rows: Int
    /// Features that are numbers or dates.
    public var numbers: Int
    /// Different values of each feature of words.
    public var levels: [Int]
    /// 0 for a quantity.
    public var classes: Int

    public init(rows: Int, numbers: Int, levels: [Int], classes: Int) {
        self.rows = rows
        self.numbers = numbers
        self.levels = levels
        self.classes = classes
    }

    /// Columns of the design matrix where each word gets one.
    fileprivate var width: Double { Double(numbers) + levels.reduce(0) { $0 + Double(min($1, 100)) } + 1 }
    fileprivate var features: Double { Double(numbers + levels.count) }
    /// Scores a row has.
    fileprivate var outputs: Double { classes > 2 ? Double(classes) : 1 }
}

extension ModelFamily {
    /// About how long a whole run takes, fits and scoring of all folds and the last fit, in seconds of one core as they are made now.
    ///
    /// It knows how the work grows, not how fast a machine is: what runs took here tells the rest.
    ///
    /// - Complexity: O(1).
    public func expectedSeconds(
        of model: Recipe.Model, on shape: TableShape, split: SplitScheme, refits: Bool
    ) -> Double {
        var total = 0.0
        for fit in split.fitShares(refits: refits) {
            let training = Double(shape.rows) * fit.training
            total += seconds(of: model, on: shape, training: training, scored: Double(shape.rows) * fit.scored)
        }
        return total
    }

    private func seconds(of model: Recipe.Model, on shape: TableShape, training n: Double, scored: Double) -> Double {
        let features = shape.features
        let width = shape.width
        let outputs = shape.outputs
        let encoding = n * features * 4e-9
        func steps(_ names: String...) -> Double { names.map { Double(model.integer($0)) }.first { $0 > 0 } ?? 1 }
        switch key {
        case "baseline": return n * 2e-9
        case "linear": return encoding + n * width * width * 0.3e-9
        case "logistic": return encoding + n * width * outputs * 30e-9
        case "naive_bayes": return n * features * 4e-9 + scored * features * max(2, outputs) * 4e-9
        case "knn": return encoding + scored * n * width * 0.12e-9
        case "tree": return n * log2(max(n, 2)) * features * 4e-9
        case "forest", "extra_trees":
            let tried = shape.classes > 0 ? features.squareRoot() : features
            let share = key == "extra_trees" ? 0.5 : 1.0
            return encoding + steps("n_estimators") * n * log2(max(n, 2)) * tried * share * 1.6e-9 + scored
                * steps("n_estimators") * 60e-9
        case "mlp":
            let isReal = model.text("preset") == "realmlp"
            let chosen = model.integer("max_iter")
            let epochs = Double(chosen > 0 ? chosen : isReal ? 64 : 100)
            var weights = 0.0
            var before = width * (isReal ? 4 : 1)
            for units in model.integers("hidden_layer_sizes") ?? (isReal ? [128, 128, 128] : [100]) {
                weights += before * Double(units)
                before = Double(units)
            }
            // Six operations a weight and row, there and back, two for the predictions of a live point.
            return encoding + (n * 8 + scored * 2) * epochs * (weights + before * outputs) * 0.03e-9
        default:
            let grown = steps("n_estimators") * outputs
            return n * features * 12e-9 + grown * (n * features * 0.35e-9 + 2e-4) + scored * grown * 8e-9
        }
    }
}

extension SplitScheme {
    /// The fits of a run: the shares of the rows that train and that are scored; the last one scores none.
    fileprivate func fitShares(refits: Bool) -> [(training: Double, scored: Double)] {
        func even(_ folds: Int, _ repeats: Int = 1) -> [(training: Double, scored: Double)] {
            Array(repeating: (1 - 1 / Double(folds), 1 / Double(folds)), count: min(folds * repeats, 10_000))
        }
        var fits: [(training: Double, scored: Double)]
        switch self {
        case .crossValidation(let folds, let repeats), .stratified(let folds, let repeats): fits = even(folds, repeats)
        case .nested(let folds, _): fits = even(folds)
        case .holdout(let share, let repeats): fits = Array(repeating: (1 - share, share), count: min(repeats, 10_000))
        case .group(_, let folds, let repeats): fits = even(folds, repeats)
        case .purged(_, let folds, _, _): fits = even(folds)
        case .time(_, let folds, _), .groupTime(_, _, let folds, _):
            fits = (1...max(1, min(folds, 10_000))).map { (Double($0) / Double(folds + 1), 1 / Double(folds + 1)) }
        case .column: fits = even(5)
        }
        if refits { fits.append((1, 0)) }
        return fits
    }
}
