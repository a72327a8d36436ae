/// The receiver operating characteristic of a score: what share of the positives is found at what share of false alarms.
public struct ROCCurve: Sendable, Equatable {
    /// One point a different score, from the strictest threshold down; the first is (0, 0) at +infinity.
    public struct Point: Sendable, Equatable {
        public var falsePositiveRate: Double
        public var truePositiveRate: Double
        /// Rows with at least this score are called positive.
        public var threshold: Double

        public init(falsePositiveRate: Double, truePositiveRate: Double, threshold: Double) {
            self.falsePositiveRate = falsePositiveRate
            self.truePositiveRate = truePositiveRate
            self.threshold = threshold
        }
    }

    public let points: [Point]
    /// The area beneath; ties count half.
    public let area: Double

    /// The curve; nil where there are no positives, or only positives, and it is undefined.
    ///
    /// - Parameters:
    ///   - isPositive: of each row.
    ///   - scores: of each row, higher for positive.
    /// - Complexity: O(n log n).
    public init?(isPositive: [Bool], scores: [Double]) {
        let ranking = Ranking(isPositive: isPositive, scores: scores)
        guard let area = ranking.area else { return nil }
        self.area = area
        var point = Point(falsePositiveRate: 0, truePositiveRate: 0, threshold: .infinity)
        var points = [point]
        var (positives, negatives) = (0.0, 0.0)
        for tie in ranking.ties {
            positives += tie.positives
            negatives += tie.negatives
            point = Point(
                falsePositiveRate: negatives / ranking.negatives, truePositiveRate: positives / ranking.positives,
                threshold: tie.score)
            points.append(point)
        }
        self.points = points
    }
}

/// Precision and recall at every threshold.
public struct PrecisionRecallCurve: Sendable, Equatable {
    /// One point a different score, from the strictest threshold down.
    public struct Point: Sendable, Equatable {
        public var precision: Double
        public var recall: Double
        public var threshold: Double

        public init(precision: Double, recall: Double, threshold: Double) {
            self.precision = precision
            self.recall = recall
            self.threshold = threshold
        }
    }

    public let points: [Point]
    /// The mean precision over the recalls, not interpolated.
    public let averagePrecision: Double

    /// The curve; nil where there are no positives.
    ///
    /// - Parameters:
    ///   - isPositive: of each row.
    ///   - scores: of each row, higher for positive.
    /// - Complexity: O(n log n).
    public init?(isPositive: [Bool], scores: [Double]) {
        let ranking = Ranking(isPositive: isPositive, scores: scores)
        guard let average = ranking.averagePrecision else { return nil }
        averagePrecision = average
        var (positives, called) = (0.0, 0.0)
        points = ranking.ties.map { tie in
            positives += tie.positives
            called += tie.positives + tie.negatives
            return Point(precision: positives / called, recall: positives / ranking.positives, threshold: tie.score)
        }
    }
}
