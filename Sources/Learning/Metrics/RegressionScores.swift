/// Measures of predicted numbers.
enum RegressionScores {
    static func rmse(truth: UnsafeBufferPointer<Double>, predicted: UnsafeBufferPointer<Double>) -> Double {
        blockedMean(truth.count) { row in
            let error = truth[row] - predicted[row]
            return error * error
        }.squareRoot()
    }

    static func mae(truth: UnsafeBufferPointer<Double>, predicted: UnsafeBufferPointer<Double>) -> Double {
        blockedMean(truth.count) { (truth[$0] - predicted[$0]).magnitude }
    }

    /// The mean of |error| / |truth|, with |truth| at least the machine epsilon, as scikit-learn does.
    static func mape(truth: UnsafeBufferPointer<Double>, predicted: UnsafeBufferPointer<Double>) -> Double {
        blockedMean(truth.count) { row in
            (truth[row] - predicted[row]).magnitude / max(truth[row].magnitude, ProbabilityScores.clip)
        }
    }

    /// 1 - SSE / SST about these rows' own mean. Where the truth is constant: 1 for perfect predictions, else 0, by convention;
    /// nil for fewer than two rows.
    static func r2(truth: UnsafeBufferPointer<Double>, predicted: UnsafeBufferPointer<Double>) -> ScoredValue? {
        guard truth.count > 1 else { return nil }
        let mean = blockedMean(truth.count) { truth[$0] }
        let error = blockedMean(truth.count) { (truth[$0] - predicted[$0]) * (truth[$0] - predicted[$0]) }
        let spread = blockedMean(truth.count) { (truth[$0] - mean) * (truth[$0] - mean) }
        let isConstant = truth.allSatisfy { $0 == truth[0] }
        guard !isConstant, spread > 0 else { return ScoredValue(value: error == 0 ? 1 : 0, isByConvention: true) }
        return ScoredValue(value: 1 - error / spread)
    }
}

extension RegressionScores {
    /// The metric with this key; nil where it is undefined.
    static func score(
        _ metric: String, truth: UnsafeBufferPointer<Double>, predicted: UnsafeBufferPointer<Double>
    ) -> ScoredValue? {
        switch metric {
        case "rmse": ScoredValue(value: rmse(truth: truth, predicted: predicted))
        case "mae": ScoredValue(value: mae(truth: truth, predicted: predicted))
        case "mape": ScoredValue(value: mape(truth: truth, predicted: predicted))
        case "r2": r2(truth: truth, predicted: predicted)
        default: nil
        }
    }
}
