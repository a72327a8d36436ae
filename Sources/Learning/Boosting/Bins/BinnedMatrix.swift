/// All rows of a fit in bins: the rows to learn from first, then those that are only scored.
///
/// The bins lie in memory twice. Column by column, for moving rows to a split's sides; and row by row, in groups of at most 64
/// features padded to a power of two, for histograms: one cache line then holds all that a row adds to a group's histograms.
final class BinnedMatrix {
    /// Features that lie together row by row.
    struct Group {
        /// Their places among the used features.
        let features: Range<Int>
        /// Bytes a row.
        let stride: Int
        let bins: NativeBuffer<UInt8>
    }

    /// How each feature of the data was binned.
    let bins: [FeatureBins]
    /// The features that can be split, in their order; everything else here counts these only.
    let used: [Int]
    let rowCount: Int
    let groups: [Group]
    /// The number of bins of each used feature.
    let binCounts: NativeBuffer<Int32>
    private let columns: NativeBuffer<UInt8>
    private let columnStride: Int

    /// Learns bins from the rows to train on and puts all rows into them.
    ///
    /// - `training`: rows of the data that edges and categories are learnt from.
    /// - `others`: rows that are only put into bins.
    /// - `memory`: has the bins of earlier fits, where these are columns of a table.
    /// - `order`: places of the features, in the order in which they are drawn and of equal gains the first is taken.
    ///
    /// - Complexity: O(rows x features).
    init(
        features: [FeatureValues], training: [Int32], others: [Int32], order: [Int], maxBin: Int,
        rowsPerBin: Int = FeatureBins.rowsPerBin, team: ThreadTeam, memory: TrainingMemory? = nil
    ) {
        let key = memory.map { _ in BinRows(training: training, others: others, maxBin: maxBin, rowsPerBin: rowsPerBin) }
        let kept = features.map { values in key.flatMap { memory?.bins(of: values, $0) } }
        let bins = BinnedMatrix.learn(
            features, training, kept: kept.map { $0?.bins }, maxBin: maxBin, rowsPerBin: rowsPerBin, team: team)
        let used = order.filter { bins[$0].isInformative }
        let rowCount = training.count + others.count
        self.bins = bins
        self.used = used
        self.rowCount = rowCount
        let stride = (rowCount + 63) / 64 * 64
        columnStride = stride
        columns = NativeBuffer(stride * used.count, repeating: 0)
        binCounts = NativeBuffer(used.count, repeating: 0)
        for (place, feature) in used.enumerated() { binCounts.base[place] = Int32(bins[feature].count) }
        groups = BinnedMatrix.layOut(used.count, rows: rowCount)
        let columns = columns.base
        team.forEach(below: used.count) { place, _ in
            let column = columns + place * stride
            let feature = used[place]
            if let kept = kept[feature] {
                kept.codes.withUnsafeBufferPointer { codes in
                    if let codes = codes.baseAddress { column.update(from: codes, count: rowCount) }
                }
                return
            }
            let binner = Binner(bins[feature])
            binner.apply(to: features[feature], rows: training, into: column)
            binner.apply(to: features[feature], rows: others, into: column + training.count)
            if let memory, let key {
                let codes = [UInt8](UnsafeBufferPointer(start: column, count: rowCount))
                memory.keep(BinnedColumn(bins: bins[feature], codes: codes), of: features[feature], key)
            }
        }
        fillGroups(team: team)
    }

    /// The bins of a used feature, a byte a row.
    @inline(__always)
    func column(_ place: Int) -> UnsafeMutablePointer<UInt8> { columns.base + place &* columnStride }

    /// From the histogram of a feature to that of the next: always the same, so that kernels need not look it up. One cache line more
    /// than 256 bins take: otherwise the first bins of all features, the fullest of categories, would compete for two sets of
    /// the nearest cache, which made histograms four times slower.
    static let binsApart = 264

    /// The length of all histograms of a leaf.
    var histogramLength: Int { used.count * BinnedMatrix.binsApart }

    /// The bins of all used features together.
    var binCount: Int { (0..<used.count).reduce(0) { $0 + Int(binCounts.base[$1]) } }

    private static func layOut(_ count: Int, rows: Int) -> [Group] {
        stride(from: 0, to: count, by: 64).map { first in
            let features = first..<min(first + 64, count)
            var stride = 4
            while stride < features.count { stride *= 2 }
            // Eight more, so that the last row can be read eight bytes at a time.
            return Group(features: features, stride: stride, bins: NativeBuffer(rows * stride + 8, repeating: 0))
        }
    }

