import Recipes

/// Makes the objective that a recipe asks for.
struct Objectives {
    let parameters: BoostingParameters

    /// The objective over rows that are learnt from and further ones.
    ///
    /// - `target`: of the rows that are learnt from; `others`: of further ones, where their loss is wanted.
    ///
    /// - Throws: ``AssayError`` where the objective is not one for such a target.
    func make(_ target: TargetValues, others: TargetValues?, weights: RowWeights?) throws(AssayError) -> any BoostingObjective {
        switch target {
        case .classes(let codes, let count):
            guard parameters.objective == .auto else { throw .objectiveNeedsNumbers(parameters.objective.rawValue) }
            var all = codes
            if case .classes(let further, _)? = others { all += further }
            return count > 2
                ? SoftmaxLogLoss(classes: all, count: count, training: codes.count, weights: weights)
                : BinaryLogLoss(classes: all, training: codes.count, weights: weights)
        case .numbers(let values):
            var all = values
            if case .numbers(let further)? = others { all += further }
            return try ofNumbers(all, training: values.count, weights: weights)
        }
    }

    private func ofNumbers(
        _ values: [Double], training: Int, weights: RowWeights?
    ) throws(AssayError) -> any BoostingObjective {
        // What is missing counts as the mean, what is beyond 1e300 as 1e300.
        let bounded = values.map { $0.isNaN ? $0 : min(max($0, -1e300), 1e300) }
        let known = bounded[..<training].filter { !$0.isNaN }
        switch parameters.objective {
        case .auto, .squared:
            let scaled = ScaledTarget(bounded, around: mean(known, weights), known: known)
            return scaled.objective(SquaredLoss(), weights, gainScale: scaled.unit * scaled.unit, gradientScale: scaled.unit)
        case .huber:
            let scaled = ScaledTarget(bounded, around: mean(known, weights), known: known)
            return scaled.objective(
                HuberLoss(delta: parameters.huberDelta / scaled.unit), weights, gainScale: scaled.unit * scaled.unit,
                gradientScale: scaled.unit)
        case .absolute:
            let scaled = ScaledTarget(bounded, around: quantile(0.5, known, weights), known: known)
            return scaled.objective(QuantileLoss(share: 0.5, factor: 2), weights, gainScale: 1, gradientScale: 1)
        case .quantile:
            let scaled = ScaledTarget(bounded, around: quantile(parameters.quantile, known, weights), known: known)
            return scaled.objective(QuantileLoss(share: parameters.quantile, factor: 1), weights, gainScale: 1, gradientScale: 1)
        case .poisson: return try ofAmounts(PoissonLoss(), bounded, training: training, weights)
        case .tweedie:
            return try ofAmounts(TweedieLoss(power: parameters.tweediePower), bounded, training: training, weights)
        }
    }

    /// A loss whose score is the logarithm of the mean.
    private func ofAmounts<Loss: NumberLoss>(
        _ loss: Loss, _ values: [Double], training: Int, _ weights: RowWeights?
    ) throws(AssayError) -> any BoostingObjective {
        let negative = values[..<training].count { $0 < 0 }
        guard negative == 0 else { throw .negativeTarget(parameters.objective.rawValue, count: negative) }
        let buffer = NativeBuffer<Double>(values.count + 4, repeating: 0)
        // Sums and squares of greater ones would overflow.
        for (row, value) in values.enumerated() { buffer.base[row] = value.isNaN ? 0 : min(max(value, 0), 1e100) }
        let share = mean((0..<training).map { buffer.base[$0] }, weights)
        return NumberObjective(
            loss, values: buffer, weights: weights, scale: .logarithm, start: DeterministicMath.log(max(share, 1e-100)),
            gainScale: 1, gradientScale: 1)
    }

    private func mean(_ known: [Double], _ weights: RowWeights?) -> Double {
        let largest = known.reduce(0) { max($0, abs($1)) }
        // Divided first: a sum of numbers near the greatest would overflow.
        if let weights {
            let share = 1 / weights.total
            return known.enumerated().reduce(0) { $0 + $1.element * (weights[$1.offset] * share) }
        }
        let share = 1 / Double(max(known.count, 1))
        return largest > 1e290 ? known.reduce(0) { $0 + $1 * share } : known.reduce(0, +) / Double(max(known.count, 1))
    }

    private func quantile(_ share: Double, _ known: [Double], _ weights: RowWeights?) -> Double {
        if let weights { return Quantile.of(known, weights: known.indices.map { weights[$0] }, share: share) }
        var values = known
        return Quantile.of(&values, share: share)
    }
}

/// Numbers in units that keep them near 1, around a number that scores start from.
private struct ScaledTarget {
    let center: Double
    /// A power of two, so that scaling is exact.
    let unit: Double
    private let values: NativeBuffer<Double>

    init(_ bounded: [Double], around center: Double, known: [Double]) {
        let spread = known.reduce(0) { max($0, abs($1 - center)) }
        let exponent = spread > 0 ? min(max(spread.exponent + 1, -900), 1000) : 0
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        self.center = center
        self.unit = unit
        values = NativeBuffer(bounded.count + 4, repeating: 0)
        for (row, value) in bounded.enumerated() { values.base[row] = value.isNaN ? 0 : (value - center) / unit }
    }

    func objective<Loss: NumberLoss>(
        _ loss: Loss, _ weights: RowWeights?, gainScale: Double, gradientScale: Double
    ) -> any BoostingObjective {
        NumberObjective(
            loss, values: values, weights: weights, scale: .number(mean: center, unit: unit), start: 0, gainScale: gainScale,
            gradientScale: gradientScale)
    }
}
