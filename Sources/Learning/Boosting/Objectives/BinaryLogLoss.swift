import CKernels

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
        guard let pairs else {
            if let predictions { scale.write(scores + first, stride: stride, count: count, to: predictions) }
            totals[0] = BlockTotals(loss: loss(first: first, count: count, scores: scores))
            return
        }
        var rows = kernel_logistic_rows(
            scores: scores + first, signs: signs.base + first, weights: weights.map { $0.base + first },
            per_gradient_unit: 1 / layouts[0].gradientUnit, per_hessian_unit: 1 / layouts[0].hessianUnit,
            shift: UInt64(layouts[0].shift), pairs: pairs + first, predictions: predictions)
        var sums = kernel_logistic_sums()
        kernel_logistic(&rows, count, &sums)
        let (gradients, hessians) = (sums.gradients, sums.hessians)
        totals[0] = BlockTotals(
            gradient: (gradients.0 + gradients.1) + (gradients.2 + gradients.3),
            hessian: (hessians.0 + hessians.1) + (hessians.2 + hessians.3))
    }

    private func loss(first: Int, count: Int, scores: UnsafePointer<Double>) -> Double {
        var loss = LossAccumulator()
        for row in Swift.stride(from: first, to: first &+ count, by: 4) {
            let (negative, positive) = Predictions.ofTwo(SIMD4<Double>(at: scores + row))
            var right = negative.replacing(with: positive, where: SIMD4<Double>(at: signs.base + row) .> 0)
            right = VectorMath.clamp(right, 1e-15, 1)
            let rest = first &+ count &- row
            if rest < 4 { right.replace(with: 1, where: SIMD4<Int64>(0, 1, 2, 3) .>= SIMD4(repeating: Int64(rest))) }
            if let weights { loss.add(right, weights: SIMD4(at: weights.base + row)) } else { loss.add(right) }
        }
        loss.settle()
        return loss.sum
    }
}
