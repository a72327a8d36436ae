/// How leaves of a grown tree get their values from what is left over there: value minus score.
///
/// Friedman 2001, https://doi.org/10.1214/aos/1013203451, algorithms 3 and 4.
enum LeafRenewal: Equatable {
    /// The quantile of this share.
    case quantile(Double)
    /// The median, moved by the mean of what is left over from there, held to this much either way.
    case huber(Double)

    /// The value of a leaf, not yet shrunk.
    ///
    /// - `rest`: what is left over in the leaf's rows; gets reordered where there are no weights.
    /// - `weights`: how much each row counts; nil where all count the same.
    ///
    /// - Complexity: O(rows) without weights, otherwise O(rows log rows).
    func value(_ rest: inout [Double], weights: [Double]?) -> Double {
        let share = if case .quantile(let share) = self { share } else { 0.5 }
        let middle = weights.map { Quantile.of(rest, weights: $0, share: share) } ?? Quantile.of(&rest, share: share)
        guard case .huber(let delta) = self else { return middle }
        var sum = 0.0
        var total = 0.0
        for (place, value) in rest.enumerated() {
            let weight = weights?[place] ?? 1
            sum += weight * min(max(value - middle, -delta), delta)
            total += weight
        }
        return total > 0 ? middle + sum / total : middle
    }
}
