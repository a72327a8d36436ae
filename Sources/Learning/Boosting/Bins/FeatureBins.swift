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
    var values: [Double] = []
    /// How many rows have each.
    var counts: [Int] = []

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

/// Sorts numbers by their bits, 11 at a time; digits that are the same everywhere cost nothing.
///
/// - Complexity: O(n) with at most six passes, three where the numbers came from single precision.
final class RadixSorter {
    private let keys: NativeBuffer<UInt64>
    private let spare: NativeBuffer<UInt64>
    private let counts = NativeBuffer<UInt32>(6 * 2048, repeating: 0)
    private var count = 0

    init(capacity: Int) {
        keys = NativeBuffer(capacity, repeating: 0)
        spare = NativeBuffer(capacity, repeating: 0)
    }

    /// Adds a number that is not NaN; at most as many as the capacity.
    @inline(__always)
    func append(_ value: Double) {
        // Adding zero turns -0 into 0, which are one value.
        let bits = (value + 0).bitPattern
        keys.base[count] = bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
        count &+= 1
    }

    /// The distinct values with their counts; empties the sorter.
    func takeDistinct() -> EdgeFinder {
        let sorted = sort()
        var result = EdgeFinder()
        var place = 0
        while place < count {
            let key = sorted[place]
            var end = place + 1
            while end < count, sorted[end] == key { end += 1 }
            let bits = key >> 63 == 1 ? key ^ (1 << 63) : ~key
            result.values.append(Double(bitPattern: bits))
            result.counts.append(end - place)
            place = end
        }
        count = 0
        return result
    }

    private func sort() -> UnsafeMutablePointer<UInt64> {
        let counts = counts.base
        counts.update(repeating: 0, count: 6 * 2048)
        var from = keys.base
        var to = spare.base
        for place in 0..<count {
            let key = from[place]
            for digit in 0..<6 {
                counts[digit &* 2048 &+ Int((key >> UInt64(digit &* 11)) & 2047)] &+= 1
            }
        }
        for digit in 0..<6 {
            let starts = counts + digit * 2048
            let shift = UInt64(digit * 11)
            guard count > 0, starts[Int((from[0] >> shift) & 2047)] != UInt32(truncatingIfNeeded: count) else { continue }
            var start: UInt32 = 0
            for value in 0..<2048 {
                let here = starts[value]
                starts[value] = start
                start &+= here
            }
            for place in 0..<count {
                let key = from[place]
                let value = Int((key >> shift) & 2047)
                to[Int(starts[value])] = key
                starts[value] &+= 1
            }
            swap(&from, &to)
        }
        return from
    }
}
