import Glibc

/// Student's t distribution, with a location and a scale.
public struct StudentTDistribution: Sendable, Equatable {
    /// Greater than 0; infinite for the normal distribution.
    public var degreesOfFreedom: Double
    /// The centre.
    public var location: Double
    /// Greater than 0; not the standard deviation, which is larger.
    public var scale: Double

    /// The distribution with these degrees of freedom, moved to `location` and stretched by `scale`.
    public init(degreesOfFreedom: Double, location: Double = 0, scale: Double = 1) {
        self.degreesOfFreedom = degreesOfFreedom
        self.location = location
        self.scale = scale
    }

    /// The density at x.
    public func pdf(_ x: Double) -> Double { standardPDF((x - location) / scale) / scale }

    /// The probability of a value of at most x.
    public func cdf(_ x: Double) -> Double { standardTail(-(x - location) / scale) }

    /// The probability of a value above x, exact also far out.
    public func sf(_ x: Double) -> Double { standardTail((x - location) / scale) }

    /// The x with `cdf(x) == p`; infinite at 0 and 1, NaN outside.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        let normal = NormalDistribution.standard.quantile(p)
        if isNormal || normal == 0 { return location + scale * normal }
        let magnitude = positiveQuantile(
            of: min(p, 1 - p), start: abs(normal), isLower: false, tail: standardTail, density: standardPDF)
        return location + scale * (p < 0.5 ? -magnitude : magnitude)
    }

    /// Beyond this the two distributions agree to every digit that a double holds of the tails in use.
    private var isNormal: Bool { degreesOfFreedom > 1e10 }

    private func standardPDF(_ t: Double) -> Double {
        if isNormal { return NormalDistribution.standard.pdf(t) }
        let n = degreesOfFreedom
        return exp(-(n + 1) / 2 * log1p(t * t / n) - log(n) / 2 - logBeta(n / 2, 0.5))
    }

    /// The probability above t, from the side of the incomplete beta function that loses no digits.
    private func standardTail(_ t: Double) -> Double {
        if t.isNaN || degreesOfFreedom.isNaN { return .nan }
        if isNormal { return NormalDistribution.standard.sf(t) }
        if t.isInfinite { return t < 0 ? 1 : 0 }
        let n = degreesOfFreedom
        let square = t * t
        let outside = square == .infinity ? 0 : n / (n + square)
        let inside = square == .infinity ? 1 : square / (n + square)
        if square < 1 {
            let half = regularizedBeta(inside, complement: outside, a: 0.5, b: n / 2) / 2
            return t > 0 ? 0.5 - half : 0.5 + half
        }
        let tail = regularizedBeta(outside, complement: inside, a: n / 2, b: 0.5) / 2
        return t > 0 ? tail : 1 - tail
    }
}
