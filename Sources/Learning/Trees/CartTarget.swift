/// The target and the weights of a fit as trees sum them: so that sums are exact where weights are whole numbers.
///
/// Numbers are rounded to some 2^30 steps of their range. Splits are searched with these, and leaves predict with the numbers themselves.
struct CartTarget: Sendable {
    /// Classes, or 0 for numbers.
    let classes: Int
    /// Each row's class, or its number in steps.
    let labels: [Double]
    /// Each row's number, divided by ``unit``; empty for classes.
    let numbers: [Double]
    /// A power of two.
    let unit: Double
    /// What one step of a label is, in units.
    let step: Double
    /// Each row's weight, in a unit of their own; nil where all count the same.
    let weights: [Double]?
    /// Rows whose weight is not 0.
    let rows: [UInt32]

    init(_ data: TrainingSet) {
        let largest = data.weights?.max() ?? 1
        // A power of two changes no sum but its exponent.
        let weightUnit = Double(sign: .plus, exponent: max(-1000, largest.exponent), significand: 1)
        let weights = data.weights.map { $0.map { $0 / weightUnit } }
        self.weights = weights
        rows = (0..<UInt32(data.count)).filter { row in weights.map { $0[Int(row)] > 0 } ?? true }
        switch data.target {
        case .classes(let codes, let count):
            classes = count
            labels = codes.map { Double($0) }
            (numbers, unit, step) = ([], 1, 1)
        case .numbers(let values):
            classes = 0
            let largest = values.reduce(0) { max($0, $1.magnitude) }
            let unit = largest > 0 ? Double(sign: .plus, exponent: max(-1022, largest.exponent), significand: 1) : 1
            self.unit = unit
            let scaled = values.map { $0 / unit }
            numbers = scaled
            let middle = scaled.reduce(0) { $0 + $1 / Double(max(1, values.count)) }
            let farthest = scaled.reduce(0) { max($0, ($1 - middle).magnitude) }
            // Sums of labels over all rows stay below 2^53.
            let bits = min(30, 51 - (Int.bitWidth - values.count.leadingZeroBitCount))
            let step =
                farthest > 0 ? Double(sign: .plus, exponent: max(-1000, farthest.exponent - bits), significand: 1) : 1
            self.step = step
            let centre = (middle / step).rounded()
            labels = scaled.map { ($0 / step).rounded() - centre }
        }
    }
}
