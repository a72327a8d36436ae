/// What a trainer tells while it works, and where it asks whether to go on. Called from one thread, the training one.
public protocol TrainingMonitor: AnyObject {
    /// The folds are made: so many, and so many steps a fold where that is known.
    func begins(folds: Int, stepsPerFold: Int?)
    /// Values at a step of a fold (`refit` for the last fit); steps count from 1.
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)])
    /// A fold is scored.
    func finished(_ score: FoldScore)
    /// Asked after every step; a pause is waited out inside.
    func directive() -> TrainingDirective
}

/// Whether to go on.
public enum TrainingDirective: Sendable {
    case proceed
    /// End each fit here and keep what there is.
    case stop
    /// Throw everything away.
    case cancel
}
