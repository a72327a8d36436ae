/// Bins of equal width over the finite values of a column; infinite values are counted in the outer ones.
struct Bins {
    /// The usual number of bins.
    static let standard = 20
    /// Whole numbers in a range of so many values have a bin each.
    static let wholeLimit = 30

    let edges: [Double]
    private let low: Double
    private let width: Double

    /// - Parameters:
    ///   - sorted: the finite values, ascending.
    ///   - count: how many bins where the values are not whole numbers of a small range.
    init(_ sorted: UnsafeBufferPointer<Double>, count: Int = standard) {
        guard let least = sorted.first, let most = sorted.last else {
            (edges, low, width) = ([0, 1], 0, 1)
            return
        }
        // The range of values near the largest double is no double.
        let span = most / 2 - least / 2
        // Bins of whole numbers hold as many different ones each: of 31 numbers in 20 bins some would hold two, the others one.
        if span * 2 < Double(max(Self.wholeLimit, max(1, count) * 20)), abs(least) < 1e15, Self.areWhole(sorted) {
            let numbers = Int(most - least) + 1
            let each = numbers <= Self.wholeLimit ? 1 : (numbers + max(1, count) - 1) / max(1, count)
            low = least - 0.5
            width = Double(each)
            edges = (0...(numbers + each - 1) / each).map { least - 0.5 + Double($0 * each) }
        } else {
            let count = max(1, count)
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

    private static func areWhole(_ values: UnsafeBufferPointer<Double>) -> Bool {
        values.allSatisfy { $0 == $0.rounded(.towardZero) }
    }

    /// The number of bins.
    var count: Int { edges.count - 1 }

    /// The bin of a value; one beyond the edges is in the outer ones.
    @inline(__always)
    func bin(of value: Double) -> Int {
        let place = value / width - low / width
        return place >= 0 ? Int(min(place, Double(edges.count &- 2))) : 0
    }

    /// The places of the values of each bin, found by halving since bins ascend with the values.
    func places(_ sorted: UnsafeBufferPointer<Double>) -> [Range<Int>] {
        var start = 0
        return (0..<count).map { index in
            let end = index + 1 == count ? sorted.count : sorted.partitionPoint { bin(of: $0) > index }
            defer { start = end }
            return start..<max(start, end)
        }
    }

    /// How many values fall into each bin; they sum to the number of values.
    func counts(_ sorted: SortedColumn) -> [Int] { places(sorted.values).map(\.count) }

    /// The mean of the target's shares over the rows of each bin, NaN left out; 0 for a bin without rows.
    func means(of shares: [Double], over sorted: SortedColumn) -> [Double] {
        places(sorted.values).map { places in
            var (sum, count) = (0.0, 0)
            for place in places where sorted.tags[place] != TargetView.missingTag {
                let share = shares[Int(sorted.tags[place])]
                guard !share.isNaN else { continue }
                sum += share
                count &+= 1
            }
            return count > 0 ? sum / Double(count) : 0
        }
    }
}
