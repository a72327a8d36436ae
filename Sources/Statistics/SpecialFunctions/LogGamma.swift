import Glibc

/// The logarithm of |gamma(x)|. Unlike `lgamma` it writes to no global variable, so any thread may call it.
func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
}

/// The logarithm of the beta function of two positive numbers.
func logBeta(_ a: Double, _ b: Double) -> Double {
    logGamma(a) + logGamma(b) - logGamma(a + b)
}

/// The logarithm of the number of ways to choose k of n.
func logChoose(_ n: Double, _ k: Double) -> Double {
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
