/// Rows in the order of a score, equal scores together: what every measure of ranking is computed from.
struct Ranking {
    /// Rows with one score.
    struct Tie {
        var score: Double
        var positives = 0.0
        var negatives = 0.0
    }

    /// Highest score first.
    private(set) var ties: [Tie]
    private(set) var positives = 0.0
    private(set) var negatives = 0.0

    /// Exact.
    ///
    /// - Complexity: O(n log n).
    init(isPositive: [Bool], scores: [Double]) {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        ties = []
        for row in order {
            if ties.last?.score != scores[row] { ties.append(Tie(score: scores[row])) }
            let last = ties.count - 1
            if isPositive[row] { ties[last].positives += 1 } else { ties[last].negatives += 1 }
        }
        count()
    }

    private mutating func count() {
        positives = ties.reduce(0) { $0 + $1.positives }
        negatives = ties.reduce(0) { $0 + $1.negatives }
    }

    /// The chance that a positive row is ranked above a negative one, ties counting half; nil without both.
    var area: Double? {
        var area = Area()
        for tie in ties { area.add(positives: tie.positives, negatives: tie.negatives) }
        return area.value(positives: positives, negatives: negatives)
    }

    /// The sum over the thresholds of precision times gain in recall; nil without positives.
    var averagePrecision: Double? {
        var precision = Precision(positives: positives)
        for tie in ties { precision.add(positives: tie.positives, negatives: tie.negatives) }
        return precision.value
    }
}

extension Ranking {
    /// Adds up the area under the ROC curve, ties from the highest score down.
    ///
    /// Mann and Whitney's U over the product of the counts (Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747).
    /// All terms are multiples of a half, so the sum is exact below 2^52 pairs.
    struct Area {
        private var above = 0.0
        private var sum = 0.0

        @inline(__always)
        mutating func add(positives: Double, negatives: Double) {
            sum += negatives * (above + positives / 2)
            above += positives
        }

        /// Nil without both classes.
        func value(positives: Double, negatives: Double) -> Double? {
            positives > 0 && negatives > 0 ? sum / (positives * negatives) : nil
        }
    }

    /// Adds up the average precision, ties from the highest score down.
    struct Precision {
        private let positives: Double
        private var found = 0.0
        private var called = 0.0
        private var sum = 0.0

        init(positives: Double) { self.positives = positives }

        @inline(__always)
        mutating func add(positives: Double, negatives: Double) {
            found += positives
            called += positives + negatives
            sum += positives / self.positives * (found / called)
        }

        /// Nil without positives.
        var value: Double? { positives > 0 ? sum : nil }
    }
}

extension Ranking {
    /// The metric with this key, from what ranks the rows by a class's probability.
    ///
    /// - `area`, `averagePrecision`: those of the rows by the probability of a class; nil where undefined.
    ///
    /// - Returns: nil where the metric is none of ranking or is undefined on these rows.
    static func score(
        _ metric: String, classCount: Int, area: (Int) -> Double?, averagePrecision: (Int) -> Double?
    ) -> ScoredValue? {
        switch metric {
        case "auc": return area(1).map { ScoredValue(value: $0) }
        case "average_precision": return averagePrecision(1).map { ScoredValue(value: $0) } ?? .ratio(0, 0)
        case "auc_ovr_macro":
            // Undefined where a class is absent: a mean over the others would be another measure.
            var sum = 0.0
            for label in 0..<classCount {
                guard let area = area(label) else { return nil }
                sum += area
            }
            return ScoredValue(value: sum / Double(classCount))
        default: return nil
        }
    }
}
