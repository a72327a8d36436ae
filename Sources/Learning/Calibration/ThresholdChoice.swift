import Recipes

/// Finds the probability from which on rows of two classes count as positive.
struct ThresholdChoice {
    let wanted: DecisionThreshold

    /// The best of all thresholds that tell some of these rows apart, the nearest to 0.5 of equally good ones.
    ///
    /// - Parameters:
    ///   - positive: the probability of the second class, a row each.
    ///   - truth: the classes that came true.
    /// - Returns: above 0 and at most 1; 0.5 where there is nothing to choose by.
    /// - Complexity: O(n log n).
    func threshold(positive: [Double], truth: [Int32]) -> Double {
        if case .fixed(let threshold) = wanted { return threshold }
        let order = positive.indices.sorted { (-positive[$0], $0) < (-positive[$1], $1) }
        let positives = Double(truth.count { $0 == 1 })
        let negatives = Double(truth.count) - positives
        guard positives > 0, negatives > 0, let highest = order.first.map({ positive[$0] }) else { return 0.5 }
        var best: (threshold: Double, value: Double)?
        func offer(_ threshold: Double, _ hits: Double, _ misses: Double) {
            guard threshold > 0, threshold <= 1 else { return }
            let value = value(hits, misses, positives: positives, negatives: negatives)
            if let known = best {
                guard value > known.value || value == known.value && abs(threshold - 0.5) < abs(known.threshold - 0.5) else {
                    return
                }
            }
            best = (threshold, value)
        }
        if highest < 1 { offer((highest + 1) / 2, 0, 0) }
        var (hits, misses) = (0.0, 0.0)
        for (place, row) in order.enumerated() {
            if truth[row] == 1 { hits += 1 } else { misses += 1 }
            let here = positive[row]
            let next = place + 1 < order.count ? positive[order[place + 1]] : 0
            guard next < here else { continue }
            let middle = (here + next) / 2
            offer(middle > next ? middle : here, hits, misses)
        }
        return best?.threshold ?? 0.5
    }

    /// How good it is to call so many positives and negatives positive; higher is better.
    private func value(_ hits: Double, _ misses: Double, positives: Double, negatives: Double) -> Double {
        let (missed, spared) = (positives - hits, negatives - misses)
        switch wanted {
        case .fixed: return 0
        case .best(.f1): return 2 * hits / (2 * hits + misses + missed)
        case .best(.balancedAccuracy): return (hits / positives + spared / negatives) / 2
        case .best(.mcc):
            let called = hits + misses
            let product = called * positives * negatives * (missed + spared)
            return product > 0 ? (hits * spared - misses * missed) / product.squareRoot() : 0
        case .cheapest(let costs):
            return
                -(costs.trueNegative * spared + costs.falsePositive * misses + costs.falseNegative * missed
                + costs.truePositive * hits)
        }
    }
}
