import Learning
import RunStore

/// What the store has of a run's result, for comparing.
struct RecordedResult {
    var folds: [StoredFold]
    var predictions: [StoredPredictions]
    var model: [UInt8]?

    /// What training again gave otherwise: the first difference in the folds, the first prediction, the first byte of the model.
    ///
    /// Predictions and models that were thrown away to save room are not compared.
    func differences(from again: TrainingResult) -> [Verification.Difference] {
        [
            foldDifference(again.folds.sorted { $0.fold < $1.fold }),
            predictions.isEmpty ? nil : predictionDifference(again.predictions.sorted { $0.fold < $1.fold }),
            modelDifference(again.model),
        ].compactMap { $0 }
    }

    private func foldDifference(_ again: [FoldScore]) -> Verification.Difference? {
        guard folds.count == again.count else { return .init(.fold, "the folds", folds.count, again.count) }
        for (then, now) in zip(folds, again) {
            if then.trainingRows != now.trainingRows || then.validationRows != now.validationRows {
                return .init(
                    .fold, "fold \(then.fold), rows", then: "\(then.trainingRows) + \(then.validationRows)",
                    now: "\(now.trainingRows) + \(now.validationRows)")
            }
            if then.bestStep != now.bestStep { return .init(.fold, "fold \(then.fold), best step", then.bestStep, now.bestStep) }
            let present = now.metrics.filter { !$0.value.isNaN }
            for metric in Set(then.metrics.keys).union(present.keys).sorted() {
                let (before, after) = (then.metrics[metric], present[metric])
                if before?.bitPattern != after?.bitPattern { return .init(.fold, "fold \(then.fold), \(metric)", before, after) }
            }
        }
        return nil
    }

    private func predictionDifference(_ again: [FoldPredictions]) -> Verification.Difference? {
        guard predictions.count == again.count else {
            return .init(.prediction, "predictions, folds", predictions.count, again.count)
        }
        for (then, now) in zip(predictions, again) {
            guard then.rows == now.rows, then.values.count == now.values.count else {
                return .init(.prediction, "fold \(then.fold), predictions of other rows", then.rows.count, now.rows.count)
            }
            let width = max(1, then.values.count / max(1, then.rows.count))
            for place in then.values.indices where then.values[place].bitPattern != now.values[place].bitPattern {
                return .init(
                    .prediction, "fold \(then.fold), prediction of row \(then.rows[place / width] + 1)", then.values[place],
                    now.values[place])
            }
        }
        return nil
    }

    private func modelDifference(_ again: [UInt8]?) -> Verification.Difference? {
        guard let model, let again, model != again else { return nil }
        let place = zip(model, again).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        guard let place else { return .init(.model, "the model, bytes", model.count, again.count) }
        return .init(.model, "the model, byte \(place) of \(model.count)", model[place], again[place])
    }
}
