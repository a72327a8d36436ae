/// What a hidden layer does to its sums.
///
/// SELU: Klambauer et al. 2017, https://doi.org/10.48550/arXiv.1706.02515; Mish: Misra 2019, https://doi.org/10.48550/arXiv.1908.08681.
enum Activation: String, Sendable, CaseIterable {
    case identity, logistic, tanh, relu, selu, mish

    /// The value and the derivative of each lane.
    @inline(__always)
    func callAsFunction(_ x: SIMD8<Float>) -> (value: SIMD8<Float>, slope: SIMD8<Float>) {
        typealias Lanes = SIMD8<Float>
        let one = Lanes(repeating: 1)
        switch self {
        case .identity: return (x, one)
        case .relu:
            let value = FloatMath.positivePart(x)
            return (value, FloatMath.gated(one, value))
        case .logistic:
            let value: Lanes = one / (one + FloatMath.exp(Lanes.zero - x))
            return (value, value * (one - value))
        case .tanh:
            let value: Lanes = one - Lanes(repeating: 2) / (FloatMath.exp(x + x) + one)
            return (value, one - value * value)
        case .selu:
            let scale = Lanes(repeating: 1.050_700_9)
            let shape = Lanes(repeating: 1.758_099_3)
            let isDown = FloatMath.negative(x)
            let down: Lanes = FloatMath.exp(FloatMath.select(x, Lanes.zero, where: isDown)) * shape
            return (FloatMath.select(down - shape, x * scale, where: isDown), FloatMath.select(down, scale, where: isDown))
        case .mish:
            // tanh(softplus(x)) = n / (n + 2) with n = e (e + 2) and e the exponential of x; from 20 on it is 1.
            let two = Lanes(repeating: 2)
            let e = FloatMath.exp(FloatMath.clamp(x, -87, 20))
            let n: Lanes = e * (e + two)
            let t: Lanes = n / (n + two)
            let bend: Lanes = (one - t * t) * (e / (one + e))
            return (x * t, t + x * bend)
        }
    }
}
