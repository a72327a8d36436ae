import Glibc

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), each without cancellation in its own tail.
///
/// The series DLMF 8.11.4 below the mean and the continued fraction DLMF 8.9.2 above it; W. Gautschi, ACM TOMS 5 (1979).
///
/// - Parameters:
///   - a: Greater than 0.
///   - x: At least 0.
/// - Returns: Both tails, from 0 to 1; NaN where a parameter is NaN.
func regularizedGamma(a: Double, x: Double) -> (lower: Double, upper: Double) {
    if a.isNaN || x.isNaN { return (.nan, .nan) }
    if x <= 0 { return (0, 1) }
    if x == .infinity { return (1, 0) }
    let front = exp(a * log(x) - x - logGamma(a))
    let limit = 200 + Int(10 * a.squareRoot().clamped(to: 0...1e6))
    if x < a + 1 {
        var term = 1 / a
        var sum = term
        for n in 1...limit {
            term *= x / (a + Double(n))
            sum += term
            if term < sum * 1e-17 { break }
        }
        let lower = min(front * sum, 1)
        return (lower, 1 - lower)
    }
    let fraction = continuedFraction(leading: x + 1 - a, limit: limit) { j in
        let n = Double(j)
        return (-n * (n - a), x + 2 * n + 1 - a)
    }
    let upper = min(max(front / fraction, 0), 1)
    return (1 - upper, upper)
}
