/// The value of the continued fraction b0 + a1/(b1 + a2/(b2 + ...)), by the modified method of Lentz.
///
/// W. J. Lentz, Applied Optics 15 (1976), doi:10.1364/AO.15.000668; I. J. Thompson and A. R. Barnett,
/// Journal of Computational Physics 64 (1986), doi:10.1016/0021-9991(86)90046-X.
///
/// - Parameters:
///   - leading: b0.
///   - limit: The most terms that are taken; the fractions used here need about the square root of their parameters.
///   - term: (aj, bj) for j from 1.
/// - Returns: The value, to about 1e-16 relative where it converged within the limit.
func continuedFraction(leading: Double, limit: Int, term: (Int) -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var value = leading == 0 ? tiny : leading
    var c = value
    var d = 0.0
    for j in 1...limit {
        let (a, b) = term(j)
        d = b + a * d
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        c = b + a / c
        if abs(c) < tiny { c = tiny }
        let factor = c * d
        value *= factor
        if abs(factor - 1) < 2e-16 { break }
    }
    return value
}
