import Glibc

/// The noncentral t distribution: what t follows where the means do differ.
///
/// The chance of at most t is the mean of Phi(t s - delta) over s, the root of chi-squared over its degrees; the mean is taken by
/// the trapezoid rule in ln s, whose error falls exponentially because everything is smooth and vanishes at both ends. Good to
/// about 1e-12.
struct NoncentralT {
    /// Greater than 0.
    let degreesOfFreedom: Double
    let noncentrality: Double

    /// The probability of a value of at most t.
    func cdf(_ t: Double) -> Double { mean { NormalDistribution.standard.cdf(t * $0 - noncentrality) } }

    /// The probability of a value above t.
    func sf(_ t: Double) -> Double { mean { NormalDistribution.standard.sf(t * $0 - noncentrality) } }

    private func mean(_ function: (Double) -> Double) -> Double {
        let n = degreesOfFreedom
        guard n > 0, noncentrality.isFinite else { return .nan }
        if n > 1e8 { return function(1) }
        // The density of u = ln s, n u - n s^2 / 2 but for a constant, is highest at 0 and about 1 / sqrt(2 n) wide.
        let constant = log(2) + n / 2 * log(n / 2) - logGamma(n / 2)
        let width = 1 / (2 * n).squareRoot()
        let low = -max(12 * width, 45 / n), high = min(12 * width, 3.0)
        let steps = 2000
        let step = (high - low) / Double(steps)
        var sum = 0.0
        for i in 0...steps {
            let u = low + Double(i) * step
            let s = exp(u)
            sum += exp(constant + n * u - n * s * s / 2) * function(s)
        }
        return (sum * step).clamped(to: 0...1)
    }
}
