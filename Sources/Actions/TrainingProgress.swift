/// Where training stands, for a line of progress.
public struct TrainingProgress: Sendable, Equatable {
    /// The fold that is trained, from 1 (or `refit`), and how many there are.
    public var fold: String
    public var folds: Int
    /// Steps done in this fold; steps there will be, where that is known.
    public var step: Int
    public var steps: Int?
    /// The newest value on validation rows (training rows where there are no others).
    public var metric: String?
    public var value: Double?
    /// Share of the whole run that is done, 0 to 1, where that is known.
    public var share: Double?
    public var stepsPerSecond: Double?
    public var secondsLeft: Double?
    /// Set when a fold was scored just now: its value of the ranking metric.
    public var finishedFold: Int?
    public var finishedValue: Double?

    public init(fold: String, folds: Int, step: Int) {
        self.fold = fold
        self.folds = folds
        self.step = step
    }
}
