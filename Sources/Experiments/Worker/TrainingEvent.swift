public import Learning

/// What a caller in the same process is told while a run is trained, from the training thread.
public enum TrainingEvent: Sendable {
    /// The folds are made: so many, and so many steps a fold where that is known.
    case began(folds: Int, stepsPerFold: Int?)
    /// Values at a step of a fold (`refit` for the last fit).
    case step(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)])
    case scored(FoldScore)
    case paused
    case resumed
}

/// How a caller looks on and interferes while a run is trained in its process.
public struct TrainingHooks: Sendable {
    /// Asked after every step, from the training thread.
    public var directive: @Sendable () -> TrainingDirective
    /// Called often, from the training thread; the callee thins it.
    public var event: @Sendable (TrainingEvent) -> Void

    public init(
        directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        event: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
    ) {
        self.directive = directive
        self.event = event
    }

    /// Nobody looks on.
    public static let none = TrainingHooks()
}
