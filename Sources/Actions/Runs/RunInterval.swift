public import Recipes
public import RunStore
import Statistics

/// How sure a run's mean score is.
public enum RunInterval {
    /// Validation rows for each training row, by the split's form.
    public static func testToTrain(_ split: SplitScheme) -> Double {
        if case .group(_, let folds, _) = split { return 1 / Double(max(1, folds - 1)) }
        return split.testToTrain ?? 0.25
    }

    /// Half of the 95 % interval of a run's mean over folds, corrected for the overlap of their training rows; of a mean over seeds the
    /// plain one, for what it says is the noise of the seeds on the same folds.
    ///
    /// - Returns: nil with fewer than two values.
    public static func halfWidth(of metric: String, in run: RunRecord, overSeeds: Bool = false) -> Double? {
        guard let summary = run.metrics[metric], summary.folds.count > 1 else { return nil }
        let share = overSeeds ? 0 : testToTrain(run.recipe.split)
        let interval = ScoreInterval.mean(of: summary.folds, testToTrain: share)
        return interval.map { ($0.upperBound - $0.lowerBound) / 2 }
    }
}
