import Glibc

/// How far the distribution of a column moved between a reference and new rows, by bins: the population stability index and the
/// Jensen-Shannon distance.
///
/// The index is sum (c - e) ln(c / e) over the shares e of the reference and c of the new rows. Its well-known bounds 0.10 and
/// 0.25 alarm small samples too often and large ones too seldom. Without drift index / (1 / N + 1 / M) follows the chi-squared
/// law with one degree less than bins (B. Yurdakul and J. Naranjo, Statistical properties of the population stability index,
/// https://doi.org/10.21314/JRMV.2020.227), so the alarm asks for both.
public struct PopulationStability: Equatable, Sendable {
    /// The least share of a bin, so that no logarithm is infinite.
    public static let emptyShare = 1e-4

    /// The shares of the reference, by bin; the last may be of missing or of new values.
    public var reference: [Double]
    /// The shares of the new rows.
    public var current: [Double]
    /// The inner edges of the bins of a number, ascending; empty for a category.
    public var edges: [Double]
    /// Rows of the reference, and of the new rows.
    public var counts: (reference: Int, current: Int)

    /// The stability of a number: ten bins between the quantiles of the reference, open at both ends, and a bin for missing
    /// values where there are any. Edges that coincide are one edge.
    ///
    /// - Complexity: O(n log n).
    public init(reference: [Double], current: [Double], bins: Int = 10) {
        let sorted = RadixSort.sorted(reference.filter { !$0.isNaN })
        var edges: [Double] = []
        sorted.withUnsafeBufferPointer { sorted in
            for bin in stride(from: 1, to: max(1, bins), by: 1) {
                let edge = Descriptive.quantile(Double(bin) / Double(bins), ofSorted: sorted)
                if edge.isFinite, edge > edges.last ?? -.infinity { edges.append(edge) }
            }
        }
        let (old, new) = (Self.count(reference, edges), Self.count(current, edges))
        self.init(referenceCounts: old, currentCounts: new, edges: edges)
    }

    /// The stability of a category by codes from 0. Missing values, and codes at or beyond `count` that the reference does not
    /// know, each have a bin of their own where there are any.
    ///
    /// - Complexity: O(n + count).
    public init(reference: [Int32], current: [Int32], count: Int) {
        func counted(_ codes: [Int32]) -> [Int] {
            var counts = [Int](repeating: 0, count: max(0, count) + 2)
            let missing = counts.count - 2
            for code in codes { counts[code < 0 ? missing : Int(code) < missing ? Int(code) : missing + 1] += 1 }
            return counts
        }
        self.init(referenceCounts: counted(reference), currentCounts: counted(current), edges: [])
    }

    /// The stability of counts by bin. Bins that are empty on both sides are left out.
    public init(referenceCounts: [Int], currentCounts: [Int], edges: [Double] = []) {
        let pairs = zip(referenceCounts, currentCounts).filter { $0.0 > 0 || $0.1 > 0 }
        let (old, new) = (pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 })
        reference = pairs.map { Double($0.0) / Double(max(1, old)) }
        current = pairs.map { Double($0.1) / Double(max(1, new)) }
        counts = (old, new)
        self.edges = edges
    }

    /// The index; NaN where one side has no rows.
    public var index: Double {
        guard counts.reference > 0, counts.current > 0 else { return .nan }
        return zip(floored(reference), floored(current)).reduce(0) { $0 + ($1.1 - $1.0) * log($1.1 / $1.0) }
    }

    /// The Jensen-Shannon distance of the bins, with logarithms to the base 2: 0 to 1; NaN where one side has no rows.
    ///
    /// D. M. Endres and J. E. Schindelin, https://doi.org/10.1109/TIT.2003.813506.
    public var jensenShannonDistance: Double {
        guard counts.reference > 0, counts.current > 0 else { return .nan }
        return Drift.jensenShannonDistance(floored(reference), floored(current))
    }

    /// The index that chance exceeds in a share `alpha` of columns without drift, Bonferroni's correction for so many columns
    /// included.
    public func chanceLimit(columns: Int = 1, alpha: Double = 0.05) -> Double {
        guard reference.count > 1, counts.reference > 0, counts.current > 0 else { return .nan }
        let chi = ChiSquaredDistribution(degreesOfFreedom: Double(reference.count - 1))
        let quantile = chi.quantile(1 - alpha / Double(max(1, columns)))
        return quantile * (1 / Double(counts.reference) + 1 / Double(counts.current))
    }

    /// True where the index is above 0.10 and above what chance explains.
    public func isAlarm(columns: Int = 1, alpha: Double = 0.05) -> Bool {
        index > max(0.10, chanceLimit(columns: columns, alpha: alpha))
    }

    /// The chance of such an index without drift, by the chi-squared law.
    public var p: Double {
        guard reference.count > 1, counts.reference > 0, counts.current > 0 else { return .nan }
        let scale = 1 / Double(counts.reference) + 1 / Double(counts.current)
        return ChiSquaredDistribution(degreesOfFreedom: Double(reference.count - 1)).sf(index / scale)
    }

    public static func == (a: PopulationStability, b: PopulationStability) -> Bool {
        a.reference == b.reference && a.current == b.current && a.edges == b.edges && a.counts == b.counts
    }

    private func floored(_ shares: [Double]) -> [Double] { shares.map { max($0, Self.emptyShare) } }

    /// Bins reach from an edge up to, and without, the next; the last count is of missing values.
    private static func count(_ values: [Double], _ edges: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: edges.count + 2)
        for value in values {
            guard !value.isNaN else {
                counts[edges.count + 1] += 1
                continue
            }
            var (low, high) = (0, edges.count)
            while low < high {
                let middle = (low + high) / 2
                if edges[middle] <= value { low = middle + 1 } else { high = middle }
            }
            counts[low] += 1
        }
        return counts
    }
}
