import Glibc

/// The positive x at which one tail of a distribution holds the probability p.
///
/// Newton's steps in the logarithms of both, where the tails of all the distributions here are nearly straight, held inside a
/// bracket that every step narrows; so it converges from any start.
///
/// - Parameters:
///   - p: Between 0 and 1, exclusive.
///   - start: A guess, greater than 0.
///   - isLower: True where `tail` grows with x.
///   - tail: The probability below x or above it.
///   - density: The derivative of the lower tail.
/// - Returns: x, to the digits that the tail has.
func positiveQuantile(
    of p: Double, start: Double, isLower: Bool, tail: (Double) -> Double, density: (Double) -> Double
) -> Double {
    var low = 0.0
    var high = Double.infinity
    var x = start.isFinite && start > 0 ? start : 1
    for _ in 0..<400 {
        let value = tail(x)
        if value == p { return x }
        if (value < p) == isLower { low = x } else { high = x }
        let slope = x * density(x) / value
        let step = (log(p) - log(value)) / (isLower ? slope : -slope)
        var next = x * exp(step.clamped(to: -3...3))
        if !next.isFinite || next <= low || next >= high {
            next = high == .infinity ? x * 8 : low == 0 ? x / 8 : (low * high).squareRoot()
        }
        if abs(next - x) <= 2 * x.ulp || next == low || next == high { return next }
        x = next
    }
    return x
}
