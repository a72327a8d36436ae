import Learning
import Recipes
import Tabular

extension RowGuard {
    /// Whether a model can tell rows that score from rows that train.
    func shift() -> Finding? {
        let check = GuardCheck.shift
        switch recipe.split {
        // A shuffle leaves nothing to be told apart.
        case .crossValidation, .stratified, .holdout, .nested: return nil
        case .group, .time, .purged, .groupTime, .column: break
        }
        // The last fold has trained on most where folds go forward in time.
        guard let fold = splits.folds.last, let (table, recipe) = question(fold.training.rows, fold.validation.rows, check),
            let result = try? Trainer.run(recipe, on: table, threads: 1, monitor: SilentMonitor(isCancelled: isCancelled)),
            let auc = mean(of: result.folds.compactMap { $0.metrics["auc"] }), auc >= check["note"]
        else { return nil }
        let most = result.importance.max { $0.mean < $1.mean }
        let column = most.flatMap { $0.mean > 0 ? $0.column : nil }
        return Finding(
            code: check.code, level: auc >= check["warn"] ? .warn : .note, column: column,
            evidence:
                "a model tells the rows that score in fold \(fold.number) from those that train (AUC \(GuardText.score(auc)))"
                + (column.map { ", most by \($0)" } ?? ""),
            numbers: ["auc": auc], remedies: column.map { [.drop(column: $0)] } ?? [])
    }

    private func mean(of values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The question as a table of its own and a recipe for it: which side is a row on?
    private func question(_ training: [Int32], _ validation: [Int32], _ check: GuardCheck) -> (Table, Recipe)? {
        let limit = Int(check["rows"]) / 2
        let own = Table.spread(limit, of: training.count).map { Int(training[$0]) }
        let others = Table.spread(limit, of: validation.count).map { Int(validation[$0]) }
        let apart = Set(recipe.split.columns)
        let names = recipe.trainedFeatures.filter { feature in
            feature.kind != .date && !apart.contains(feature.column) && self.table[feature.column] != nil
        }
        guard own.count >= 30, others.count >= 30, !names.isEmpty else { return nil }
        let rows = own + others
        let taken = table.taking(rows: rows)
        var side = "side"
        while taken[side] != nil { side += "_" }
        let sides = Column(
            name: side, kind: .flag,
            storage: .codes(rows.indices.map { $0 < own.count ? 1 : 0 }, words: ["scores", "trains"]))
        let asked = Table(
            name: table.name, source: table.source, rowCount: rows.count,
            columns: names.compactMap { taken[$0.column] } + [sides])
        var model = Recipe.Model(.boosting)
        for (name, value) in [("n_estimators", "40"), ("num_leaves", "15")] { try? model.set(name, value) }
        return (
            asked,
            Recipe(
                source: table.source, target: Recipe.Target(column: side, task: .classification, positive: "scores"),
                features: names.map { Recipe.Feature(column: $0.column, kind: $0.kind) },
                split: .crossValidation(folds: 3, repeats: 1), model: model, metric: "auc", refit: false)
        )
    }
}

/// Looks on without a word, and cancels where nobody waits any more.
private final class SilentMonitor: TrainingMonitor {
    private let isCancelled: () -> Bool

    init(isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }

    func begins(folds: Int, stepsPerFold: Int?) {}
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {}
    func finished(_ score: FoldScore) {}
    func directive() -> TrainingDirective { isCancelled() ? .cancel : .proceed }
}
