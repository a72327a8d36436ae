/// Bins of equal width over the finite values of a column; infinite values are counted in the outer ones.
struct Bins {
    /// The usual number of bins.
    static let standard = 20
    /// Whole numbers in a range of so many values have a bin each.
    static let wholeLimit = 30

    let edges: [Double]
    private let low: Double
    private let width: Double

    init(_ sorted: SortedValues, _ finite: Range<Int>) {
        guard let first = finite.first, let last = finite.last else {
            (edges, low, width) = ([0, 1], 0, 1)
            return
        }
        let (least, most) = (sorted.values[first], sorted.values[last])
        // The range of values near the largest double is no double.
        let span = most / 2 - least / 2
        if span * 2 < Double(Self.wholeLimit), abs(least) < 1e15, Self.areWhole(sorted.values[finite]) {
            low = least - 0.5
            width = 1
            edges = (0...Int(most - least) + 1).map { least - 0.5 + Double($0) }
        } else {
            let count = Self.standard
            let step = span / Double(count) * 2
            guard step > 0, step.isFinite, least + step > least, most - step < most else {
                // The values differ by less than a bin can.
                let margin = max(0.5, abs(least) * 1e-12)
                let bounds = [least - margin, max(most, least + margin)]
                (edges, low, width) = (bounds, bounds[0], bounds[1] - bounds[0])
                return
            }
            low = least
            width = step
            // Twice half a step, since all steps together may be more than a double holds.
            edges = (0..<count).map { least + Double($0) / 2 * step + Double($0) / 2 * step } + [most]
        }
    }

    private static func areWhole(_ values: ArraySlice<Double>) -> Bool { values.allSatisfy { $0 == $0.rounded(.towardZero) } }

    @inline(__always)
    private func bin(of value: Double) -> Int {
        let place = value / width - low / width
        return place >= 0 ? Int(min(place, Double(edges.count - 2))) : 0
    }

    /// How many values fall into each bin; they sum to the number of values.
    func counts(_ sorted: SortedValues) -> [Int] {
        var counts = [Int](repeating: 0, count: edges.count - 1)
        for value in sorted.values { counts[bin(of: value)] += 1 }
        return counts
    }

    /// The mean of `shares` over the rows of each bin, NaN left out; 0 for a bin without rows.
    func means(of shares: [Double], over sorted: SortedValues) -> [Double] {
        var sums = [Double](repeating: 0, count: edges.count - 1)
        var counts = sums
        for (place, row) in sorted.rows.enumerated() where !shares[Int(row)].isNaN {
            let bin = bin(of: sorted.values[place])
            sums[bin] += shares[Int(row)]
            counts[bin] += 1
        }
        return sums.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : 0 }
    }
}
