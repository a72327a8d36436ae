/// Log loss of two classes; the score is the logarithm of the odds.
struct BinaryLogLoss: BoostingObjective {
    /// 1 for the positive class, -1 for the other; padded to whole vectors.
    private let signs: NativeBuffer<Double>
    let start: [Double]

    var outputs: Int { 1 }
    var bounds: (gradient: Double, hessian: Double) { (1, 0.25) }
    func shift(rows: Int) -> Int { 32 }

    /// - `classes`: 0 or 1 a row.
    /// - `training`: how many of the rows, from the first, count for the start.
    init(classes: [Int32], training: Int) {
        signs = NativeBuffer(classes.count + 4, repeating: 1)
        for (row, value) in classes.enumerated() { signs.base[row] = value > 0 ? 1 : -1 }
        let positives = classes.prefix(training).reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        let share = min(max(Double(positives) / Double(max(training, 1)), 1e-15), 1 - 1e-15)
        start = [VectorMath.log(share) - VectorMath.log(1 - share)]
    }

    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>
    ) {
        let signs = signs.base
        let perGradientUnit = 1 / layouts[0].gradientUnit
        let perHessianUnit = 1 / layouts[0].hessianUnit
        let shift = SIMD4(repeating: UInt64(layouts[0].shift))
        var gradientSum = SIMD4<Double>.zero
        var hessianSum = SIMD4<Double>.zero
        var loss = LossAccumulator()
        let one = SIMD4<Double>(repeating: 1)
        var row = first
        let end = first &+ count
        while row < end {
            let sign = SIMD4<Double>(at: signs + row)
            // The margin is held above -34.5, where the probability of the truth is 1e-15.
            let margin = VectorMath.clamp(sign * SIMD4<Double>(at: scores + row), -34.5, 700)
            let odds = VectorMath.exp(-margin)
            var right = one / (one + odds)
            var wrong = odds * right
            var hessian = right * wrong
            if end &- row < 4 {
                let isIn = SIMD4<Int64>(0, 1, 2, 3) .< SIMD4(repeating: Int64(end &- row))
                wrong.replace(with: 0, where: .!isIn)
                hessian.replace(with: 0, where: .!isIn)
                right.replace(with: 1, where: .!isIn)
            }
            loss.add(right)
            gradientSum += wrong
            hessianSum += hessian
            if let pairs {
                let packed = packedPairs(
                    gradient: -(sign * wrong), hessian: hessian, perGradientUnit: perGradientUnit, perHessianUnit: perHessianUnit,
                    shift: shift)
                UnsafeMutableRawPointer(pairs + row).storeBytes(of: packed, as: SIMD4<UInt64>.self)
            }
            row &+= 4
        }
        loss.settle()
        totals[0] = BlockTotals(gradient: gradientSum.total, hessian: hessianSum.total, loss: loss.sum)
    }
}
