import Learning
import RunStore

/// Lets a recipe train again as it did: sets the learning rates where somebody set them, stops where somebody stopped it, and keeps
/// nothing.
final class ReplayMonitor: OutsideMonitor {
    private let stop: Intervention.Place?
    private let rates: LearningRates
    private let curves: CurveComparison
    private let hooks: TrainingHooks
    private var isStopped: Bool

    init(_ interventions: [Intervention], curves: CurveComparison, hooks: TrainingHooks) {
        stop = interventions.first { $0.kind == .stop && $0.applied != nil }?.applied
        rates = LearningRates(interventions)
        self.curves = curves
        self.hooks = hooks
        isStopped = stop?.fold == ""
    }

    func progressed(done: Int, total: Int) {}

    func begins(folds: Int, stepsPerFold: Int?) { hooks.event(.began(folds: folds, stepsPerFold: stepsPerFold)) }

    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        if let stop, fold == stop.fold, step >= stop.step { isStopped = true }
        curves.take(fold: fold, step: step, values: values)
        hooks.event(.step(fold: fold, step: step, values: values))
    }

    func finished(_ score: FoldScore) { hooks.event(.scored(score)) }

    func learningRate(fold: String, step: Int, planned: Double) -> Double {
        rates.rate(fold: fold, step: step, planned: planned)
    }

    func directive() -> TrainingDirective { isStopped ? .stop : hooks.directive() == .proceed ? .proceed : .cancel }
}
