public import Recipes
import Statistics

/// The numbers of a box plot of one column by the values of another.
public struct BoxPlots: Sendable, Equatable {
    /// One box: quartiles of type 7, whiskers at the furthest values within 1.5 times the middle half (J. W. Tukey, 1977).
    public struct Box: Sendable, Equatable {
        public var label: String
        public var count: Int
        public var mean: Double
        public var quartiles: [Double]
        public var whiskers: ClosedRange<Double>
        /// How many values lie beyond the whiskers, and the furthest of them, at most ``outlierLimit`` either way.
        public var outliers: Int
        public var furthest: [Double]
    }

    public var column: String
    public var by: String
    /// The commonest values first.
    public var boxes: [Box]
    /// How many values are not shown.
    public var others: Int

    public static let outlierLimit = 5

    /// - Returns: nil where the column holds words.
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows).
    public init?(
        _ column: Column, by other: Column, limit: Int, cancellation: Cancellation = .never
    ) throws(AssayError) {
        guard case .numbers(let values) = column.storage else { return nil }
        self.column = column.name
        by = other.name
        let groups = ValueGroups(other)
        let order = groups.labels.indices.filter { groups.counts[$0] > 0 }
            .sorted { (groups.counts[$1], $0) < (groups.counts[$0], $1) }
        let shown = Array(order.prefix(max(1, limit)))
        others = order.count - shown.count
        var places = [Int](repeating: -1, count: groups.counts.count)
        for (place, code) in shown.enumerated() { places[code] = place }
        var split = [[Double]](repeating: [], count: shown.count)
        for block in Cancellation.blocks(of: min(values.count, groups.codes.count)) {
            try cancellation.check()
            for row in block {
                let place = places[Int(groups.codes[row])]
                if place >= 0, values[row].isFinite { split[place].append(values[row]) }
            }
        }
        let (parts, labels) = (split, groups.labels)
        boxes = try inParallel(shown.count, cancellation) { Box(labels[shown[$0]], RadixSort.sorted(parts[$0])) }.compactMap {
            $0
        }
    }
}

extension BoxPlots.Box {
    init?(_ label: String, _ sorted: [Double]) {
        guard !sorted.isEmpty else { return nil }
        self.label = label
        count = sorted.count
        mean = SampleMoments(sorted).mean
        let quartiles = sorted.withUnsafeBufferPointer { sorted in
            [0.25, 0.5, 0.75].map { Descriptive.quantile($0, ofSorted: sorted) }
        }
        self.quartiles = quartiles
        let reach = 1.5 * (quartiles[2] - quartiles[0])
        let first = sorted.firstIndex { $0 >= quartiles[0] - reach } ?? 0
        let last = sorted.lastIndex { $0 <= quartiles[2] + reach } ?? sorted.count - 1
        whiskers = sorted[min(first, last)]...sorted[last]
        outliers = first + sorted.count - 1 - last
        furthest =
            Array(sorted.prefix(min(first, BoxPlots.outlierLimit)))
            + sorted.suffix(min(sorted.count - 1 - last, BoxPlots.outlierLimit))
    }
}
