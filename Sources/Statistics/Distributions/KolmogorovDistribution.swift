import Glibc

/// The distribution of the largest distance between a sample's distribution function and the true one.
///
/// For up to 1000 values exact: in the tail twice the one-sided chance of N. V. Smirnov, elsewhere the matrix of G. Marsaglia,
/// W. W. Tsang and J. Wang, https://doi.org/10.18637/jss.v008.i18. For more A. N. Kolmogorov's limit at a distance that is
/// corrected for the sample's size as J. Vrbik has it (Pioneer Journal of Theoretical and Applied Statistics 15, 2018), off by
/// less than 0.0001.
struct KolmogorovDistribution: Equatable, Sendable {
    /// The values of the sample; not whole for two samples.
    let count: Double

    var isExact: Bool { count <= 1000 }

    /// The probability of a distance of at least d.
    func sf(_ d: Double) -> Double {
        guard d.isFinite, count > 0 else { return .nan }
        let n = max(1, count.rounded())
        if d >= 1 { return 0 }
        if d <= 0.5 / n { return 1 }
        let size = n * d * d
        guard isExact else {
            let root = count.squareRoot()
            return limit(d * root + 1 / (6 * root) + (d * root - 1) / (4 * count))
        }
        return size > 4 ? min(1, 2 * oneSided(d, n)) : max(0, 1 - matrix(d, Int(n)))
    }

    /// Smirnov's chance of a distance of at least d to one side; all terms are positive.
    private func oneSided(_ d: Double, _ n: Double) -> Double {
        var sum = exp(n * log1p(-d))
        var j = 1.0
        while j <= n * (1 - d) {
            let (below, above) = (1 - d - j / n, d + j / n)
            // At the end 0 to the power 0 is 1.
            let power = below > 0 ? (n - j) * log(below) : j == n ? 0 : -Double.infinity
            sum += d * exp(logChoose(n, j) + power + (j - 1) * log(above))
            j += 1
        }
        return sum
    }

    /// The probability of a distance below d: one element of a power of a matrix.
    private func matrix(_ d: Double, _ n: Int) -> Double {
        let k = Int(Double(n) * d) + 1
        let size = 2 * k - 1
        let rest = Double(k) - Double(n) * d
        var h = SquareMatrix(size)
        for i in 0..<size { for j in 0..<min(size, i + 2) { h[i, j] = 1 } }
        for i in 0..<size {
            h[i, 0] -= pow(rest, Double(i + 1))
            h[size - 1, i] -= pow(rest, Double(size - i))
        }
        if 2 * rest > 1 { h[size - 1, 0] += pow(2 * rest - 1, Double(size)) }
        for i in 0..<size { for j in 0..<min(size, i + 1) { h[i, j] *= exp(-logGamma(Double(i - j + 2))) } }
        var (power, exponent) = (SquareMatrix.identity(size), 0)
        var (square, squareExponent) = (h, 0)
        var left = n
        while left > 0 {
            if left & 1 == 1 {
                power = power.times(square)
                exponent += squareExponent + power.scaleDown(by: power[k - 1, k - 1])
            }
            left >>= 1
            guard left > 0 else { break }
            square = square.times(square)
            squareExponent = 2 * squareExponent + square.scaleDown(by: square[k - 1, k - 1])
        }
        let logarithm = log(power[k - 1, k - 1]) + Double(exponent) * log(2)
        return exp(logarithm + logGamma(Double(n) + 1) - Double(n) * log(Double(n)))
    }

    /// Kolmogorov's limit.
    private func limit(_ x: Double) -> Double {
        if x < 0.2 { return 1 }
        if x < 1 {
            // Jacobi's other form of the same function, which converges fast here.
            let power = -Double.pi * Double.pi / (8 * x * x)
            let sum = [1.0, 9, 25, 49].reduce(0) { $0 + exp(power * $1) }
            return 1 - (2 * Double.pi).squareRoot() / x * sum
        }
        var sum = 0.0
        for k in 1...10 {
            let term = exp(-2 * Double(k * k) * x * x)
            sum += k % 2 == 1 ? term : -term
        }
        return (2 * sum).clamped(to: 0...1)
    }
}

extension SquareMatrix {
    /// The product.
    func times(_ other: SquareMatrix) -> SquareMatrix {
        var product = SquareMatrix(size)
        values.withUnsafeBufferPointer { a in
            other.values.withUnsafeBufferPointer { b in
                product.values.withUnsafeMutableBufferPointer { c in
                    for i in 0..<size {
                        for k in 0..<size {
                            let value = a[i &* size &+ k]
                            for j in 0..<size { c[i &* size &+ j] += value * b[k &* size &+ j] }
                        }
                    }
                }
            }
        }
        return product
    }

    /// Divides by a power of two near a number, where that is very large or small.
    ///
    /// - Returns: the exponent.
    mutating func scaleDown(by number: Double) -> Int {
        guard number.isFinite, number > 0, !(1e-100...1e100).contains(number) else { return 0 }
        let exponent = Int(number.exponent)
        let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
        for i in values.indices { values[i] *= factor }
        return exponent
    }
}
