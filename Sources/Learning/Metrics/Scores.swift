import Recipes

/// The values of all metrics that apply to some predictions, by scikit-learn's conventions.
public struct Scores: Sendable, Equatable {
    /// By metric key; a metric that is undefined on these rows, or not finite, is missing.
    public private(set) var values: [String: Double] = [:]
    /// Metrics that a convention made what they are, such as precision where nothing was called positive.
    public private(set) var byConvention: Set<String> = []

    /// - Parameters:
    ///   - truth: of each row.
    ///   - predictions: probabilities row by row (rows x classes), or numbers.
    ///   - labels: the class that each row is taken for; nil takes the likeliest.
    public init(truth: TargetValues, predictions: [Double], labels: [Int32]? = nil) {
        precondition(predictions.count == truth.count * truth.width, "as many predictions as rows")
        guard truth.count > 0 else { return }
        let measure = predictions.withUnsafeBufferPointer { predictions in
            switch truth {
            case .classes(let codes, let count): Self.measure(codes, predictions, labels, classCount: count)
            case .numbers(let numbers): Self.measure(numbers, predictions)
            }
        }
        for (key, scored) in measure where scored.value.isFinite {
            values[key] = scored.value
            if scored.isByConvention { byConvention.insert(key) }
        }
    }

    private static func measure(
        _ truth: [Int32], _ probabilities: UnsafeBufferPointer<Double>, _ labels: [Int32]?, classCount: Int
    ) -> [(String, ScoredValue)] {
        guard classCount > 1 else { return [] }
        let matrix =
            labels.map { ConfusionMatrix(truth: truth, predicted: $0, classCount: classCount) }
            ?? ConfusionMatrix(truth: truth, probabilities: Array(probabilities), classCount: classCount)
        // Two measures ask for the same one.
        var rankings: [Int: Ranking] = [:]
        func ranking(_ label: Int) -> Ranking {
            if let ranking = rankings[label] { return ranking }
            let ranking = Ranking(
                isPositive: truth.map { Int($0) == label },
                scores: truth.indices.map { probabilities[$0 * classCount + label] })
            rankings[label] = ranking
            return ranking
        }
        return Metric.applicable(to: .classification, classes: classCount).compactMap { metric in
            let scored =
                matrix.score(metric.key)
                ?? ProbabilityScores.score(metric.key, truth: truth, probabilities: probabilities, classCount: classCount)
                ?? Ranking.score(
                    metric.key, classCount: classCount, area: { ranking($0).area },
                    averagePrecision: { ranking($0).averagePrecision })
            return scored.map { (metric.key, $0) }
        }
    }

    private static func measure(
        _ truth: [Double], _ predicted: UnsafeBufferPointer<Double>
    ) -> [(String, ScoredValue)] {
        truth.withUnsafeBufferPointer { truth in
            Metric.applicable(to: .regression, classes: 0).compactMap { metric in
                RegressionScores.score(metric.key, truth: truth, predicted: predicted).map { (metric.key, $0) }
            }
        }
    }
}
