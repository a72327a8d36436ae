/// How the values of one feature become small numbers, as learnt from training rows.
enum FeatureBins: Equatable, Sendable {
    /// Bin `i` holds what is at most `edges[i]` and above the edge before; one more bin holds what is above the last edge, and
    /// one more the missing values, where training rows had any.
    case numeric(edges: [Double], hasMissing: Bool)
    /// Bin `i + 1` holds the category `codes[i]`; bin 0 holds all others, and the missing values.
    case categorical(codes: [Int32])

    /// The number of bins, at most 256.
    var count: Int {
        switch self {
        case .numeric(let edges, let hasMissing): edges.count + 1 + (hasMissing ? 1 : 0)
        case .categorical(let codes): codes.count + 1
        }
    }

    /// Bins that a threshold may stand between, or that a category may be in.
    var valueBins: Int {
        switch self {
        case .numeric(let edges, _): edges.count + 1
        case .categorical(let codes): codes.count + 1
        }
    }

    /// False where every training row fell into one bin, so that nothing can be split.
    var isInformative: Bool {
        switch self {
        case .numeric: count > 1
        case .categorical(let codes): !codes.isEmpty
        }
    }

    /// Rows a bin holds at the least where that can be had; rarer values share one.
    static let rowsPerBin = 3
    /// Training rows that edges are learnt from at the most; of more, as many are drawn. A bin of 255 then has 157 of them, give or
    /// take a twelfth.
    static let sampleLimit = 40_000
}

/// Chooses the edges of a numeric feature.
///
/// The greedy idea of LightGBM: where distinct values are few, each has its bin. Otherwise bins get equal numbers of rows,
/// except that a value with more rows than a bin should have stands alone, and the rest shares what is left.
struct EdgeFinder {
    /// The distinct values, ascending.
    private(set) var values: [Double] = []
    /// How many rows have each.
    private(set) var counts: [Int] = []

    init(values: [Double], counts: [Int]) {
        self.values = values
        self.counts = counts
    }

    /// Counts values that are sorted.
    init(sorted: UnsafeBufferPointer<Double>) {
        var place = 0
        while place < sorted.count {
            let value = sorted[place]
            var end = place &+ 1
            while end < sorted.count, sorted[end] == value { end &+= 1 }
            values.append(value)
            counts.append(end &- place)
            place = end
        }
    }

    /// At most `bins - 1` edges, each at least as large as the value below it and smaller than the value above.
    ///
    /// - Complexity: O(distinct values).
    func edges(bins: Int, rowsPerBin: Int) -> [Double] {
        guard values.count > 1, bins > 1 else { return [] }
        let total = counts.reduce(0, +)
        return values.count <= bins
            ? edgesBetweenAll(rowsPerBin: rowsPerBin)
            : edgesOfEqualCounts(bins: max(1, min(bins, total / max(rowsPerBin, 1))), total: total)
    }

    private func edgesBetweenAll(rowsPerBin: Int) -> [Double] {
        var edges: [Double] = []
        var rows = 0
        for place in 0..<values.count - 1 {
            rows += counts[place]
            guard rows >= rowsPerBin else { continue }
            edges.append(EdgeFinder.edge(values[place], values[place + 1]))
            rows = 0
        }
        return edges
    }

    private func edgesOfEqualCounts(bins: Int, total: Int) -> [Double] {
        guard bins > 1 else { return [] }
        let fair = Double(total) / Double(bins)
        var sharedBins = bins
        var sharedRows = total
        for count in counts where Double(count) >= fair {
            sharedBins -= 1
            sharedRows -= count
        }
        var size = sharedBins > 0 ? Double(sharedRows) / Double(sharedBins) : .infinity
        var edges: [Double] = []
        var rows = 0
        for place in 0..<values.count - 1 {
            let standsAlone = Double(counts[place]) >= fair
            if !standsAlone { sharedRows -= counts[place] }
            rows += counts[place]
            let nextStandsAlone = Double(counts[place + 1]) >= fair
            guard standsAlone || Double(rows) >= size || (nextStandsAlone && Double(rows) >= max(1, size / 2)) else { continue }
            edges.append(EdgeFinder.edge(values[place], values[place + 1]))
            if edges.count == bins - 1 { break }
            rows = 0
            if !standsAlone {
                sharedBins -= 1
                size = sharedBins > 0 ? Double(sharedRows) / Double(sharedBins) : .infinity
            }
        }
        return edges
    }

    /// A number that separates two neighbours: half way, or the lower one where no number lies between.
    static func edge(_ below: Double, _ above: Double) -> Double {
        let middle = below / 2 + above / 2
        return middle >= below && middle < above ? middle : below
    }
}
