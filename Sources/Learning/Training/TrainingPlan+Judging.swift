import Recipes

extension TrainingPlan {
    /// Folds whose probabilities were corrected, or whose threshold was chosen.
    struct Judged {
        var folds: [FoldScore]
        var predictions: [FoldPredictions]
        var decision: Decision
    }

    /// The folds as they stand once probabilities are corrected and a threshold is chosen; nil where the recipe wants neither.
    func judged(_ scores: [FoldScore], _ predictions: [FoldPredictions]) -> Judged? {
        guard case .classes(let codes, let count) = target, recipe.calibration != .none || recipe.threshold != .standard else {
            return nil
        }
        let outcome = DecisionFit(
            calibration: recipe.calibration, threshold: recipe.threshold, classCount: count, target: codes, split: recipe.split,
            division: splits.unsealed.division
        ).judged(predictions)
        var folds = scores
        for (place, fold) in outcome.predictions.enumerated() where folds.indices.contains(place) {
            let truth = target.gathered(at: fold.rows)
            let scores = Scores(truth: truth, predictions: fold.values, labels: outcome.labels[place])
            folds[place].metrics = scores.values
            folds[place].byConvention = scores.byConvention
        }
        return Judged(folds: folds, predictions: outcome.predictions, decision: outcome.decision)
    }
}
