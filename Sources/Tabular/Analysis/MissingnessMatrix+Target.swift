public import Recipes

extension MissingnessMatrix {
    /// What the target is like in the rows of each pattern.
    ///
    /// - Parameters:
    ///   - table: the one that the patterns are of.
    ///   - target: the column that is to be predicted.
    ///   - cancellation: asked between columns and every few thousand rows.
    /// - Returns: by pattern the share of the positive class of two, or the mean of a quantity, NaN where no row has a target; nil
    ///   for more than two classes.
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows x columns that miss some).
    public func targetMeans(
        _ table: Table, target: Recipe.Target, cancellation: Cancellation = .never
    ) throws(AssayError) -> [Double]? {
        guard let view = TargetView(target, of: table), view.labels.isEmpty || view.labels.count == 2 else { return nil }
        var keys = [UInt64](repeating: 0, count: table.rowCount)
        for (place, name) in columns.enumerated() {
            try cancellation.check()
            guard let mask = table[name]?.missingRows else { continue }
            for row in keys.indices where mask[row] { keys[row] |= 1 << UInt64(place) }
        }
        var places: [UInt64: Int] = [:]
        for (place, pattern) in patterns.enumerated() {
            let key = pattern.isMissing.enumerated().reduce(UInt64(0)) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
            places[key] = place
        }
        var sums = [Double](repeating: 0, count: patterns.count)
        var counts = [Int](repeating: 0, count: patterns.count)
        for block in Cancellation.blocks(of: keys.count) {
            try cancellation.check()
            for row in block where view.tags[row] != TargetView.missingTag {
                guard let place = places[keys[row]] else { continue }
                sums[place] += view.labels.isEmpty ? view.number(view.tags[row]) : Double(view.tags[row])
                counts[place] += 1
            }
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
    }
}
