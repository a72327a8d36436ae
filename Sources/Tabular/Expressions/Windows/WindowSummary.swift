/// Count, sum, extremes and spread of some values, which can be joined with those of others.
///
/// Means and squares are joined by the formulas of T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37 (1983),
/// doi:10.1080/00031305.1983.10483115.
struct WindowSummary {
    private(set) var count = 0.0
    private(set) var sum = 0.0
    private(set) var least = Double.infinity
    private(set) var greatest = -Double.infinity
    private var mean = 0.0
    private var squares = 0.0

    init() {}

    /// Of one value, or of none where it is missing.
    @inline(__always)
    init(_ value: Double) {
        guard value.isFinite else { return }
        (count, sum, least, greatest, mean) = (1, value, value, value, value)
    }

    /// Adds what comes after.
    @inline(__always)
    mutating func join(_ other: WindowSummary) {
        guard other.count > 0 else { return }
        let all = count + other.count
        let difference = other.mean - mean
        squares += other.squares + difference * difference * (count * other.count / all)
        mean += difference * (other.count / all)
        count = all
        sum += other.sum
        least = Swift.min(least, other.least)
        greatest = Swift.max(greatest, other.greatest)
    }

    @inline(__always)
    func value(_ kind: WindowFunction.Kind) -> Double {
        if kind == .count { return count }
        guard count > 0 else { return .nan }
        switch kind {
        case .sum: return ExpressionFunction.finite(sum)
        case .mean: return ExpressionFunction.finite(sum / count)
        case .deviation: return count > 1 ? ExpressionFunction.finite((squares / (count - 1)).squareRoot()) : .nan
        case .least: return least
        case .greatest: return greatest
        default: return .nan
        }
    }
}

/// A summary of the last so many values, by two stacks, so that nothing is ever subtracted and rounding stays small.
///
/// K. Tangwongsan, M. Hirzel, S. Schneider and K.-L. Wu, PVLDB 8 (2015), doi:10.14778/2752939.2752940.
///
/// - Complexity: O(1) a value on average.
struct SlidingSummary {
    private let limit: Int
    /// The newer values, and their summary.
    private var newer: [Double] = []
    private var newerSummary = WindowSummary()
    /// Summaries of the older values, each from its value to the last of them; the oldest value's on top.
    private var older: [WindowSummary] = []

    init(limit: Int) { self.limit = limit }

    /// The summary of what is held.
    var summary: WindowSummary {
        guard var all = older.last else { return newerSummary }
        all.join(newerSummary)
        return all
    }

    mutating func append(_ value: Double) {
        if older.count + newer.count == limit { removeOldest() }
        newer.append(value)
        newerSummary.join(WindowSummary(value))
    }

    private mutating func removeOldest() {
        if older.isEmpty {
            var summary = WindowSummary()
            for value in newer.reversed() {
                var next = WindowSummary(value)
                next.join(summary)
                summary = next
                older.append(summary)
            }
            newer.removeAll(keepingCapacity: true)
            newerSummary = WindowSummary()
        }
        older.removeLast()
    }
}
