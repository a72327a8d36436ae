extension PairedComparison {
    /// Compares the areas under two ROC curves on the same rows of one split.
    ///
    /// The areas and their covariance are those of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988),
    /// doi:10.2307/2531595, from midranks as X. Sun and W. Xu have it, IEEE Signal Processing Letters 21 (2014),
    /// doi:10.1109/LSP.2014.2337313. As with ``overRows(a:b:higherIsBetter:equivalence:)`` the evidence of one split is weak.
    ///
    /// - Parameters:
    ///   - isPositive: The class of each row.
    ///   - a: The first model's score of each row, higher for the positive class.
    ///   - b: The second's.
    ///   - equivalence: Differences up to this are practically none.
    /// - Returns: The comparison; without an interval where a class has fewer than two rows.
    /// - Complexity: O(n log n).
    public static func areaUnderCurve(
        isPositive: [Bool], a: [Double], b: [Double], equivalence: Double
    ) -> PairedComparison {
        let rows = isPositive.indices.filter { $0 < a.count && $0 < b.count && a[$0].isFinite && b[$0].isFinite }
        let positives = rows.filter { isPositive[$0] }
        let negatives = rows.filter { !isPositive[$0] }
        guard !positives.isEmpty, !negatives.isEmpty else { return unknown(difference: .nan, equivalence: equivalence) }
        let first = placements(positives: positives.map { a[$0] }, negatives: negatives.map { a[$0] })
        let second = placements(positives: positives.map { b[$0] }, negatives: negatives.map { b[$0] })
        let ofPositives = Moments(zip(first.positives, second.positives).map { $1 - $0 })
        let ofNegatives = Moments(zip(first.negatives, second.negatives).map { $1 - $0 })
        guard ofPositives.count >= 2, ofNegatives.count >= 2 else {
            return unknown(difference: ofPositives.mean, equivalence: equivalence)
        }
        let variance =
            ofPositives.variance / Double(ofPositives.count) + ofNegatives.variance / Double(ofNegatives.count)
        return PairedComparison(
            posterior: StudentTDistribution(
                degreesOfFreedom: .infinity, location: ofPositives.mean, scale: variance.squareRoot()),
            higherIsBetter: true, equivalence: equivalence, evidence: .weak)
    }

    /// For each positive the share of negatives that it is ranked above, for each negative the share of positives ranked above it;
    /// ties count half. The mean of either is the area.
    private static func placements(
        positives: [Double], negatives: [Double]
    ) -> (positives: [Double], negatives: [Double]) {
        let all = midranks(positives + negatives)
        let amongPositives = midranks(positives)
        let amongNegatives = midranks(negatives)
        let (m, n) = (Double(positives.count), Double(negatives.count))
        return (
            positives.indices.map { (all[$0] - amongPositives[$0]) / n },
            negatives.indices.map { 1 - (all[positives.count + $0] - amongNegatives[$0]) / m }
        )
    }

    /// Ranks from 1, those of equal values averaged.
    private static func midranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
