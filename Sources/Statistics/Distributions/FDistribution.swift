import Glibc

/// Fisher and Snedecor's F distribution.
public struct FDistribution: Sendable, Equatable {
    /// Degrees of freedom above the fraction's line, greater than 0.
    public var numerator: Double
    /// Degrees of freedom below it, greater than 0.
    public var denominator: Double

    /// The distribution with these degrees of freedom.
    public init(numerator: Double, denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The density at x.
    public func pdf(_ x: Double) -> Double {
        if x < 0 { return 0 }
        let (m, n) = (numerator, denominator)
        if x == 0 { return m < 2 ? .infinity : m == 2 ? 1 : 0 }
        return exp(
            m / 2 * log(m / n) + (m / 2 - 1) * log(x) - (m + n) / 2 * log1p(m * x / n) - logBeta(m / 2, n / 2))
    }

    /// The probability of a value of at most x.
    public func cdf(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        let shares = shares(x)
        return regularizedBeta(shares.above, complement: shares.below, a: numerator / 2, b: denominator / 2)
    }

    /// The probability of a value above x, exact also far out.
    public func sf(_ x: Double) -> Double {
        if x <= 0 { return 1 }
        let shares = shares(x)
        return regularizedBeta(shares.below, complement: shares.above, a: denominator / 2, b: numerator / 2)
    }

    /// The x with `cdf(x) == p`; 0 at 0, infinite at 1, NaN outside.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return p < 0.5
            ? positiveQuantile(of: p, start: 1, isLower: true, tail: cdf, density: pdf)
            : positiveQuantile(of: 1 - p, start: 1, isLower: false, tail: sf, density: pdf)
    }

    /// The beta variable and its complement.
    private func shares(_ x: Double) -> (above: Double, below: Double) {
        if x == .infinity { return (1, 0) }
        let sum = numerator * x + denominator
        return (numerator * x / sum, denominator / sum)
    }
}
