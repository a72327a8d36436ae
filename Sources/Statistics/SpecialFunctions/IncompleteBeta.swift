import Glibc

/// The regularised incomplete beta function I_x(a, b), the distribution function of beta, Student's t, F and the binomial.
///
/// The continued fraction of DLMF 8.17.22, on the side of the mean where it converges fast; A. R. DiDonato and A. H. Morris,
/// ACM TOMS 18 (1992), doi:10.1145/131766.131776.
///
/// - Parameters:
///   - x: From 0 to 1.
///   - complement: 1 - x, given apart because the caller often has it without the loss of digits that the difference costs.
///   - a: Greater than 0.
///   - b: Greater than 0.
/// - Returns: A number from 0 to 1; NaN where a parameter is NaN.
func regularizedBeta(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    if x.isNaN || a.isNaN || b.isNaN { return .nan }
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    return x <= (a + 1) / (a + b + 2)
        ? betaFraction(x, complement: complement, a: a, b: b)
        : 1 - betaFraction(complement, complement: x, a: b, b: a)
}

/// I_x(a, b) where x lies below the mean.
private func betaFraction(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    let front = exp(a * log(x) + b * log(complement) - logBeta(a, b)) / a
    let limit = 200 + Int(10 * max(a, b).squareRoot().clamped(to: 0...1e6))
    let fraction = continuedFraction(leading: 1, limit: limit) { j in
        let m = Double(j / 2)
        return j % 2 == 0
            ? (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1)
            : (-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1)
    }
    return min(max(front / fraction, 0), 1)
}

extension Double {
    /// The nearest number in the range.
    func clamped(to range: ClosedRange<Double>) -> Double { min(max(self, range.lowerBound), range.upperBound) }
}
