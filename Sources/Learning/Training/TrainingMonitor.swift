/// What a trainer tells while it works, and where it asks whether to go on. Called from one thread, the training one.
public protocol TrainingMonitor: AnyObject {
    /// The folds are made: so many, and so many steps a fold where that is known.
    func begins(folds: Int, stepsPerFold: Int?)
    /// Values at a step of a fold (`refit` for the last fit); steps count from 1.
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)])
    /// A fold is scored.
    func finished(_ score: FoldScore)
    /// All folds have other scores now that probabilities are corrected or a threshold is chosen, which takes all of them.
    func judged(_ scores: [FoldScore])
    /// Asked after every step; a pause is waited out inside.
    func directive() -> TrainingDirective
    /// Asked after every step and every fold (step 0): whether the state of the run should be given to ``keep(_:)``.
    func wantsCheckpoint(fold: String, step: Int) -> Bool
    /// Takes the state of the run.
    func keep(_ checkpoint: TrainingCheckpoint)
    /// The learning rate of a step of a fold (`refit` for the last fit): the planned one, unless someone changed it.
    func learningRate(fold: String, step: Int, planned: Double) -> Double
}

extension TrainingMonitor {
    /// Wants none, unless the monitor says otherwise.
    public func wantsCheckpoint(fold: String, step: Int) -> Bool { false }
    /// Drops it.
    public func keep(_ checkpoint: TrainingCheckpoint) {}
    /// The planned one.
    public func learningRate(fold: String, step: Int, planned: Double) -> Double { planned }
}

/// Whether to go on.
public enum TrainingDirective: Sendable {
    case proceed
    /// End each fit here and keep what there is.
    case stop
    /// Throw everything away.
    case cancel
}

extension TrainingMonitor {
    /// As if each fold were scored once more, unless the monitor says otherwise.
    public func judged(_ scores: [FoldScore]) { for score in scores { finished(score) } }
}
