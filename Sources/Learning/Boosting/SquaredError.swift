/// Squared error of a quantity; the score is the prediction, in units that keep it near 1.
struct SquaredError: BoostingObjective {
    /// Padded to whole vectors.
    private let values: NativeBuffer<Double>
    /// The mean of the training rows: scores are added to it.
    let mean: Double
    /// What one unit of the score is in the target's unit: a power of two.
    let unit: Double

    var outputs: Int { 1 }
    var start: [Double] { [0] }
    var countsRows: Bool { true }
    var bounds: (gradient: Double, hessian: Double) { (1, 1) }
    /// The second derivative is 1, so its field counts rows and needs no more bits than that.
    func shift(rows: Int) -> Int { max(12, Int.bitWidth - max(rows, 1).leadingZeroBitCount + 1) }

    /// - `values`: a number a row. What is missing counts as the mean, what is beyond 1e300 as 1e300.
    /// - `training`: how many of the rows, from the first, count for mean and unit.
    init(values: [Double], training: Int) {
        let bounded = values.map { $0.isNaN ? $0 : min(max($0, -1e300), 1e300) }
        let known = bounded.prefix(training).filter { !$0.isNaN }
        // Divided first: a sum of numbers near the greatest would overflow.
        let share = 1 / Double(max(known.count, 1))
        let largest = known.reduce(0) { max($0, abs($1)) }
        let mean = largest > 1e290 ? known.reduce(0) { $0 + $1 * share } : known.reduce(0, +) / Double(max(known.count, 1))
        let spread = known.reduce(0) { max($0, abs($1 - mean)) }
        let exponent = spread > 0 ? min(max(spread.exponent + 1, -900), 1000) : 0
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        self.mean = mean
        self.unit = unit
        self.values = NativeBuffer(values.count + 4, repeating: 0)
        for (row, value) in bounded.enumerated() { self.values.base[row] = value.isNaN ? 0 : (value - mean) / unit }
    }

    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        predictions: UnsafeMutablePointer<Double>?, layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>
    ) {
        let values = values.base
        let perUnit = 1 / layouts[0].gradientUnit
        let shift = SIMD4(repeating: UInt64(layouts[0].shift))
        var absolute = SIMD4<Double>.zero
        var squares = SIMD4<Double>.zero
        let one = SIMD4<Double>(repeating: 1)
        var row = first
        let end = first &+ count
        while row < end {
            var gradient = SIMD4<Double>(at: scores + row) - SIMD4<Double>(at: values + row)
            if end &- row < 4 {
                gradient.replace(with: 0, where: SIMD4<Int64>(0, 1, 2, 3) .>= SIMD4(repeating: Int64(end &- row)))
            }
            if let predictions {
                for lane in 0..<min(4, end &- row) { predictions[row &- first &+ lane] = mean + scores[row &+ lane] * unit }
            }
            absolute += gradient.replacing(with: -gradient, where: gradient .< 0)
            squares += gradient * gradient
            if let pairs {
                let packed = packedPairs(
                    gradient: gradient, hessian: one, perGradientUnit: perUnit, perHessianUnit: 1, shift: shift)
                UnsafeMutableRawPointer(pairs + row).storeBytes(of: packed, as: SIMD4<UInt64>.self)
            }
            row &+= 4
        }
        totals[0] = BlockTotals(gradient: absolute.total, hessian: Double(count), loss: squares.total)
    }
}
