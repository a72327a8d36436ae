/// A value, and whether a convention made it: a share of nothing counts as 0.
struct ScoredValue: Equatable {
    var value: Double
    var isByConvention = false

    /// numerator / denominator, 0 by convention where both are 0.
    static func ratio(_ numerator: Int, _ denominator: Int) -> ScoredValue {
        denominator == 0
            ? ScoredValue(value: 0, isByConvention: true) : ScoredValue(value: Double(numerator) / Double(denominator))
    }

    /// The mean under weights; by convention where one of the values is.
    static func mean(_ values: [ScoredValue], weights: [Double]) -> ScoredValue {
        let total = weights.reduce(0, +)
        guard total > 0 else { return ScoredValue(value: 0, isByConvention: true) }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0.value * $1.1 }
        return ScoredValue(value: sum / total, isByConvention: values.contains(where: \.isByConvention))
    }
}

extension ConfusionMatrix {
    /// Share of the rows whose class is right.
    var accuracy: Double { Double(correct) / Double(max(1, total)) }

    /// Share of the rows called a class that are of it.
    func precision(_ label: Int) -> ScoredValue { .ratio(self[label, label], called(label)) }

    /// Share of the rows of a class that are found.
    func recall(_ label: Int) -> ScoredValue { .ratio(self[label, label], actual(label)) }

    /// 2 TP / (2 TP + FP + FN).
    func f1(_ label: Int) -> ScoredValue { .ratio(2 * self[label, label], actual(label) + called(label)) }

    /// Mean recall over the classes that occur.
    var balancedAccuracy: Double {
        let labels = (0..<classCount).filter { actual($0) > 0 }
        return labels.reduce(0) { $0 + recall($1).value } / Double(max(1, labels.count))
    }

    /// The classes that occur in truth or prediction, over which scikit-learn averages.
    var present: [Int] { (0..<classCount).filter { actual($0) + called($0) > 0 } }

    /// Unweighted mean over the classes.
    func macro(_ score: (Int) -> ScoredValue) -> ScoredValue {
        .mean(present.map(score), weights: present.map { _ in 1 })
    }

    /// Mean over the classes by their rows.
    func weighted(_ score: (Int) -> ScoredValue) -> ScoredValue {
        .mean(present.map(score), weights: present.map { Double(actual($0)) })
    }

    /// Matthews' correlation for any number of classes; 0 by convention where truth or prediction is constant.
    ///
    /// Gorodkin 2004, https://doi.org/10.1016/j.compbiolchem.2004.09.006
    var matthews: ScoredValue {
        let all = Double(total)
        let labels = 0..<classCount
        let both = labels.reduce(0.0) { $0 + Double(actual($1)) * Double(called($1)) }
        let truth = all * all - labels.reduce(0.0) { $0 + Double(actual($1)) * Double(actual($1)) }
        let prediction = all * all - labels.reduce(0.0) { $0 + Double(called($1)) * Double(called($1)) }
        guard truth > 0, prediction > 0 else { return ScoredValue(value: 0, isByConvention: true) }
        return ScoredValue(value: (Double(correct) * all - both) / (truth.squareRoot() * prediction.squareRoot()))
    }

    /// Cohen's kappa, unweighted; nil where chance alone gives full agreement.
    ///
    /// Cohen 1960, https://doi.org/10.1177/001316446002000104
    var kappa: Double? {
        let all = Double(max(1, total))
        let chance = (0..<classCount).reduce(0.0) { $0 + Double(actual($1)) / all * (Double(called($1)) / all) }
        guard chance < 1 else { return nil }
        return (accuracy - chance) / (1 - chance)
    }
}

extension ConfusionMatrix {
    /// The metric with this key, for those that follow from the counts alone; of two classes the second is positive.
    func score(_ metric: String) -> ScoredValue? {
        switch metric {
        case "accuracy": ScoredValue(value: accuracy)
        case "balanced_accuracy": ScoredValue(value: balancedAccuracy)
        case "mcc": matthews
        case "kappa": kappa.map { ScoredValue(value: $0) }
        case "f1": f1(1)
        case "precision": precision(1)
        case "recall": recall(1)
        case "f1_macro": macro(f1)
        case "f1_weighted": weighted(f1)
        case "precision_macro": macro(precision)
        case "recall_macro": macro(recall)
        default: nil
        }
    }
}
