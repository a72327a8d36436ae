/// The loss of one score against one value, with its derivatives, for four rows at once.
protocol NumberLoss: Sendable {
    /// Whether every second derivative is 1 (for a weight of 1).
    var countsRows: Bool { get }
    /// A bound of the absolute gradient in the first round.
    var gradientBound: Double? { get }
    /// How leaves get their values, where that is not the Newton step.
    var renewal: LeafRenewal? { get }

    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms
}

extension NumberLoss {
    var countsRows: Bool { true }
    var gradientBound: Double? { 1 }
    var renewal: LeafRenewal? { nil }
}

/// Of four rows.
struct LossTerms {
    var gradient: SIMD4<Double>
    var hessian = SIMD4<Double>(repeating: 1)
    var loss: SIMD4<Double>
}

/// Squared error.
struct SquaredLoss: NumberLoss {
    @inline(__always)
    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms {
        let difference = score - value
        return LossTerms(gradient: difference, loss: difference * difference)
    }
}

/// Absolute error, and for other shares than a half the loss of a quantile (Koenker and Bassett 1978,
/// https://doi.org/10.2307/1913643), up to a factor.
///
/// Its second derivative is 0 nearly everywhere, so trees are grown with 1, and leaves take the quantile of what is left over.
struct QuantileLoss: NumberLoss {
    /// The share of rows that lie below the prediction.
    let share: Double
    /// What the loss is multiplied with: absolute error is twice the loss of the median.
    let factor: Double

    var renewal: LeafRenewal? { .quantile(share) }

    @inline(__always)
    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms {
        let difference = score - value
        let above = SIMD4<Double>(repeating: factor * (1 - share))
        let below = SIMD4<Double>(repeating: -factor * share)
        var gradient = above.replacing(with: below, where: difference .< 0)
        let loss = difference * gradient
        // A row that is met gives no direction; LightGBM's median does so too.
        gradient.replace(with: 0, where: difference .== 0)
        return LossTerms(gradient: gradient, loss: loss)
    }
}

/// Squared error near the value, absolute error beyond `delta` (Huber 1964, https://doi.org/10.1214/aoms/1177703732).
struct HuberLoss: NumberLoss {
    /// In units of the score.
    let delta: Double

    var renewal: LeafRenewal? { .huber(delta) }

    @inline(__always)
    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms {
        let difference = score - value
        let gradient = VectorMath.clamp(difference, -delta, delta)
        return LossTerms(gradient: gradient, loss: gradient * (difference - 0.5 * gradient))
    }
}

/// Deviance of counts whose logarithm is the score.
struct PoissonLoss: NumberLoss {
    /// Second derivatives are taken as though scores were higher by this much, which holds steps back.
    static let maxDeltaStep = 0.7

    var countsRows: Bool { false }
    var gradientBound: Double? { nil }

    @inline(__always)
    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms {
        let mean = VectorMath.exp(VectorMath.clamp(score, -700, 500))
        return LossTerms(
            gradient: mean - value, hessian: mean * DeterministicMath.exp(PoissonLoss.maxDeltaStep), loss: mean - value * score)
    }
}

/// Deviance of amounts that are often 0, whose logarithm is the score (Jorgensen 1987,
/// https://doi.org/10.1111/j.2517-6161.1987.tb01685.x).
struct TweedieLoss: NumberLoss {
    /// The variance is the mean to this power, from 1 to below 2.
    let power: Double

    var countsRows: Bool { false }
    var gradientBound: Double? { nil }

    @inline(__always)
    func terms(score: SIMD4<Double>, value: SIMD4<Double>) -> LossTerms {
        let bounded = VectorMath.clamp(score, -350, 350)
        let low = value * VectorMath.exp(bounded * (1 - power))
        let high = VectorMath.exp(bounded * (2 - power))
        return LossTerms(
            gradient: high - low, hessian: high * (2 - power) + low * (power - 1),
            loss: high / (2 - power) + low / max(power - 1, 1e-3))
    }
}
