import Recipes

/// One execution of a plan.
struct TrainingRun {
    private let plan: TrainingPlan
    private let threads: Int
    private let monitor: any TrainingMonitor
    private let started: ContinuousClock.Instant
    private var result: TrainingResult
    private var importances: [[Double]] = []
    private var directive = TrainingDirective.proceed
    /// The fit that an earlier execution did not end.
    private var unfinished: TrainingCheckpoint.Fit?

    init(plan: TrainingPlan, threads: Int, monitor: any TrainingMonitor, from checkpoint: TrainingCheckpoint? = nil) {
        self.plan = plan
        self.threads = max(1, threads)
        self.monitor = monitor
        started = ContinuousClock.now
        result = TrainingResult(classes: plan.classes, folds: [], predictions: [])
        guard let checkpoint else { return }
        result.folds = checkpoint.folds
        result.predictions = checkpoint.predictions
        result.seconds = checkpoint.seconds
        importances = checkpoint.importances
        unfinished = checkpoint.fit
    }

    /// What there is besides the fit in progress.
    private var checkpoint: TrainingCheckpoint {
        TrainingCheckpoint(
            folds: result.folds, predictions: result.predictions, importances: importances, seconds: result.seconds, fit: nil)
    }

    /// Every fold, then the refit; nil where the monitor cancelled.
    mutating func execute() throws(AssayError) -> TrainingResult? {
        monitor.begins(folds: plan.splits.folds.count, stepsPerFold: plan.learner.stepCount(plan.recipe.model))
        for score in result.folds { monitor.finished(score) }
        for fold in plan.splits.folds.dropFirst(result.folds.count) where directive == .proceed { try run(fold) }
        let judged = judged()
        if directive == .proceed, plan.recipe.refit { try refit(decision: judged?.decision) }
        guard directive != .cancel else { return nil }
        if let judged {
            result.folds = judged.folds
            result.predictions = judged.predictions
            result.decision = judged.decision
        }
        result.importance = importance
        result.wasStopped = directive == .stop
        result.seconds.total += (ContinuousClock.now - started).seconds
        return result
    }

    private mutating func run(_ fold: Fold) throws(AssayError) {
        let (encoders, training) = try encoded(fold.training)
        let watched = FeatureRows(table: training.features.table, rows: fold.validation.rows)
        let truth = plan.target.gathered(at: fold.validation.rows)
        guard let model = try fit(training, name: String(fold.number), watched: watched, truth: truth) else { return }

        let began = ContinuousClock.now
        let predictions = try model.predict(watched, threads: threads)
        result.seconds.predict += (ContinuousClock.now - began).seconds
        let scores = Scores(truth: truth, predictions: predictions)
        result.seconds.score += (ContinuousClock.now - began).seconds
        let score = FoldScore(
            fold: fold.number, trainingRows: fold.training.rows.count, validationRows: fold.validation.rows.count,
            metrics: scores.values, byConvention: scores.byConvention, bestStep: model.bestStep)
        result.folds.append(score)
        result.predictions.append(FoldPredictions(fold: fold.number, rows: fold.validation.rows, values: predictions))
        if let importance = model.importance {
            importances.append(encoders.importance(ofColumns: plan.features.names, from: importance))
        }
        monitor.finished(score)
        if directive == .proceed, monitor.wantsCheckpoint(fold: String(fold.number), step: 0) { monitor.keep(checkpoint) }
    }

    /// The folds as they stand once probabilities are corrected and a threshold is chosen; nil where the recipe wants neither.
    ///
    /// The result keeps the plain ones until the end, because a run that is resumed begins with them.
    private func judged() -> TrainingPlan.Judged? {
        guard directive != .cancel, let judged = plan.judged(result.folds, result.predictions) else { return nil }
        monitor.judged(judged.folds)
        return judged
    }

    private mutating func refit(decision: Decision?) throws(AssayError) {
        let began = ContinuousClock.now
        let parts = result.seconds
        let (encoders, training) = try encoded(plan.splits.unsealed)
        guard let model = try fit(training, name: "refit", watched: nil, truth: nil) else { return }
        let trained = TrainedModel(plan: plan, encoders: encoders, model: model, decision: decision)
        result.model = trained.bytes
        // The parts are those of the folds; the last fit has one figure of its own.
        result.seconds = parts
        result.seconds.refit = (ContinuousClock.now - began).seconds
    }

    /// The encodings as these rows have them, and the rows as they come out of them.
    private mutating func encoded(_ rows: TrainingRows) throws(AssayError) -> (FeatureEncoders, TrainingSet) {
        let began = ContinuousClock.now
        let preparation = FoldPreparation(
            features: plan.features, target: plan.target, weights: try plan.weights(forFitting: rows), classes: plan.classes,
            resampling: plan.recipe.resample, seed: plan.recipe.seed, threads: threads)
        let (encoders, training) = preparation.prepared(rows)
        result.seconds.encode += (ContinuousClock.now - began).seconds
        return (encoders, training)
    }

    /// Fits under the eyes of the monitor; nil where it cancelled.
    private mutating func fit(
        _ training: TrainingSet, name: String, watched: FeatureRows?, truth: TargetValues?
    ) throws(AssayError) -> (any FittedModel)? {
        let observer = FoldObserver(
            fold: name, monitor: monitor, metric: plan.recipe.metric, training: training.target, watched: truth,
            before: checkpoint, threads: threads)
        let earlier = unfinished?.name == name ? unfinished?.state : nil
        unfinished = nil
        let context = FitContext(
            task: plan.recipe.target.task, parameters: plan.recipe.model, seed: plan.recipe.seed, threads: threads,
            observer: observer, checkpoint: earlier)
        let model = try plan.learner.fit(training, watching: watched, context: context)
        observer.fitted()
        if !observer.hasSteps {
            // Without steps the whole fit is one.
            let own = try model.predict(training.features, threads: threads)
            let seen: [Double]? = if let watched { try model.predict(watched, threads: threads) } else { nil }
            observer.step(1, training: own, watched: seen)
        }
        result.seconds.encode += observer.encodeSeconds
        result.seconds.fit += observer.fitSeconds
        result.seconds.score += observer.scoreSeconds
        directive = observer.directive
        return directive == .cancel ? nil : model
    }

    /// Mean and deviation over the folds' models.
    private var importance: [(column: String, mean: Double, sd: Double)] {
        guard !importances.isEmpty else { return [] }
        let count = Double(importances.count)
        return plan.features.names.enumerated().map { place, name in
            let values = importances.map { $0[place] }
            let mean = values.reduce(0, +) / count
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (name, mean, count > 1 ? (squares / (count - 1)).squareRoot() : 0)
        }
    }
}

extension Duration {
    /// The duration as seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
