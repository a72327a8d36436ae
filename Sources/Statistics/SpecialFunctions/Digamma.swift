import Glibc

/// The derivative of the logarithm of gamma at x > 0, to about 1e-15: recurrence up to 10, then the asymptotic series DLMF 5.11.2.
func digamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var (x, sum) = (x, 0.0)
    while x < 10 {
        sum -= 1 / x
        x += 1
    }
    let s = 1 / (x * x)
    let series =
        s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s * (1.0 / 132 - s * (691.0 / 32760 - s / 12))))))
    return sum + log(x) - 0.5 / x - series
}

/// The derivative of ``digamma(_:)`` at x > 0: DLMF 5.15.8.
func trigamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var (x, sum) = (x, 0.0)
    while x < 10 {
        sum += 1 / (x * x)
        x += 1
    }
    let s = 1 / (x * x)
    let series =
        s * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66 - s * (691.0 / 2730 - s * 7 / 6))))))
    return sum + 1 / x + s / 2 + series / x
}
