/// The columns of a linear model over some rows: a dense block, and for each row the few columns of 0 and 1 that are 1.
struct DesignMatrix: Sendable {
    let rowCount: Int
    /// Columns of the dense block; they come first.
    let denseWidth: Int
    /// Columns that are 1 in a row, at the most.
    let slotCount: Int
    /// All columns.
    let width: Int
    /// Row by row.
    private(set) var dense: [Double]
    /// Row by row: a column from `denseWidth` on, or -1.
    private(set) var slots: [Int32]

    init(rowCount: Int, denseWidth: Int, slotCount: Int, width: Int) {
        self.rowCount = rowCount
        self.denseWidth = denseWidth
        self.slotCount = slotCount
        self.width = width
        dense = [Double](repeating: 0, count: rowCount * denseWidth)
        slots = [Int32](repeating: -1, count: rowCount * slotCount)
    }

    /// A matrix of values that are known.
    ///
    /// - Precondition: there are as many values as the counts say.
    init(rowCount: Int, denseWidth: Int, slotCount: Int, width: Int, dense: [Double], slots: [Int32]) {
        precondition(dense.count == rowCount * denseWidth && slots.count == rowCount * slotCount, "values of other counts")
        self.rowCount = rowCount
        self.denseWidth = denseWidth
        self.slotCount = slotCount
        self.width = width
        self.dense = dense
        self.slots = slots
    }

    /// Sets a dense column.
    mutating func setDense(_ column: Int, _ values: [Double]) {
        var place = column
        for value in values {
            dense[place] = value
            place += denseWidth
        }
    }

    /// Sets dense columns from numbers as they are encoded.
    ///
    /// Some rows of all columns at a time, because columns stand side by side in memory.
    mutating func setDense(_ columns: [(column: Int, values: [Double], encoding: NumberEncoding)]) {
        let (width, count) = (denseWidth, rowCount)
        dense.withUnsafeMutableBufferPointer { dense in
            guard let base = dense.baseAddress else { return }
            for first in stride(from: 0, to: count, by: 256) {
                for (column, values, encoding) in columns {
                    for row in first..<min(first + 256, count) { base[row &* width &+ column] = encoding.encode(values[row]) }
                }
            }
        }
    }

    /// Sets a slot of every row.
    mutating func setSlot(_ slot: Int, _ columns: [Int32]) {
        var place = slot
        for column in columns {
            slots[place] = column
            place += slotCount
        }
    }

    /// The standard deviation (ddof 0) of every column.
    var deviations: [Double] {
        let all = Double(max(1, rowCount))
        return zip(sums { $0 }, squares).map { max(0, $1 / all - ($0 / all) * ($0 / all)).squareRoot() }
    }

    /// The sum of squares of every column.
    var squares: [Double] { sums { $0 * $0 } }

    /// The sum of squares of every column, times the rows' weights.
    func squares(rowWeights: [Double]?) -> [Double] {
        guard let rowWeights else { return squares }
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<rowCount {
            let weight = rowWeights[row]
            for column in 0..<denseWidth {
                let value = dense[row * denseWidth + column]
                sums[column] += weight * value * value
            }
            for slot in 0..<slotCount {
                let column = slots[row * slotCount + slot]
                if column >= 0 { sums[Int(column)] += weight }
            }
        }
        return sums
    }

    private func sums(_ value: (Double) -> Double) -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<rowCount {
            for column in 0..<denseWidth { sums[column] += value(dense[row * denseWidth + column]) }
            for slot in 0..<slotCount {
                let column = slots[row * slotCount + slot]
                if column >= 0 { sums[Int(column)] += 1 }
            }
        }
        return sums
    }
}
