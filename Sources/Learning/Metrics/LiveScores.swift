/// The few metrics that live curves show, fast enough to compute after every step.
///
/// The ranking measures group nearly equal scores on large tables, see ``RankingBuckets``, and the log loss takes a logarithm of many
/// rows at once; what a fold is scored with is always exact. Threads share blocks of rows that are always the same, whose sums are added
/// in their order, so that no value depends on how many threads there are.
struct LiveScores {
    /// In the order in which they are computed.
    let metrics: [String]
    private let truth: TargetValues
    private let threads: Int
    private let buckets: RankingBuckets

    /// Log loss and the ranking metric for classes, RMSE and the ranking metric for a quantity.
    init(truth: TargetValues, ranking metric: String, threads: Int = 1) {
        let first = if case .classes = truth { "log_loss" } else { "rmse" }
        metrics = metric == first ? [first] : [first, metric]
        self.truth = truth
        self.threads = truth.count < 2 * Self.blockRows ? 1 : max(threads, 1)
        buckets = RankingBuckets(lanes: self.threads)
    }

    /// Up to so many rows ranking measures are exact.
    private static let exactRows = 2048
    /// Rows that one thread takes at a time.
    private static let blockRows = 8192

    /// The values; a metric that is undefined is left out.
    func values(_ predictions: UnsafeBufferPointer<Double>) -> [(metric: String, value: Double)] {
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

    private func score(
        _ metric: String, _ truth: UnsafeBufferPointer<Int32>, _ predictions: UnsafeBufferPointer<Double>, classCount: Int
    ) -> ScoredValue? {
        guard let codes = truth.baseAddress, let probabilities = predictions.baseAddress else { return nil }
        let rows = Rows(count: truth.count, truth: codes, probabilities: probabilities, classCount: classCount)
        if metric == "log_loss" { return ScoredValue(value: logLoss(rows)) }
        if metric == "brier" {
            return ScoredValue(value: ProbabilityScores.brier(truth: truth, probabilities: predictions, classCount: classCount))
        }
        func exact(_ label: Int) -> Ranking {
            Ranking(
                isPositive: truth.map { Int($0) == label },
                scores: truth.indices.map { predictions[$0 * classCount + label] })
        }
        let isExact = truth.count <= Self.exactRows
        let ranking = Ranking.score(
            metric, classCount: classCount,
            area: { isExact ? exact($0).area : counted(rows, $0).takeArea() },
            averagePrecision: { isExact ? exact($0).averagePrecision : counted(rows, $0).takeAveragePrecision() })
        if let ranking { return ranking }
        return ConfusionMatrix(truth: Array(truth), probabilities: Array(predictions), classCount: classCount).score(metric)
    }

    /// What all threads read.
    private struct Rows: @unchecked Sendable {
        let count: Int
        let truth: UnsafePointer<Int32>
        let probabilities: UnsafePointer<Double>
        let classCount: Int
    }

    private func logLoss(_ rows: Rows) -> Double {
        let sums = blocks(of: rows.count) {
            ProbabilityScores.quickSurprise(
                truth: rows.truth, probabilities: rows.probabilities, classCount: rows.classCount, rows: $0)
        }
        return sums.reduce(0, +) / Double(rows.count)
    }

    /// The rows by the probability of a class, counted.
    private func counted(_ rows: Rows, _ label: Int) -> RankingBuckets {
        let (buckets, lanes) = (buckets, threads)
        Parallel.forEach(lanes, threads: lanes) { lane in
            buckets.add(lane * rows.count / lanes..<(lane + 1) * rows.count / lanes, lane: lane, label: label) {
                (rows.truth[$0], rows.probabilities[$0 &* rows.classCount &+ label])
            }
        }
        return buckets
    }

    /// A sum for every block, in their order.
    private func blocks(of rows: Int, _ sum: @Sendable (Range<Int>) -> Double) -> [Double] {
        let count = (rows + Self.blockRows - 1) / Self.blockRows
        let sums = NativeBuffer<Double>(count, repeating: 0)
        Parallel.forEach(count, threads: threads) { block in
            sums.base[block] = sum(block * Self.blockRows..<min((block + 1) * Self.blockRows, rows))
        }
        return (0..<count).map { sums.base[$0] }
    }
}
