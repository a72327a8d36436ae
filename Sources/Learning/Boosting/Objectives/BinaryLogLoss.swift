/// Log loss of two classes; the score is the logarithm of the odds.
struct BinaryLogLoss: BoostingObjective {
    /// 1 for the positive class, -1 for the other; padded to whole vectors.
    private let signs: NativeBuffer<Double>
    private let weights: RowWeights?
    let start: [Double]

    var outputs: Int { 1 }
    var bounds: (gradient: Double, hessian: Double) { weights == nil ? (1, 0.25) : unknownBounds }
    var scale: ScoreScale { .classes(2) }
    func shift(rows: Int) -> Int { 32 }

    /// - `classes`: 0 or 1 a row.
    /// - `training`: how many of the rows, from the first, count for the start.
    init(classes: [Int32], training: Int, weights: RowWeights? = nil) {
        signs = NativeBuffer(classes.count + 4, repeating: 1)
        self.weights = weights
        for (row, value) in classes.enumerated() { signs.base[row] = value > 0 ? 1 : -1 }
        let positives = (0..<training).reduce(0.0) { $0 + (classes[$1] > 0 ? weights?[$1] ?? 1 : 0) }
        let share = min(max(positives / (weights?.total ?? Double(max(training, 1))), 1e-15), 1 - 1e-15)
        start = [DeterministicMath.log(share) - DeterministicMath.log(1 - share)]
    }

    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        predictions: UnsafeMutablePointer<Double>?, layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>
    ) {
        let weights = weights?.base
        let signs = signs.base
        let perGradientUnit = 1 / layouts[0].gradientUnit
        let perHessianUnit = 1 / layouts[0].hessianUnit
        let shift = SIMD4(repeating: UInt64(layouts[0].shift))
        var gradientSum = SIMD4<Double>.zero
        var hessianSum = SIMD4<Double>.zero
        var loss = LossAccumulator()
        var row = first
        let end = first &+ count
        while row < end {
            let isPositive = SIMD4<Double>(at: signs + row) .> 0
            let (negative, positive) = Predictions.ofTwo(SIMD4<Double>(at: scores + row))
            var right = negative.replacing(with: positive, where: isPositive)
            var wrong = positive.replacing(with: negative, where: isPositive)
            var gradient = positive.replacing(with: -negative, where: isPositive)
            var hessian = positive * negative
            if let weights {
                let weight = SIMD4<Double>(at: weights + row)
                wrong *= weight
                gradient *= weight
                hessian *= weight
            }
            right = VectorMath.clamp(right, 1e-15, 1)
            let rest = end &- row
            if rest < 4 {
                let isOut = SIMD4<Int64>(0, 1, 2, 3) .>= SIMD4(repeating: Int64(rest))
                wrong.replace(with: 0, where: isOut)
                gradient.replace(with: 0, where: isOut)
                hessian.replace(with: 0, where: isOut)
                right.replace(with: 1, where: isOut)
            }
            if let predictions { Predictions.store(negative, positive, rows: rest, at: predictions + 2 &* (row &- first)) }
            gradientSum += wrong
            hessianSum += hessian
            if let pairs {
                let packed = packedPairs(
                    gradient: gradient, hessian: hessian, perGradientUnit: perGradientUnit, perHessianUnit: perHessianUnit,
                    shift: shift)
                UnsafeMutableRawPointer(pairs + row).storeBytes(of: packed, as: SIMD4<UInt64>.self)
            } else if let weights {
                loss.add(right, weights: SIMD4(at: weights + row))
            } else {
                loss.add(right)
            }
            row &+= 4
        }
        loss.settle()
        totals[0] = BlockTotals(gradient: gradientSum.total, hessian: hessianSum.total, loss: loss.sum)
    }
}
