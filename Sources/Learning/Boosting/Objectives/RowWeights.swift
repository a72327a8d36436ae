/// How much each row counts, padded to whole vectors; the other objectives of a fit share it.
struct RowWeights {
    private let values: NativeBuffer<Double>
    /// The sum over the rows that are learnt from, above 0.
    let total: Double

    /// Nil where all rows count the same.
    ///
    /// - `weights`: of the rows that are learnt from.
    /// - `others`: of further rows; those without count 1.
    /// - `otherRows`: how many these are.
    ///
    /// Weights are taken as they are, but for ones so great that their sums would overflow, which are all divided.
    init?(_ weights: [Double]?, others: [Double]?, otherRows: Int) {
        guard let weights else { return nil }
        let usable = weights.map { $0.isFinite && $0 > 0 ? $0 : 0 }
        let largest = usable.reduce(0, max)
        guard largest > 0 else { return nil }
        let scale = largest > 1e100 ? 1 / largest : 1
        values = NativeBuffer(weights.count + otherRows + 4, repeating: 0)
        var total = 0.0
        for (row, weight) in usable.enumerated() {
            values.base[row] = weight * scale
            total += weight * scale
        }
        for row in 0..<otherRows { values.base[weights.count + row] = others.map { $0[row] * scale } ?? 1 }
        self.total = total
    }

    /// The first row's weight.
    var base: UnsafePointer<Double> { UnsafePointer(values.base) }

    subscript(row: Int) -> Double { values.base[row] }
}
