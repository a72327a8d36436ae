public import Recipes

/// How a run's probabilities become decisions, as learnt from its out-of-fold predictions.
public struct Decision: Sendable, Equatable {
    /// What corrects probabilities.
    public var calibration: Calibration
    /// From this probability on a row of two classes counts as positive: what the model of the run uses. Nil where the likelier class is
    /// taken.
    public var threshold: Double?
    /// What each fold was scored with, chosen on other folds; empty where one was said, or the only fold was parted.
    public var foldThresholds: [Double]
    let calibrator: Calibrator?

    init(calibration: Calibration, threshold: Double?, foldThresholds: [Double], calibrator: Calibrator?) {
        self.calibration = calibration
        self.threshold = threshold
        self.foldThresholds = foldThresholds
        self.calibrator = calibrator
    }
}
