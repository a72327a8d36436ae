import Glibc

/// How far a statistic is from what chance alone gives, and between which bounds that may lie: what intervals of Cramer's V and of
/// omega squared are made of.
enum Noncentrality {
    /// The 95 % interval of the noncentrality, by turning the distribution round: at the lower end a statistic as large has a chance
    /// of 2.5 %, at the upper end one as small has.
    ///
    /// - Parameters:
    ///   - guess: of the noncentrality, the statistic times its degrees of freedom: the ends lie within a few times that.
    ///   - upper: the chance of a statistic above the one found, by the noncentrality; it rises.
    /// - Returns: the ends; nil where the statistic is no number.
    static func interval(guess: Double, upper: (Double) -> Double) -> ClosedRange<Double>? {
        guard guess.isFinite, guess >= 0 else { return nil }
        let low = root(0.025, guess, upper), high = root(0.975, guess, upper)
        return low <= high ? low...high : nil
    }

    /// Where a rising function has a value; 0 where it is above that from the start.
    private static func root(_ wanted: Double, _ guess: Double, _ function: (Double) -> Double) -> Double {
        guard function(0) < wanted else { return 0 }
        var (low, high) = (0.0, max(1, guess))
        for _ in 0..<60 where function(high) < wanted { (low, high) = (high, 2 * high) }
        for _ in 0..<60 where high - low > 1e-9 * high {
            let middle = (low + high) / 2
            if function(middle) < wanted { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The chance of a noncentral chi-squared above x: a mixture of central ones by a Poisson law, and where that is wide the central
    /// one with the same first two moments (P. B. Patnaik, Biometrika 36, 1949).
    static func chiSquaredAbove(_ x: Double, degreesOfFreedom: Double, _ noncentrality: Double) -> Double {
        guard noncentrality <= wide else {
            let sum = degreesOfFreedom + noncentrality
            let scale = (degreesOfFreedom + 2 * noncentrality) / sum
            return ChiSquaredDistribution(degreesOfFreedom: sum / scale).sf(x / scale)
        }
        return mixed(noncentrality / 2) { ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom + 2 * Double($0)).sf(x) }
    }

    /// The chance of a noncentral F above x, in the same way.
    static func fAbove(_ x: Double, _ numerator: Double, _ denominator: Double, _ noncentrality: Double) -> Double {
        guard noncentrality <= wide else {
            let sum = numerator + noncentrality
            let freedom = sum * sum / (numerator + 2 * noncentrality)
            return FDistribution(numerator: freedom, denominator: denominator).sf(x * numerator / sum)
        }
        return mixed(noncentrality / 2) { more in
            let freedom = numerator + 2 * Double(more)
            return FDistribution(numerator: freedom, denominator: denominator).sf(x * numerator / freedom)
        }
    }

    /// Beyond this the mixture has more terms than its shape needs.
    private static let wide = 200.0

    private static func mixed(_ mean: Double, _ part: (Int) -> Double) -> Double {
        if mean <= 0 { return part(0) }
        let reach = 10 * mean.squareRoot() + 30
        var sum = 0.0
        for count in Int(max(0, mean - reach))...Int(mean + reach) {
            sum += exp(Double(count) * log(mean) - mean - logGamma(Double(count) + 1)) * part(count)
        }
        return min(1, sum)
    }
}
