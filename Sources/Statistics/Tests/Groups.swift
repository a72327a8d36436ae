/// Values by group.
enum Groups {
    /// The values without NaN and infinities, and a note where some were infinite.
    static func finite(_ groups: [[Double]]) -> (groups: [[Double]], notes: [String]) {
        var infinite = 0
        let kept = groups.map { values in
            values.filter { value in
                if value.isInfinite { infinite += 1 }
                return value.isFinite
            }
        }
        return (kept, infinite > 0 ? ["\(infinite) infinite values are left out."] : [])
    }

    /// The values without NaN.
    static func present(_ groups: [[Double]]) -> [[Double]] { groups.map { $0.filter { !$0.isNaN } } }
}

extension HypothesisTest {
    /// Values by the code of their group, in their order.
    ///
    /// - Parameters:
    ///   - values: NaN counts as missing.
    ///   - groups: the group of each value, from 0; negative or too large counts as missing.
    ///   - count: the number of groups.
    /// - Returns: a list of values a group.
    /// - Complexity: O(n + groups).
    public static func split(_ values: [Double], groups: [Int32], count: Int) -> [[Double]] {
        var split = [[Double]](repeating: [], count: max(0, count))
        for (value, group) in zip(values, groups) where group >= 0 && Int(group) < count && !value.isNaN {
            split[Int(group)].append(value)
        }
        return split
    }
}

/// The ranks of values that were put together, from 1, and what their ties cost.
struct JointRanks {
    /// The mean rank of each value, in the order of the groups.
    let ranks: [Double]
    /// The sum of t^3 - t over the ties of t values.
    let ties: Double

    /// Ranks values without NaN.
    init(_ values: [Double]) {
        var sorted = values
        let order = RadixSort.order(sorting: &sorted)
        var ranks = [Double](repeating: 0, count: values.count)
        var ties = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, sorted[end] == sorted[start] { end += 1 }
            let rank = Double(start + end + 1) / 2
            for place in start..<end { ranks[Int(order[place])] = rank }
            let t = Double(end - start)
            ties += t * t * t - t
            start = end
        }
        self.ranks = ranks
        self.ties = ties
    }
}
