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
    /// - `rest`: what is left over in the leaf's rows; gets sorted.
    ///
    /// - Complexity: O(rows) without weights, otherwise O(rows log rows).
    func value(_ rest: inout [WeightedValue]) -> Double {
        switch self {
        case .quantile(let share): return WeightedValue.quantile(share, of: &rest)
        case .huber(let delta):
            let median = WeightedValue.quantile(0.5, of: &rest)
            var sum = 0.0
            var weight = 0.0
            for item in rest {
                sum += item.weight * min(max(item.value - median, -delta), delta)
                weight += item.weight
            }
            return weight > 0 ? median + sum / weight : median
        }
    }
}

/// A number that counts so much.
struct WeightedValue: BitwiseCopyable {
    var value: Double
    var weight: Double

    /// The least value with at least this share of the weight at or below it; where the share is met exactly, the middle between it and
    /// the next. So the same comes out where each row is given twice with half its weight.
    static func quantile(_ share: Double, of items: inout [WeightedValue]) -> Double {
        items.removeAll { $0.weight <= 0 }
        guard !items.isEmpty else { return 0 }
        items.sort { ($0.value, $0.weight) < ($1.value, $1.weight) }
        let total = items.reduce(0) { $0 + $1.weight }
        let wanted = total * share
        // Sums of weights are not exact; a share that is met up to rounding is met.
        let slack = total * 1e-12
        var sum = 0.0
        for (place, item) in items.enumerated() {
            sum += item.weight
            guard sum >= wanted - slack, place + 1 < items.count else { continue }
            let next = items[place + 1].value
            return sum <= wanted + slack ? item.value / 2 + next / 2 : item.value
        }
        return items[items.count - 1].value
    }
}
