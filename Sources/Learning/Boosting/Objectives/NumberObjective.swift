/// A loss of numbers; what differs between the losses is in `Loss`.
struct NumberObjective<Loss: NumberLoss>: BoostingObjective {
    private let loss: Loss
    /// In units of the score; padded to whole vectors.
    private let values: NativeBuffer<Double>
    private let weights: RowWeights?
    let scale: ScoreScale
    let start: [Double]
    let gainScale: Double
    let gradientScale: Double

    var outputs: Int { 1 }
    var countsRows: Bool { loss.countsRows && weights == nil }
    var renewsLeaves: Bool { loss.renewal != nil }
    var bounds: (gradient: Double, hessian: Double) {
        guard let bound = loss.gradientBound, weights == nil else { return unknownBounds }
        return (bound, 1)
    }
    /// A second derivative of 1 makes its field count rows, and that needs no more bits than their number.
    func shift(rows: Int) -> Int {
        countsRows ? max(12, Int.bitWidth - max(rows, 1).leadingZeroBitCount + 1) : 32
    }

    /// - `values`: a number a row, in units of the score.
    /// - `gainScale`, `gradientScale`: as ``BoostingObjective`` says.
    init(
        _ loss: Loss, values: NativeBuffer<Double>, weights: RowWeights?, scale: ScoreScale, start: Double, gainScale: Double,
        gradientScale: Double
    ) {
        self.loss = loss
        self.values = values
        self.weights = weights
        self.scale = scale
        self.start = [start]
        self.gainScale = gainScale
        self.gradientScale = gradientScale
    }

    /// What is left over in a leaf's rows, for its value.
    func leafValue(rows: UnsafePointer<UInt32>, count: Int, scores: UnsafePointer<Double>) -> Double? {
        guard let renewal = loss.renewal else { return nil }
        let values = values.base
        var rest = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            for place in 0..<count { buffer[place] = values[Int(rows[place])] - scores[Int(rows[place])] }
            filled = count
        }
        let own = weights.map { weights in (0..<count).map { weights[Int(rows[$0])] } }
        return renewal.value(&rest, weights: own)
    }

    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        predictions: UnsafeMutablePointer<Double>?, layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>
    ) {
        let weights = weights?.base
        let values = values.base
        let perGradientUnit = 1 / layouts[0].gradientUnit
        let perHessianUnit = 1 / layouts[0].hessianUnit
        let shift = SIMD4(repeating: UInt64(layouts[0].shift))
        var absolute = SIMD4<Double>.zero
        var hessians = SIMD4<Double>.zero
        var losses = SIMD4<Double>.zero
        var row = first
        let end = first &+ count
        while row < end {
            var terms = loss.terms(score: SIMD4(at: scores + row), value: SIMD4(at: values + row))
            if let weights {
                let weight = SIMD4<Double>(at: weights + row)
                terms.gradient *= weight
                terms.hessian *= weight
                terms.loss *= weight
            }
            if end &- row < 4 {
                let isOut = SIMD4<Int64>(0, 1, 2, 3) .>= SIMD4(repeating: Int64(end &- row))
                terms.gradient.replace(with: 0, where: isOut)
                terms.hessian.replace(with: 0, where: isOut)
                terms.loss.replace(with: 0, where: isOut)
            }
            absolute += terms.gradient.replacing(with: -terms.gradient, where: terms.gradient .< 0)
            hessians += terms.hessian
            losses += terms.loss
            if let pairs {
                let packed = packedPairs(
                    gradient: terms.gradient, hessian: terms.hessian, perGradientUnit: perGradientUnit,
                    perHessianUnit: perHessianUnit, shift: shift)
                UnsafeMutableRawPointer(pairs + row).storeBytes(of: packed, as: SIMD4<UInt64>.self)
            }
            row &+= 4
        }
        if let predictions { scale.write(scores + first, stride: stride, count: count, to: predictions) }
        totals[0] = BlockTotals(gradient: absolute.total, hessian: hessians.total, loss: losses.total)
    }
}
