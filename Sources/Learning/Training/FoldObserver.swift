/// Turns the steps of one fit into points for the monitor, and keeps its time.
final class FoldObserver: FitObserver {
    private let fold: String
    private let monitor: any TrainingMonitor
    /// What the run has besides this fit.
    private let before: TrainingCheckpoint
    private let training: LiveScores
    private let watched: LiveScores?
    private let started = ContinuousClock.now
    private var encodedAt: ContinuousClock.Instant?
    private var fittedAt: ContinuousClock.Instant?
    /// What the monitor last said.
    private(set) var directive = TrainingDirective.proceed
    private(set) var hasSteps = false
    /// Seconds that the live points took; they are no part of the fit's.
    private(set) var scoreSeconds = 0.0

    /// Takes the target of the training rows, and that of the watched rows, which the learner does not get.
    ///
    /// - `threads`: how many may compute live points.
    init(
        fold: String, monitor: any TrainingMonitor, metric: String, training: TargetValues, watched: TargetValues?,
        before: TrainingCheckpoint, threads: Int
    ) {
        self.fold = fold
        self.monitor = monitor
        self.before = before
        self.training = LiveScores(truth: training, ranking: metric, threads: threads)
        self.watched = watched.map { LiveScores(truth: $0, ranking: metric, threads: threads) }
    }

    func encoded() { encodedAt = ContinuousClock.now }

    func working() -> TrainingDirective {
        directive = monitor.directive()
        return directive
    }

    func wantsCheckpoint(after step: Int) -> Bool { monitor.wantsCheckpoint(fold: fold, step: step) }

    func keep(_ checkpoint: FitCheckpoint) {
        var run = before
        run.fit = TrainingCheckpoint.Fit(name: fold, state: checkpoint)
        run.seconds.encode += encodeSeconds
        run.seconds.fit += fitSeconds
        run.seconds.score += scoreSeconds
        monitor.keep(run)
    }

    func learningRate(at step: Int, planned: Double) -> Double { monitor.learningRate(fold: fold, step: step, planned: planned) }

    /// The fit is over.
    func fitted() { fittedAt = ContinuousClock.now }

    var encodeSeconds: Double { encodedAt.map { ($0 - started).seconds } ?? 0 }

    var fitSeconds: Double {
        let end = fittedAt ?? ContinuousClock.now
        return max(0, (end - (encodedAt ?? started)).seconds - (hasSteps ? scoreSeconds : 0))
    }

    func step(
        _ step: Int, training own: UnsafeBufferPointer<Double>, watched seen: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective {
        hasSteps = true
        return record(step, own, seen)
    }

    /// Records the one step of a fit without steps.
    func step(_ step: Int, training own: [Double], watched seen: [Double]?) {
        own.withUnsafeBufferPointer { own in
            guard let seen else {
                _ = record(step, own, nil)
                return
            }
            seen.withUnsafeBufferPointer { _ = record(step, own, $0) }
        }
    }

    private func record(
        _ step: Int, _ own: UnsafeBufferPointer<Double>, _ seen: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective {
        let began = ContinuousClock.now
        var values = training.values(own).map { (rows: "train", metric: $0.metric, value: $0.value) }
        if let seen, let scored = watched?.values(seen) {
            values += scored.map { (rows: "valid", metric: $0.metric, value: $0.value) }
        }
        scoreSeconds += (ContinuousClock.now - began).seconds
        monitor.record(fold: fold, step: step, values: values)
        directive = monitor.directive()
        return directive
    }
}
