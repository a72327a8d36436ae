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

    /// Near enough for a live curve: scores in [0, 1] that differ by less than a five-hundredth of their distance to the nearer
    /// end are taken for equal, and so are those within 2^-24 of an end.
    ///
    /// - Parameters:
    ///   - count: how many rows there are.
    ///   - buckets: room to count in, so that it need not be found for every step; it is left empty.
    ///   - row: whether a row is positive, and its score.
    /// - Complexity: O(n + buckets).
    @inline(__always)
    init(bucketing count: Int, in buckets: inout RankingBuckets, _ row: (Int) -> (isPositive: Bool, score: Double)) {
        ties = buckets.ties(count, row)
        self.count()
    }

    private mutating func count() {
        positives = ties.reduce(0) { $0 + $1.positives }
        negatives = ties.reduce(0) { $0 + $1.negatives }
    }

    /// The chance that a positive row is ranked above a negative one, ties counting half; nil without both.
    ///
    /// Mann and Whitney's U over the product of the counts (Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747).
    /// All terms are multiples of a half, so the sum is exact below 2^52 pairs.
    var area: Double? {
        guard positives > 0, negatives > 0 else { return nil }
        var (above, sum) = (0.0, 0.0)
        for tie in ties {
            sum += tie.negatives * (above + tie.positives / 2)
            above += tie.positives
        }
        return sum / (positives * negatives)
    }

    /// The sum over the thresholds of precision times gain in recall; nil without positives.
    var averagePrecision: Double? {
        guard positives > 0 else { return nil }
        var (found, called, sum) = (0.0, 0.0, 0.0)
        for tie in ties {
            found += tie.positives
            called += tie.positives + tie.negatives
            sum += tie.positives / positives * (found / called)
        }
        return sum
    }
}

extension Ranking {
    /// The metric with this key; `ranking` gives that of the rows by a class's probability.
    ///
    /// - Returns: nil where the metric is none of ranking or is undefined on these rows.
    static func score(_ metric: String, classCount: Int, ranking: (Int) -> Ranking) -> ScoredValue? {
        switch metric {
        case "auc": return ranking(1).area.map { ScoredValue(value: $0) }
        case "average_precision": return ranking(1).averagePrecision.map { ScoredValue(value: $0) } ?? .ratio(0, 0)
        case "auc_ovr_macro":
            // Undefined where a class is absent: a mean over the others would be another measure.
            var sum = 0.0
            for label in 0..<classCount {
                guard let area = ranking(label).area else { return nil }
                sum += area
            }
            return ScoredValue(value: sum / Double(classCount))
        default: return nil
        }
    }
}
