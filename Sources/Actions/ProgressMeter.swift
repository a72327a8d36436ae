import Experiments
import Glibc
import Learning
import Recipes
import RunStore
import Synchronization

/// Turns the events of a training into ``TrainingProgress``: shares, rates and the time that is left.
final class ProgressMeter: Sendable {
    private struct State {
        var progress = TrainingProgress(fold: "1", folds: 0, step: 0)
        /// Steps of the fits that are over.
        var before = 0
        var began = 0.0
    }

    private let metric: String
    private let refits: Bool
    private let report: @Sendable (TrainingProgress) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - metric: the key of the ranking metric: the value of a fold that is scored.
    ///   - refits: whether a fit on all rows follows the folds.
    ///   - report: called after every event, from the training thread.
    init(metric: String, refits: Bool, report: @escaping @Sendable (TrainingProgress) -> Void) {
        self.metric = metric
        self.refits = refits
        self.report = report
    }

    /// Takes an event in, and reports where the training stands now.
    func take(_ event: TrainingEvent) {
        let progress: TrainingProgress? = state.withLock { state in
            state.progress.finishedFold = nil
            state.progress.finishedValue = nil
            switch event {
            case .began(let folds, let steps):
                state.progress.folds = folds
                state.progress.steps = steps
                state.began = Self.now()
            case .step(let fold, let step, let values):
                if fold != state.progress.fold { state.before += state.progress.step }
                state.progress.fold = fold
                state.progress.step = step
                if let value = values.first(where: { $0.rows == "valid" }) ?? values.first {
                    state.progress.metric = value.metric
                    state.progress.value = value.value
                }
                estimate(&state)
            case .scored(let score):
                state.progress.finishedFold = score.fold
                state.progress.finishedValue = score.metrics[metric]
                if score.fold < state.progress.folds {
                    state.before += state.progress.step
                    state.progress.fold = String(score.fold + 1)
                    state.progress.step = 0
                }
            case .paused, .resumed: return nil
            }
            return state.progress
        }
        if let progress { report(progress) }
    }

    private func estimate(_ state: inout State) {
        let done = state.before + state.progress.step
        let past = Self.now() - state.began
        guard past > 0.2, done > 0 else { return }
        let rate = Double(done) / past
        state.progress.stepsPerSecond = rate
        guard let steps = state.progress.steps else { return }
        let total = steps * (state.progress.folds + (refits ? 1 : 0))
        state.progress.share = min(1, Double(done) / Double(max(1, total)))
        state.progress.secondsLeft = max(0, Double(total - done) / rate)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension TrainingProgress {
    /// What the store knows of a run that another process works on.
    init(_ run: RunRecord) {
        let scored = run.metrics[run.recipe.metric]?.folds.count ?? 0
        self.init(fold: scored < run.folds ? String(scored + 1) : "refit", folds: run.folds, step: run.progress.done)
        steps = run.progress.total > 0 ? run.progress.total : nil
        share = run.progress.total > 0 ? Double(run.progress.done) / Double(run.progress.total) : nil
    }
}
