import Glibc
import Learning
import Recipes
import RunStore

/// Looks on while a run is trained: hands points to the writer, keeps scores, and brings what people ask to the trainer.
final class RunMonitor: OutsideMonitor {
    private let store: RunStore
    private let run: RunRecord
    private let writer: PointWriter
    private let hooks: TrainingHooks
    private let checkpoints: CheckpointFile?
    private let checkpointInterval: Double
    private var nextCheckpoint: Double
    private var rates: LearningRates
    private var decided = TrainingDirective.proceed
    private var place = Intervention.Place(fold: "", step: 0)
    private var share: StepCount
    /// How far an outside trainer says it is.
    private var reported: RunRecord.Progress?
    private var progress: RunRecord.Progress { reported ?? share.progress }
    /// Why the run cannot go on though the trainer could.
    private(set) var failure: AssayError?

    init(
        store: RunStore, run: RunRecord, writer: PointWriter, hooks: TrainingHooks, checkpoints: CheckpointFile? = nil,
        checkpointInterval: Double = 5, rates: LearningRates = LearningRates()
    ) {
        self.checkpoints = checkpoints
        self.checkpointInterval = checkpointInterval
        nextCheckpoint = Clock.monotonic() + checkpointInterval
        self.rates = rates
        self.store = store
        self.run = run
        self.writer = writer
        self.hooks = hooks
        share = StepCount(refits: run.recipe.refit && run.recipe.trainer == nil)
    }

    /// True where somebody cancelled.
    var isCancelled: Bool { decided == .cancel }

    func begins(folds: Int, stepsPerFold: Int?) {
        share.begin(folds: folds, stepsPerFold: stepsPerFold)
        keep { () throws(AssayError) in try store.setExtent(of: run.id, folds: folds, progress: progress) }
        hooks.event(.began(folds: folds, stepsPerFold: stepsPerFold))
    }

    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        place = Intervention.Place(fold: fold, step: step)
        share.step(fold: fold, step: step)
        writer.add(fold: fold, step: step, values: values, progress: progress)
        hooks.event(.step(fold: fold, step: step, values: values))
    }

    func progressed(done: Int, total: Int) {
        reported = RunRecord.Progress(done: done, total: total)
        writer.report(progress)
    }

    func finished(_ score: FoldScore) {
        share.finish(fold: String(score.fold))
        keep { () throws(AssayError) in
            try store.record(
                StoredFold(
                    fold: score.fold, trainingRows: score.trainingRows, validationRows: score.validationRows,
                    metrics: score.metrics, byConvention: score.byConvention, bestStep: score.bestStep),
                of: run.id, progress: progress)
        }
        hooks.event(.scored(score))
    }

    func directive() -> TrainingDirective {
        guard decided == .proceed else {
            // A second Ctrl-C cancels what the first one stopped.
            if decided == .stop, hooks.directive() == .cancel { decided = .cancel }
            return decided
        }
        decided = hooks.directive()
        if decided == .stop { keep { () throws(AssayError) in try noteStop() } }
        if let failure = failure ?? writer.failure {
            self.failure = failure
            decided = .cancel
        }
        if decided == .proceed, writer.takeAsked() {
            keep { () throws(AssayError) in try obey() }
        }
        return decided
    }

    func wantsCheckpoint(fold: String, step: Int) -> Bool { checkpoints != nil && Clock.monotonic() >= nextCheckpoint }

    func keep(_ checkpoint: TrainingCheckpoint) {
        let began = Clock.monotonic()
        // What the state was reached by has to be there before the state.
        guard (try? writer.flush()) != nil else { return }
        checkpoints?.write(checkpoint)
        let now = Clock.monotonic()
        // At most one fiftieth of the time goes into keeping, unless every state is wanted.
        nextCheckpoint = checkpointInterval > 0 ? now + max(checkpointInterval, 50 * (now - began)) : now
    }

    func learningRate(fold: String, step: Int, planned: Double) -> Double {
        rates.rate(fold: fold, step: step, planned: planned)
    }

    /// Takes down where a caller in this process stopped the run, as if it had been asked by another: verifying stops there again.
    private func noteStop() throws(AssayError) {
        try store.markApplied(store.send(.stop, to: run.id), of: run.id, at: place, state: .running)
    }

    /// Does what was asked, in order; a pause is waited out here.
    private func obey() throws(AssayError) {
        var isPaused = false
        repeat {
            for asked in try store.pendingInterventions(of: run.id) {
                switch asked.kind {
                case .pause:
                    if !isPaused { hooks.event(.paused) }
                    isPaused = true
                case .resume:
                    if isPaused { hooks.event(.resumed) }
                    isPaused = false
                case .stop: decided = .stop
                case .cancel: decided = .cancel
                case .learningRate: rates.add(asked, at: place)
                }
                let stays = isPaused && decided == .proceed
                try store.markApplied(asked, of: run.id, at: place, state: stays ? .paused : .running)
                if decided != .proceed { return }
            }
            if isPaused {
                usleep(20_000)
                decided = hooks.directive()
                if decided == .stop { try noteStop() }
            }
        } while isPaused && decided == .proceed
    }

    private func keep(_ write: () throws(AssayError) -> Void) {
        do throws(AssayError) {
            try write()
        } catch {
            failure = failure ?? error
            decided = .cancel
        }
    }
}

/// How far a run is, over its folds and the refit.
struct StepCount {
    private let refits: Bool
    private var stepsPerFold: Int?
    private var folds = 0
    private var steps: [String: Int] = [:]
    private var finished: Set<String> = []

    init(refits: Bool) { self.refits = refits }

    mutating func begin(folds: Int, stepsPerFold: Int?) {
        self.folds = folds
        self.stepsPerFold = stepsPerFold
    }

    mutating func step(fold: String, step: Int) { steps[fold] = max(steps[fold] ?? 0, step) }

    mutating func finish(fold: String) { finished.insert(fold) }

    /// Steps where their number is known, else fits. A fold that stopped early counts as whole.
    var progress: RunRecord.Progress {
        let fits = folds + (refits ? 1 : 0)
        guard let stepsPerFold else { return RunRecord.Progress(done: finished.count, total: fits) }
        let running = steps.filter { !finished.contains($0.key) }.values.reduce(0) { $0 + min($1, stepsPerFold) }
        return RunRecord.Progress(done: finished.count * stepsPerFold + running, total: fits * stepsPerFold)
    }
}
