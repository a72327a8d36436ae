/// Log loss of more than two classes, with a score and a tree a class.
struct SoftmaxLogLoss: BoostingObjective {
    /// The class of each row; padded to whole vectors.
    private let classes: NativeBuffer<Int64>
    private let weights: RowWeights?
    let outputs: Int
    let start: [Double]

    var bounds: (gradient: Double, hessian: Double) { weights == nil ? (1, 0.25 * factor) : unknownBounds }
    var scale: ScoreScale { .classes(outputs) }
    func shift(rows: Int) -> Int { 32 }

    /// Friedman's: one class is redundant, so the second derivatives are taken K / (K - 1) times.
    private var factor: Double { Double(outputs) / Double(max(outputs - 1, 1)) }

    /// - `classes`: a class a row, below `count`.
    /// - `training`: how many of the rows, from the first, count for the start.
    init(classes: [Int32], count: Int, training: Int, weights: RowWeights? = nil) {
        outputs = count
        self.weights = weights
        self.classes = NativeBuffer(classes.count + 4, repeating: 0)
        for (row, value) in classes.enumerated() { self.classes.base[row] = Int64(value) }
        var rows = [Double](repeating: 0, count: count)
        for (row, value) in classes.prefix(training).enumerated() { rows[Int(value)] += weights?[row] ?? 1 }
        let total = weights?.total ?? Double(max(training, 1))
        start = rows.map { DeterministicMath.log(max($0 / total, 1e-15)) }
    }

    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        predictions: UnsafeMutablePointer<Double>?, layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>
    ) {
        let weights = weights?.base
        for output in 0..<outputs { totals[output] = BlockTotals() }
        withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: outputs) { powers in
            guard let powers = powers.baseAddress else { return }
            var loss = LossAccumulator()
            if let predictions {
                Predictions.write(scores + first, stride: stride, count: count, classes: outputs, to: predictions)
            }
            var row = first
            let end = first &+ count
            while row < end {
                let isIn = SIMD4<Int64>(0, 1, 2, 3) .< SIMD4(repeating: Int64(end &- row))
                let truth = UnsafeRawPointer(classes.base + row).loadUnaligned(as: SIMD4<Int64>.self)
                var highest = SIMD4<Double>(at: scores + row)
                for output in 1..<max(outputs, 1) {
                    let score = SIMD4<Double>(at: scores + (output &* stride &+ row))
                    highest.replace(with: score, where: score .> highest)
                }
                var sum = SIMD4<Double>.zero
                for output in 0..<outputs {
                    let power = VectorMath.exp(SIMD4<Double>(at: scores + (output &* stride &+ row)) - highest)
                    powers[output] = power
                    sum += power
                }
                let share = SIMD4<Double>(repeating: 1) / sum
                let weight = weights.map { SIMD4<Double>(at: $0 + row) }
                var right = SIMD4<Double>(repeating: 1)
                for output in 0..<outputs {
                    let p = powers[output] * share
                    let isTruth = truth .== SIMD4(repeating: Int64(output))
                    right.replace(with: p, where: isTruth)
                    guard let pairs else { continue }
                    var gradient = p
                    gradient.replace(with: p - 1, where: isTruth)
                    var hessian = p * (1 - p) * factor
                    if let weight {
                        gradient *= weight
                        hessian *= weight
                    }
                    gradient.replace(with: 0, where: .!isIn)
                    hessian.replace(with: 0, where: .!isIn)
                    totals[output].gradient += gradient.replacing(with: -gradient, where: gradient .< 0).total
                    totals[output].hessian += hessian.total
                    let layout = layouts[output]
                    let packed = packedPairs(
                        gradient: gradient, hessian: hessian, perGradientUnit: 1 / layout.gradientUnit,
                        perHessianUnit: 1 / layout.hessianUnit, shift: SIMD4(repeating: UInt64(layout.shift)))
                    UnsafeMutableRawPointer(pairs + (output &* stride &+ row)).storeBytes(of: packed, as: SIMD4<UInt64>.self)
                }
                if pairs == nil {
                    right = VectorMath.clamp(right, 1e-15, 1)
                    right.replace(with: 1, where: .!isIn)
                    if let weight { loss.add(right, weights: weight) } else { loss.add(right) }
                }
                row &+= 4
            }
            loss.settle()
            totals[0].loss = loss.sum
        }
    }
}
