import Recipes

/// Corrects probabilities and chooses thresholds on out-of-fold predictions, so that no row is judged by what was fitted to it.
///
/// A fold's probabilities are corrected by what the predictions of the other folds come to, and its threshold is chosen there; of a split
/// in time, by those before it. Where there are none, as in a holdout, the fold's rows are dealt into five parts (whole groups, where the
/// split has them), and each is judged by the others. The run's model gets what all folds together come to.
struct DecisionFit {
    let calibration: Calibration
    let threshold: DecisionThreshold
    let classCount: Int
    /// Of the whole table.
    let target: [Int32]
    let split: SplitScheme
    let division: RowDivision

    private static let parts = 5

    /// What became of a run's predictions.
    struct Outcome {
        var predictions: [FoldPredictions]
        /// The class that each row is taken for, fold by fold; nil where it is the likeliest.
        var labels: [[Int32]?]
        var decision: Decision
    }

    /// Rows with their probabilities and what came true.
    private struct Sample {
        var values: [Double] = []
        var truth: [Int32] = []
    }

    /// Judges the predictions of all folds that there are.
    ///
    /// - Complexity: O(folds x rows log rows).
    func judged(_ folds: [FoldPredictions]) -> Outcome {
        var predictions: [FoldPredictions] = []
        var labels: [[Int32]?] = []
        var thresholds: [Double] = []
        for (place, fold) in folds.enumerated() {
            let others = others(of: place, in: folds)
            if others.truth.isEmpty {
                let (values, own) = judgedInParts(fold)
                predictions.append(FoldPredictions(fold: fold.fold, rows: fold.rows, values: values))
                labels.append(own)
            } else {
                let fitted = fitted(others)
                let values = fitted.calibrator?.apply(to: fold.values, classCount: classCount) ?? fold.values
                predictions.append(FoldPredictions(fold: fold.fold, rows: fold.rows, values: values))
                labels.append(fitted.threshold.map { self.labels(values, $0) })
                if threshold.isChosen, let chosen = fitted.threshold { thresholds.append(chosen) }
            }
        }
        let all = fitted(sample(folds))
        let decision = Decision(
            calibration: calibration, threshold: all.threshold,
            foldThresholds: thresholds.count == folds.count ? thresholds : [], calibrator: all.calibrator)
        return Outcome(predictions: predictions, labels: labels, decision: decision)
    }

    private func fitted(_ sample: Sample) -> (calibrator: Calibrator?, threshold: Double?) {
        let calibrator = Calibrator(calibration, fitting: sample.values, truth: sample.truth, classCount: classCount)
        guard threshold != .standard, classCount == 2 else { return (calibrator, nil) }
        let values = calibrator?.apply(to: sample.values, classCount: 2) ?? sample.values
        let positive = stride(from: 1, to: values.count, by: 2).map { values[$0] }
        return (calibrator, ThresholdChoice(wanted: threshold).threshold(positive: positive, truth: sample.truth))
    }

    /// The predictions that a fold may be judged by.
    private func others(of place: Int, in folds: [FoldPredictions]) -> Sample {
        switch split {
        case .time, .groupTime: return sample(folds[..<place])
        case .holdout:
            let own = Set(folds[place].rows)
            return sample(folds.enumerated().filter { $0.offset != place }.map(\.element)) { !own.contains($0) }
        default:
            // Of repeated folds those of the same repetition, where each row stands once.
            let count = split.repeats > 1 ? foldsOfRepetition : folds.count
            let first = place / count * count
            return sample((first..<min(folds.count, first + count)).filter { $0 != place }.map { folds[$0] })
        }
    }

    /// Folds of one repetition, where there are several.
    private var foldsOfRepetition: Int {
        switch split {
        case .crossValidation(let folds, _), .stratified(let folds, _), .group(_, let folds, _): folds
        default: 1
        }
    }

    private func sample(_ folds: some Sequence<FoldPredictions>, where isWanted: (Int32) -> Bool = { _ in true }) -> Sample {
        var sample = Sample()
        for fold in folds {
            for (place, row) in fold.rows.enumerated() where isWanted(row) {
                sample.values += fold.values[place * classCount..<(place + 1) * classCount]
                sample.truth.append(target[Int(row)])
            }
        }
        return sample
    }

    /// Deals a fold's rows into parts, and judges each by the others.
    private func judgedInParts(_ fold: FoldPredictions) -> (values: [Double], labels: [Int32]?) {
        let units = fold.rows.map(division.unit)
        let random = CounterRandom(seed: 0, stream: -5)
        let order = Set(units).map { (key: random.bits($0), unit: $0) }.sorted { ($0.key, $0.unit) < ($1.key, $1.unit) }
        let dealt = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element.unit, $0.offset % Self.parts) })
        var values = fold.values
        var labels: [Int32]? = threshold == .standard || classCount != 2 ? nil : [Int32](repeating: 0, count: units.count)
        for part in 0..<Self.parts {
            let own = units.indices.filter { dealt[units[$0]] == part }
            guard !own.isEmpty else { continue }
            let members = Set(own)
            var others = Sample()
            for place in units.indices where !members.contains(place) {
                others.values += fold.values[place * classCount..<(place + 1) * classCount]
                others.truth.append(target[Int(fold.rows[place])])
            }
            let fitted = fitted(others)
            for place in own {
                let before = Array(fold.values[place * classCount..<(place + 1) * classCount])
                let after = fitted.calibrator?.apply(to: before, classCount: classCount) ?? before
                for label in 0..<classCount { values[place * classCount + label] = after[label] }
                if let chosen = fitted.threshold { labels?[place] = after[1] >= chosen ? 1 : 0 }
            }
        }
        return (values, labels)
    }

    private func labels(_ values: [Double], _ threshold: Double) -> [Int32] {
        stride(from: 1, to: values.count, by: 2).map { values[$0] >= threshold ? 1 : 0 }
    }
}
