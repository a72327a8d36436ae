import Glibc
import Learning
import Recipes
public import RunStore

extension Worker {
    /// Where a run that is another one with more trees may begin: at the state that was kept of that one, with its points.
    ///
    /// Only boosting's first trees do not depend on how many will follow, and only while its first fit was not over is the state that of
    /// a longer run too. In all other cases the run begins at its first step, and comes to the same bits.
    ///
    /// - Returns: nil where there is no such state.
    func beginning(of run: RunRecord) throws(AssayError) -> TrainingCheckpoint? {
        guard run.recipe.model.family == ModelFamily.boosting.key, run.recipe.model.integer("early_stopping_rounds") == 0,
            let parent = run.parent.flatMap({ try? store.run($0) }), parent.state.isOver,
            Self.isLonger(run.recipe, parent.recipe),
            try interventions(of: parent) == interventions(of: run)
        else { return nil }
        let file = CheckpointFile(run: parent, folder: store.folder, environment: run.environment)
        guard let kept = file.read(), kept.folds.isEmpty, let fit = kept.fit, fit.name == "1" else { return nil }
        let known = try store.points(of: parent.id).filter { $0.name.fold == fit.name }.map { series in
            let count = series.steps.prefix { $0 <= fit.state.step }.count
            return SeriesPoints(
                name: series.name, steps: Array(series.steps.prefix(count)), values: Array(series.values.prefix(count)))
        }
        guard known.allSatisfy({ $0.steps.last == fit.state.step }) else { return nil }
        try store.append(known, to: run.id)
        return kept
    }

    /// Whether recipes differ in nothing but the number of trees.
    private static func isLonger(_ recipe: Recipe, _ other: Recipe) -> Bool {
        var same = other
        same.model.parameters["n_estimators"] = recipe.model.parameters["n_estimators"]
        return same == recipe && recipe.model.integer("n_estimators") >= other.model.integer("n_estimators")
    }

    /// The learning rates that were set, and where.
    private func interventions(of run: RunRecord) throws(AssayError) -> [String] {
        try store.interventions(of: run.id).filter { $0.kind == .learningRate && $0.applied != nil }
            .map { "\($0.payload.canonicalText) \($0.applied?.fold ?? "") \($0.applied?.step ?? 0)" }
    }

    /// Takes away what was kept in files of runs that are gone.
    public static func forget(_ runs: [String], store: RunStore) {
        for run in runs {
            for path in ["checkpoints/\(run)", "logs/\(run).log", "live/\(run)"] { unlink(store.folder + "/" + path) }
        }
    }
}