    /// Turns columns into rows, in tiles that stay in the nearest cache.
    private func fillGroups(team: ThreadTeam) {
        let tile = 512
        let tiles = (rowCount + tile - 1) / tile
        for group in groups {
            team.forEach(below: tiles) { [self] item, _ in
                let rows = item * tile..<min((item + 1) * tile, rowCount)
                for (slot, place) in group.features.enumerated() {
                    let source = column(place)
                    let target = group.bins.base + slot
                    for row in rows { target[row &* group.stride] = source[row] }
                }
            }
        }
    }
}

extension BinnedMatrix {
    private static func learn(
        _ features: [FeatureValues], _ training: [Int32], kept: [FeatureBins?], maxBin: Int, rowsPerBin: Int, team: ThreadTeam
    ) -> [FeatureBins] {
        if kept.allSatisfy({ $0 != nil }) { return kept.compactMap(\.self) }
        let sample = sampled(training)
        let result = NativeResults<FeatureBins>(features.count)
        let sorters = (0..<team.count).map { _ in ValueSorter(capacity: sample.count, keepsPlaces: false) }
        team.forEach(below: features.count) { place, thread in
            if let kept = kept[place] {
                result[place] = kept
                return
            }
            switch features[place] {
            case .numbers(let values):
                result[place] = numericBins(
                    values, training, sample, maxBin: maxBin, rowsPerBin: rowsPerBin, sorter: sorters[thread])
            case .codes(let codes, _):
                result[place] = categoricalBins(codes, training, maxBin: maxBin)
            }
        }
        return (0..<features.count).map { result[$0] ?? .numeric(edges: [], hasMissing: false) }
    }

    /// At most ``FeatureBins/sampleLimit`` of the rows: one from each of as many stretches of equal length.
    private static func sampled(_ rows: [Int32]) -> [Int32] {
        let limit = FeatureBins.sampleLimit
        guard rows.count > limit else { return rows }
        // A fixed seed: edges are a property of the data, not of the model's seed.
        let random = CounterRandom(seed: 1, stream: 0xB1)
        return (0..<limit).map { stretch in
            let first = stretch * rows.count / limit
            let end = (stretch + 1) * rows.count / limit
            return rows[first + random.integer(stretch, below: end - first)]
        }
    }

    private static func numericBins(
        _ values: [Double], _ training: [Int32], _ sample: [Int32], maxBin: Int, rowsPerBin: Int, sorter: ValueSorter
    ) -> FeatureBins {
        values.withUnsafeBufferPointer { values in
            let sorted = sorter.sorted(values, rows: sample)
            // A column without any value tells no row from another.
            if sorted.isEmpty, training.allSatisfy({ values[Int($0)].isNaN }) { return .numeric(edges: [], hasMissing: false) }
            var hasMissing = sorted.count < sample.count
            if !hasMissing, sample.count < training.count {
                hasMissing = training.contains { values[Int($0)].isNaN }
            }
            let bins = min(max(maxBin, 2), 255) - (hasMissing ? 1 : 0)
            return .numeric(
                edges: EdgeFinder(sorted: sorted).edges(bins: max(bins, 2), rowsPerBin: rowsPerBin), hasMissing: hasMissing)
        }
    }

    private static func categoricalBins(_ codes: [Int32], _ training: [Int32], maxBin: Int) -> FeatureBins {
        let highest = training.reduce(Int32(-1)) { max($0, codes[Int($1)]) }
        guard highest >= 0 else { return .categorical(codes: []) }
        var counts = [Int32](repeating: 0, count: Int(highest) + 1)
        for row in training where codes[Int(row)] >= 0 { counts[Int(codes[Int(row)])] += 1 }
        let present = (0...highest).filter { counts[Int($0)] > 0 }
        // A word that all rows have tells none from another.
        if present.count == 1, Int(counts[Int(present[0])]) == training.count { return .categorical(codes: []) }
        let ranked = present.sorted { (counts[Int($0)], $1) > (counts[Int($1)], $0) }
        return .categorical(codes: Array(ranked.prefix(min(max(maxBin, 2), 255) - 1)))
    }
}

/// Results that threads write into their own places.
private final class NativeResults<Value>: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Value?>
    private let count: Int

    init(_ count: Int) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: nil, count: count)
        self.count = count
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(place: Int) -> Value? {
        get { base[place] }
        set { base[place] = newValue }
    }
}
