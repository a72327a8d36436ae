/// The few metrics that live curves show, fast enough to compute after every step.
///
/// The ranking measures group nearly equal scores on large tables, see ``Ranking/init(bucketing:_:)``; what a fold is scored
/// with is always exact.
struct LiveScores {
    /// In the order in which they are computed.
    let metrics: [String]
    private let truth: TargetValues

    /// Log loss and the ranking metric for classes, RMSE and the ranking metric for a quantity.
    init(truth: TargetValues, ranking metric: String) {
        let first = if case .classes = truth { "log_loss" } else { "rmse" }
        metrics = metric == first ? [first] : [first, metric]
        self.truth = truth
    }

    /// Up to so many rows ranking measures are exact.
    private static let exactRows = 2048

    /// The values; a metric that is undefined is left out.
    func values(_ predictions: UnsafeBufferPointer<Double>) -> [(metric: String, value: Double)] {
        metrics.compactMap { metric in
            let scored =
                switch truth {
                case .classes(let codes, let count): score(metric, codes, predictions, classCount: count)
                case .numbers(let numbers):
                    numbers.withUnsafeBufferPointer { RegressionScores.score(metric, truth: $0, predicted: predictions) }
                }
            return scored.flatMap { $0.value.isFinite ? (metric, $0.value) : nil }
        }
    }

    private func score(
        _ metric: String, _ truth: [Int32], _ predictions: UnsafeBufferPointer<Double>, classCount: Int
    ) -> ScoredValue? {
        if let scored = ProbabilityScores.score(metric, truth: truth, probabilities: predictions, classCount: classCount) {
            return scored
        }
        let ranking = Ranking.score(metric, classCount: classCount) { label in
            if truth.count > Self.exactRows {
                return Ranking(bucketing: truth.count) {
                    (Int(truth[$0]) == label, predictions[$0 &* classCount &+ label])
                }
            }
            return Ranking(
                isPositive: truth.map { Int($0) == label },
                scores: truth.indices.map { predictions[$0 * classCount + label] })
        }
        if let ranking { return ranking }
        return ConfusionMatrix(truth: truth, probabilities: Array(predictions), classCount: classCount).score(metric)
    }
}
