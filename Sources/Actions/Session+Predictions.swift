public import Recipes
public import RunStore
public import Tabular

extension Session {
    /// What the out-of-fold predictions of a run look like against the target of its table: the ROC curve of two classes,
    /// the confusion of classes, predicted against true numbers.
    ///
    /// Empty where predictions are not there yet, or not any more.
    ///
    /// - Complexity: O(rows log rows).
    public func predictionSummary(of run: RunRecord, table: Table) throws(AssayError) -> PredictionSummary {
        var summary = PredictionSummary(run: run.id, classes: run.classes)
        let table = try prepared(table, for: run.recipe)
        let stored = try storeWithRuns().predictions(of: run.id)
        guard let predicted = OutOfFold(run: run, predictions: stored), predicted.fits(table) else { return summary }
        if predicted.task == .regression {
            summary.scatter = Self.scatter(predicted, truth: table.targetNumbers(of: run.recipe.target))
            return summary
        }
        let truth = table.classes(of: run.recipe.target)
        guard truth.labels == run.classes else { return summary }
        summary.confusion = Self.confusion(predicted, truth: truth.codes)
        if run.classes.count == 2 { summary.roc = Self.rankingCurve(predicted, truth: truth.codes) }
        return summary
    }

    /// At most this many points of a picture.
    private static var pictureLimit: Int { 4000 }

    private static func scatter(_ predicted: OutOfFold, truth: [Double]) -> [(truth: Double, predicted: Double)] {
        let step = max(1, (predicted.rows.count + pictureLimit - 1) / pictureLimit)
        return stride(from: 0, to: predicted.rows.count, by: step).compactMap { index in
            let value = truth[Int(predicted.rows[index])]
            return value.isNaN ? nil : (value, predicted.number(index))
        }
    }

    private static func confusion(_ predicted: OutOfFold, truth: [Int32]) -> [[Int]] {
        let count = predicted.classes.count
        var counts = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for index in predicted.rows.indices {
            let code = Int(truth[Int(predicted.rows[index])])
            if code >= 0 { counts[code][predicted.label(index)] += 1 }
        }
        return counts
    }

    /// The ROC curve over the distinct scores, thinned to what a picture can show.
    private static func rankingCurve(
        _ predicted: OutOfFold, truth: [Int32]
    ) -> [(falsePositive: Double, truePositive: Double)] {
        let rows = predicted.rows.indices.filter { truth[Int(predicted.rows[$0])] >= 0 }
        let scored = rows.map { (score: predicted.probability($0, of: 1), isPositive: truth[Int(predicted.rows[$0])] == 1) }
            .sorted { $0.score > $1.score }
        let positives = Double(scored.count { $0.isPositive })
        let negatives = Double(scored.count) - positives
        guard positives > 0, negatives > 0 else { return [] }
        var points: [(falsePositive: Double, truePositive: Double)] = [(0, 0)]
        var (hits, misses) = (0.0, 0.0)
        for (index, row) in scored.enumerated() {
            if row.isPositive { hits += 1 } else { misses += 1 }
            if index + 1 < scored.count, scored[index + 1].score == row.score { continue }
            points.append((misses / negatives, hits / positives))
        }
        let limit = 500
        guard points.count > limit else { return points }
        return (0...limit).map { points[$0 * (points.count - 1) / limit] }
    }
}
