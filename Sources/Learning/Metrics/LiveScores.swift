/// The few metrics that live curves show, fast enough to compute after every step.
///
/// The ranking measures group nearly equal scores on large tables, see ``Ranking/init(bucketing:in:_:)``, and the log loss takes
/// a logarithm of many rows at once; what a fold is scored with is always exact. One thread computes them, in one order.
struct LiveScores {
    /// In the order in which they are computed.
    let metrics: [String]
    private let truth: TargetValues
    private var buckets = RankingBuckets()

    /// Log loss and the ranking metric for classes, RMSE and the ranking metric for a quantity.
    init(truth: TargetValues, ranking metric: String) {
        let first = if case .classes = truth { "log_loss" } else { "rmse" }
        metrics = metric == first ? [first] : [first, metric]
        self.truth = truth
    }

    /// Up to so many rows ranking measures are exact.
    private static let exactRows = 2048

    /// The values; a metric that is undefined is left out.
    mutating func values(_ predictions: UnsafeBufferPointer<Double>) -> [(metric: String, value: Double)] {
        var values: [(metric: String, value: Double)] = []
        for metric in metrics {
            let scored =
                switch truth {
                case .classes(let codes, let count):
                    codes.withUnsafeBufferPointer { score(metric, $0, predictions, classCount: count) }
                case .numbers(let numbers):
                    numbers.withUnsafeBufferPointer { RegressionScores.score(metric, truth: $0, predicted: predictions) }
                }
            if let scored, scored.value.isFinite { values.append((metric, scored.value)) }
        }
        return values
    }

    private mutating func score(
        _ metric: String, _ truth: UnsafeBufferPointer<Int32>, _ predictions: UnsafeBufferPointer<Double>, classCount: Int
    ) -> ScoredValue? {
        if metric == "log_loss" {
            return ScoredValue(
                value: ProbabilityScores.quickLogLoss(truth: truth, probabilities: predictions, classCount: classCount))
        }
        if metric == "brier" {
            return ScoredValue(value: ProbabilityScores.brier(truth: truth, probabilities: predictions, classCount: classCount))
        }
        let ranking = Ranking.score(metric, classCount: classCount) { label in
            if truth.count > Self.exactRows {
                return Ranking(bucketing: truth.count, in: &buckets) {
                    (Int(truth[$0]) == label, predictions[$0 &* classCount &+ label])
                }
            }
            return Ranking(
                isPositive: truth.map { Int($0) == label },
                scores: truth.indices.map { predictions[$0 * classCount + label] })
        }
        if let ranking { return ranking }
        return ConfusionMatrix(truth: Array(truth), probabilities: Array(predictions), classCount: classCount).score(metric)
    }
}
