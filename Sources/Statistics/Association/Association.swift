/// Measures of how much one column says of another.
public enum Association {
    /// Pearson's correlation of pairs; NaN where one side does not vary.
    ///
    /// - Complexity: O(n).
    public static func pearson(_ x: [Double], _ y: [Double]) -> Double {
        let count = min(x.count, y.count)
        guard count > 1 else { return .nan }
        let meanX = SampleMoments(Array(x.prefix(count))).mean
        let meanY = SampleMoments(Array(y.prefix(count))).mean
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for i in 0..<count {
            let (a, b) = (x[i] - meanX, y[i] - meanY)
            xx += a * a
            yy += b * b
            xy += a * b
        }
        guard xx > 0, yy > 0 else { return .nan }
        return max(-1, min(1, xy / (xx.squareRoot() * yy.squareRoot())))
    }

    /// Spearman's correlation of pairs: Pearson's of average ranks; NaN where one side does not vary.
    ///
    /// - Complexity: O(n log n).
    public static func spearman(_ x: [Double], _ y: [Double]) -> Double {
        pearson(Descriptive.averageRanks(of: x), Descriptive.averageRanks(of: y))
    }

    /// Kendall's tau-b of pairs, which corrects for ties; NaN where one side does not vary.
    ///
    /// W. R. Knight, A computer method for calculating Kendall's tau with ungrouped data,
    /// https://doi.org/10.1080/01621459.1966.10480879.
    ///
    /// - Complexity: O(n log n).
    public static func kendallTauB(_ x: [Double], _ y: [Double]) -> Double {
        let count = min(x.count, y.count)
        let order = (0..<count).sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
        let pairs = Double(count) * Double(count - 1) / 2
        let tiesX = tiedPairs(order.map { x[$0] })
        let tiesBoth = tiedPairs(order) { x[$0] == x[$1] && y[$0] == y[$1] }
        var ordered = order.map { y[$0] }
        var scratch = ordered
        let swaps = sortCountingSwaps(&ordered, &scratch, 0, count)
        let tiesY = tiedPairs(ordered)
        guard pairs > tiesX, pairs > tiesY else { return .nan }
        let concordantLessDiscordant = pairs - tiesX - tiesY + tiesBoth - 2 * Double(swaps)
        return concordantLessDiscordant / ((pairs - tiesX).squareRoot() * (pairs - tiesY).squareRoot())
    }

    /// The area under the ROC curve of one column as the score of a class: the chance that a positive value lies above a
    /// negative one, ties counting half (Mann and Whitney's U over m n).
    ///
    /// - Parameters:
    ///   - sorted: the values, ascending.
    ///   - isPositive: by the same order.
    /// - Returns: the area from 0 to 1; NaN where one class is not there.
    /// - Complexity: O(n).
    public static func areaUnderCurve(
        sorted: UnsafeBufferPointer<Double>, isPositive: UnsafeBufferPointer<Bool>
    ) -> Double {
        let count = min(sorted.count, isPositive.count)
        var (below, wins, positives) = (0, 0.0, 0)
        var start = 0
        while start < count {
            var end = start
            var positivesHere = 0
            while end < count, sorted[end] == sorted[start] {
                if isPositive[end] { positivesHere += 1 }
                end += 1
            }
            let negativesHere = end - start - positivesHere
            wins += Double(positivesHere) * (Double(below) + 0.5 * Double(negativesHere))
            below += negativesHere
            positives += positivesHere
            start = end
        }
        return positives > 0 && below > 0 ? wins / (Double(positives) * Double(below)) : .nan
    }

    /// The correlation ratio eta: the square root of the share of the values' variance that lies between the groups.
    ///
    /// - Parameters:
    ///   - values: NaN counts as missing, infinite values too.
    ///   - groups: the group of each value, from 0; negative counts as missing.
    ///   - count: the number of groups.
    /// - Returns: eta, and eta with its square corrected for the number of groups as epsilon squared is (T. L. Kelley,
    ///   https://doi.org/10.1073/pnas.21.9.554), at least 0; NaN where the values do not vary.
    /// - Complexity: O(n + groups).
    public static func correlationRatio(
        _ values: [Double], groups: [Int32], count: Int
    ) -> (eta: Double, corrected: Double) {
        var sums = [Double](repeating: 0, count: count)
        var sizes = [Int](repeating: 0, count: count)
        let rows = min(values.count, groups.count)
        var (total, number) = (0.0, 0)
        for row in 0..<rows where groups[row] >= 0 && values[row].isFinite {
            total += values[row]
            number += 1
        }
        let mean = total / Double(number)
        var within = 0.0
        for row in 0..<rows where groups[row] >= 0 && values[row].isFinite {
            let deviation = values[row] - mean
            sums[Int(groups[row])] += deviation
            sizes[Int(groups[row])] += 1
            within += deviation * deviation
        }
        let all = within
        var between = 0.0
        var used = 0
        for group in 0..<count where sizes[group] > 0 {
            between += sums[group] * sums[group] / Double(sizes[group])
            used += 1
        }
        guard all > 0, all.isFinite, number > 1 else { return (.nan, .nan) }
        let square = min(1, max(0, between / all))
        let freedom = Double(number - used)
        let corrected = freedom > 0 ? max(0, 1 - (1 - square) * Double(number - 1) / freedom) : 0
        return (square.squareRoot(), corrected.squareRoot())
    }

    private static func tiedPairs(_ sorted: [Double]) -> Double {
        tiedPairs(Array(sorted.indices)) { sorted[$0] == sorted[$1] }
    }

    private static func tiedPairs(_ order: [Int], _ areEqual: (Int, Int) -> Bool) -> Double {
        var pairs = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, areEqual(order[start], order[end]) { end += 1 }
            pairs += Double(end - start) * Double(end - start - 1) / 2
            start = end
        }
        return pairs
    }

    /// Merge sort that counts how many pairs stood the wrong way round.
    private static func sortCountingSwaps(_ values: inout [Double], _ scratch: inout [Double], _ low: Int, _ high: Int) -> Int {
        guard high - low > 1 else { return 0 }
        let middle = (low + high) / 2
        var swaps = sortCountingSwaps(&values, &scratch, low, middle) + sortCountingSwaps(&values, &scratch, middle, high)
        var (left, right) = (low, middle)
        for place in low..<high {
            if left < middle, right >= high || values[left] <= values[right] {
                scratch[place] = values[left]
                left += 1
            } else {
                swaps += middle - left
                scratch[place] = values[right]
                right += 1
            }
        }
        values.replaceSubrange(low..<high, with: scratch[low..<high])
        return swaps
    }
}
