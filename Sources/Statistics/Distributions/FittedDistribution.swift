import Glibc

/// A distribution with its parameters, as ``DistributionFit`` finds them.
public enum FittedDistribution: Equatable, Sendable {
    case normal(mean: Double, deviation: Double)
    /// By the mean and deviation of the logarithm.
    case logNormal(mean: Double, deviation: Double)
    /// By its rate, from 0 on.
    case exponential(rate: Double)
    case gamma(shape: Double, scale: Double)
    case uniform(low: Double, high: Double)
    case weibull(shape: Double, scale: Double)
    case beta(a: Double, b: Double)

    /// In words.
    public var name: String {
        switch self {
        case .normal: "normal"
        case .logNormal: "log-normal"
        case .exponential: "exponential"
        case .gamma: "gamma"
        case .uniform: "uniform"
        case .weibull: "Weibull"
        case .beta: "beta"
        }
    }

    /// The parameters with their names.
    public var parameters: [(name: String, value: Double)] {
        switch self {
        case .normal(let mean, let deviation), .logNormal(let mean, let deviation): [("mean", mean), ("sd", deviation)]
        case .exponential(let rate): [("rate", rate)]
        case .gamma(let shape, let scale), .weibull(let shape, let scale): [("shape", shape), ("scale", scale)]
        case .uniform(let low, let high): [("low", low), ("high", high)]
        case .beta(let a, let b): [("a", a), ("b", b)]
        }
    }

    /// The logarithm of the density at x; negative infinity outside the support.
    public func logDensity(_ x: Double) -> Double {
        switch self {
        case .normal(let mean, let deviation):
            let z = (x - mean) / deviation
            return -z * z / 2 - log(deviation) - logRootTwoPi
        case .logNormal(let mean, let deviation):
            guard x > 0 else { return -.infinity }
            let z = (log(x) - mean) / deviation
            return -z * z / 2 - log(deviation) - log(x) - logRootTwoPi
        case .exponential(let rate):
            return x >= 0 ? log(rate) - rate * x : -.infinity
        case .gamma(let shape, let scale):
            guard x > 0 else { return x == 0 && shape == 1 ? -log(scale) : -.infinity }
            return (shape - 1) * log(x) - x / scale - shape * log(scale) - logGamma(shape)
        case .uniform(let low, let high):
            return x >= low && x <= high ? -log(high - low) : -.infinity
        case .weibull(let shape, let scale):
            guard x > 0 else { return x == 0 && shape == 1 ? -log(scale) : -.infinity }
            let z = log(x / scale)
            return log(shape / scale) + (shape - 1) * z - exp(shape * z)
        case .beta(let a, let b):
            guard x > 0, x < 1 else { return -.infinity }
            return (a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta(a, b)
        }
    }

    /// The density at x, as a curve over a histogram: times the rows and the width of a bin it is the count to expect.
    public func density(_ x: Double) -> Double { exp(logDensity(x)) }

    /// The probability of a value of at most x.
    public func cdf(_ x: Double) -> Double {
        switch self {
        case .normal(let mean, let deviation):
            return NormalDistribution(mean: mean, standardDeviation: deviation).cdf(x)
        case .logNormal(let mean, let deviation):
            return x > 0 ? NormalDistribution(mean: mean, standardDeviation: deviation).cdf(log(x)) : 0
        case .exponential(let rate):
            return x > 0 ? -expm1(-rate * x) : 0
        case .gamma(let shape, let scale):
            return regularizedGamma(a: shape, x: x / scale).lower
        case .uniform(let low, let high):
            return ((x - low) / (high - low)).clamped(to: 0...1)
        case .weibull(let shape, let scale):
            return x > 0 ? -expm1(-pow(x / scale, shape)) : 0
        case .beta(let a, let b):
            return regularizedBeta(x, complement: 1 - x, a: a, b: b)
        }
    }
}

private let logRootTwoPi = 0.918_938_533_204_672_8
