import Recipes

/// The rows of a fit in codes.
///
/// The training rows lie column by column, and row by row for sending some down a tree; the watched rows as trees take them.
final class CartTable: Sendable {
    /// Those that tell any two training rows apart, in the order of their names: so the order of a table's columns changes nothing,
    /// and neither does a constant column.
    let features: [CartFeature]
    let rowCount: Int
    let watchedCount: Int
    private let columns: NativeBuffer<UInt16>
    /// Row by row, ``width`` codes each.
    let rows: NativeBuffer<UInt16>
    /// As in ``RankCoding/place(_:_:_:)``.
    let watched: NativeBuffer<UInt16>
    /// Of each feature the value of each code; empty unless thresholds are drawn.
    let values: [NativeBuffer<Double>]

    var width: Int { features.count }

    /// - `codes`: ranks of a feature at the most; of more values, neighbours share one.
    /// - Throws: ``AssayError`` where there are too many features.
    /// - Complexity: O(rows x features).
    init(
        _ data: FeatureRows, watched: FeatureRows?, codes limit: Int, drawsCuts: Bool, threads: Int
    ) throws(AssayError) {
        let all = data.table.features
        let order = data.table.placesByName
        guard order.count < 65_535 else { throw .tooManyFeatures(order.count, limit: 65_534) }
        let rowCount = data.count
        let all16 = NativeBuffer<UInt16>(rowCount * order.count, repeating: CartFeature.missing)
        var found = [CartFeature?](repeating: nil, count: order.count)
        found.withUnsafeMutableBufferPointer { found in
            nonisolated(unsafe) let found = found
            Parallel.forEach(order.count, threads: threads) { position in
                let place = order[position]
                let target = all16.base + position * rowCount
                let codes: CartFeature.Codes? =
                    switch data.values(place) {
                    case .numbers(let values): RankCoding.code(values, limit: limit, into: target)
                    case .codes(let codes, let words): RankCoding.code(codes, words: words, into: target)
                    }
                if let codes { found[position] = CartFeature(name: all[place].name, place: place, codes: codes) }
            }
        }
        let kept = found.indices.filter { found[$0] != nil }
        features = found.compactMap { $0 }
        self.rowCount = rowCount
        watchedCount = watched?.count ?? 0
        let width = features.count
        if kept.count == order.count {
            columns = all16
        } else {
            columns = NativeBuffer(rowCount * width, repeating: 0)
            for (position, old) in kept.enumerated() {
                (columns.base + position * rowCount).update(from: all16.base + old * rowCount, count: rowCount)
            }
        }
        rows = NativeBuffer(rowCount * width, repeating: CartFeature.missing)
        self.watched = NativeBuffer(RankCoding.room(watchedCount, width), repeating: CartFeature.missing)
        values = drawsCuts ? features.map(\.values) : []
        for position in 0..<width {
            let (column, target) = (columns.base + position * rowCount, rows.base + position)
            for row in 0..<rowCount { target[row &* width] = column[row] }
        }
        if let watched {
            try RankCoding.code(watched, by: features, into: self.watched.base, threads: threads)
        }
    }

    /// The codes of a feature, one a training row.
    @inline(__always)
    func column(_ feature: Int) -> UnsafeMutablePointer<UInt16> { columns.base + feature &* rowCount }
}
