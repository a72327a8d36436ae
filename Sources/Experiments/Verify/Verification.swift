import Learning
public import Recipes
public import RunStore
import Tabular

/// Whether training again gave the same bits.
public struct Verification: Sendable, Equatable {
    public var isIdentical: Bool
    /// Where the first difference is, in words; nil where there is none.
    public var firstDifference: String?

    public init(isIdentical: Bool, firstDifference: String? = nil) {
        self.isIdentical = isIdentical
        self.firstDifference = firstDifference
    }
}

extension Worker {
    /// Reads a run's source again past the cache, trains its recipe again, and compares scores, predictions and the model bit
    /// for bit. What people asked of the run is done again at the same steps. Nothing is kept.
    ///
    /// - Throws: ``AssayError`` where the run has no result, or its table cannot be read.
    public func verify(_ run: RunRecord, hooks: TrainingHooks = .none) throws(AssayError) -> Verification {
        guard run.state.hasResult else { throw .noResult(run) }
        let read = try read(run, bypassingCache: true)
        guard read.source.fingerprint == run.recipe.source.fingerprint else {
            return Verification(
                isIdentical: false,
                firstDifference: "the data: \(run.source) is not what it was when run \(run.number) was made")
        }
        let table: Table
        do throws(AssayError) {
            table = try prepared(read, for: run, bypassingCache: true)
        } catch  where error.code == "other_table_changed" {
            return Verification(isIdentical: false, firstDifference: "the data: \(error.message)")
        }
        let asked = try store.interventions(of: run.id)
        let stop = asked.first { $0.kind == .stop && $0.applied != nil }?.applied
        let monitor = ReplayMonitor(stop: stop, rates: LearningRates(asked), hooks: hooks)
        guard let result = try train(run.recipe, as: "verify-" + run.id, table, monitor, TrainerHold(), nil) else {
            throw AssayError(code: "cancelled", message: "verifying run \(run.number) was cancelled")
        }
        let recorded = RunResult(
            folds: try store.folds(of: run.id), predictions: try store.predictions(of: run.id), model: try store.model(of: run.id)
        )
        let difference = recorded.firstDifference(from: result)
        return Verification(isIdentical: difference == nil, firstDifference: difference)
    }
}

/// What the store has of a run, for comparing.
struct RunResult {
    var folds: [StoredFold]
    var predictions: [StoredPredictions]
    var model: [UInt8]?

    /// The first place in which training again differs, in words; nil where every bit is the same.
    ///
    /// Predictions and models that were thrown away to save room are not compared.
    func firstDifference(from again: TrainingResult) -> String? {
        guard folds.count == again.folds.count else {
            return "the folds: \(folds.count) then, \(again.folds.count) now"
        }
        for (then, now) in zip(folds, again.folds.sorted { $0.fold < $1.fold }) {
            if then.trainingRows != now.trainingRows || then.validationRows != now.validationRows {
                return "fold \(then.fold), rows: \(then.trainingRows) + \(then.validationRows) then, "
                    + "\(now.trainingRows) + \(now.validationRows) now"
            }
            if then.bestStep != now.bestStep {
                return "fold \(then.fold), best step: \(Self.text(then.bestStep)) then, \(Self.text(now.bestStep)) now"
            }
            let present = now.metrics.filter { !$0.value.isNaN }
            for metric in Set(then.metrics.keys).union(present.keys).sorted() {
                let (before, after) = (then.metrics[metric], present[metric])
                if before?.bitPattern != after?.bitPattern {
                    return "fold \(then.fold), \(metric): \(Self.text(before)) then, \(Self.text(after)) now"
                }
            }
        }
        if !predictions.isEmpty, let difference = predictionDifference(again.predictions) { return difference }
        if let model, let now = again.model, model != now {
            let place = zip(model, now).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(model.count, now.count)
            return "the model: byte \(place) of \(model.count)"
        }
        return nil
    }

    private func predictionDifference(_ again: [FoldPredictions]) -> String? {
        let now = again.sorted { $0.fold < $1.fold }
        guard predictions.count == now.count else { return "predictions: \(predictions.count) folds then, \(now.count) now" }
        for (then, now) in zip(predictions, now) {
            guard then.rows == now.rows, then.values.count == now.values.count else {
                return "fold \(then.fold), predictions: of other rows"
            }
            let width = max(1, then.values.count / max(1, then.rows.count))
            for place in then.values.indices where then.values[place].bitPattern != now.values[place].bitPattern {
                return "fold \(then.fold), prediction of row \(then.rows[place / width] + 1): "
                    + "\(then.values[place]) then, \(now.values[place]) now"
            }
        }
        return nil
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "none" }
}

/// Lets a recipe train again as it did: stops where somebody stopped it, and keeps nothing.
private final class ReplayMonitor: OutsideMonitor {
    private let stop: Intervention.Place?
    private let rates: LearningRates
    private let hooks: TrainingHooks
    private var isStopped: Bool

    init(stop: Intervention.Place?, rates: LearningRates, hooks: TrainingHooks) {
        self.stop = stop
        self.rates = rates
        self.hooks = hooks
        isStopped = stop?.fold == ""
    }

    func progressed(done: Int, total: Int) {}

    func begins(folds: Int, stepsPerFold: Int?) { hooks.event(.began(folds: folds, stepsPerFold: stepsPerFold)) }

    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        if let stop, fold == stop.fold, step >= stop.step { isStopped = true }
        hooks.event(.step(fold: fold, step: step, values: values))
    }

    func finished(_ score: FoldScore) { hooks.event(.scored(score)) }

    func learningRate(fold: String, step: Int, planned: Double) -> Double {
        rates.rate(fold: fold, step: step, planned: planned)
    }

    func directive() -> TrainingDirective { isStopped ? .stop : hooks.directive() == .proceed ? .proceed : .cancel }
}
