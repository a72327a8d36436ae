import Glibc

/// The chi-squared distribution.
public struct ChiSquaredDistribution: Sendable, Equatable {
    /// Greater than 0.
    public var degreesOfFreedom: Double

    /// The distribution with so many degrees of freedom.
    public init(degreesOfFreedom: Double) {
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The density at x.
    public func pdf(_ x: Double) -> Double {
        if x < 0 { return 0 }
        let a = degreesOfFreedom / 2
        if x == 0 { return a < 1 ? .infinity : a == 1 ? 0.5 : 0 }
        return exp((a - 1) * log(x / 2) - x / 2 - logGamma(a)) / 2
    }

    /// The probability of a value of at most x.
    public func cdf(_ x: Double) -> Double { regularizedGamma(a: degreesOfFreedom / 2, x: x / 2).lower }

    /// The probability of a value above x, exact also far out.
    public func sf(_ x: Double) -> Double { regularizedGamma(a: degreesOfFreedom / 2, x: x / 2).upper }

    /// The x with `cdf(x) == p`; 0 at 0, infinite at 1, NaN outside.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        // E. B. Wilson and M. M. Hilferty (1931), doi:10.1073/pnas.17.12.684, is near enough to start from.
        let spread = 2 / (9 * degreesOfFreedom)
        let root = 1 - spread + NormalDistribution.standard.quantile(p) * spread.squareRoot()
        let start = degreesOfFreedom * root * root * root
        return p < 0.5
            ? positiveQuantile(of: p, start: start, isLower: true, tail: cdf, density: pdf)
            : positiveQuantile(of: 1 - p, start: start, isLower: false, tail: sf, density: pdf)
    }
}
