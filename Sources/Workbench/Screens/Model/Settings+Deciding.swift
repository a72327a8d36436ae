import Recipes
import Tabular

extension WorkbenchState {
    /// The lines about classes: how training rows are evened out, probabilities corrected, decisions made.
    func deciding(_ recipe: Recipe) -> [Setting] {
        guard recipe.target.task == .classification else { return [] }
        var lines = [
            Setting(
                subject: .resample, name: "resample", value: recipe.resample.description, standard: "none",
                allowed: "none, under, over, smote, over=0.5, ...",
                summary: "Before each fit, \(recipe.resample.method.summary); rows that score stay as they are.",
                choices: Resampling.Method.allCases.map(\.rawValue)),
            Setting(
                subject: .calibration, name: "calibration", value: recipe.calibration.rawValue, standard: "none",
                allowed: Calibration.allCases.map(\.rawValue).joined(separator: ", "),
                summary: "After the folds, \(recipe.calibration.summary); each fold by the others.",
                choices: Calibration.allCases.map(\.rawValue)),
        ]
        if (table.open?.profile?[recipe.target.column]?.distinct ?? 2) == 2 {
            lines.append(
                Setting(
                    subject: .threshold, name: "threshold", value: recipe.threshold.description,
                    standard: DecisionThreshold.standard.description, allowed: "0.3, f1, mcc, cost:fp=1,fn=5, ...",
                    summary:
                        "The probability from which on a row counts as positive: a number, or what is best for f1, balanced_accuracy or mcc, "
                        + "or costs least, chosen on out-of-fold predictions.",
                    choices: ["0.3", "0.5", "0.7"] + DecisionThreshold.Goal.allCases.map(\.rawValue) + ["cost:fp=1,fn=5"]))
        }
        return lines
    }
}
