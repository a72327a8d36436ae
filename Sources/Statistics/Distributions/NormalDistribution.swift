import Glibc

/// The normal distribution.
public struct NormalDistribution: Sendable, Equatable {
    /// Where the density is highest.
    public var mean: Double
    /// Greater than 0.
    public var standardDeviation: Double

    /// The distribution with this mean and this standard deviation.
    public init(mean: Double = 0, standardDeviation: Double = 1) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    /// Mean 0 and standard deviation 1.
    public static let standard = NormalDistribution()

    /// The density at x.
    public func pdf(_ x: Double) -> Double {
        let z = (x - mean) / standardDeviation
        return exp(-z * z / 2) / (standardDeviation * (2 * Double.pi).squareRoot())
    }

    /// The probability of a value of at most x.
    public func cdf(_ x: Double) -> Double { erfc(-(x - mean) / (standardDeviation * 2.squareRoot())) / 2 }

    /// The probability of a value above x, exact also far out.
    public func sf(_ x: Double) -> Double { erfc((x - mean) / (standardDeviation * 2.squareRoot())) / 2 }

    /// The x with `cdf(x) == p`; infinite at 0 and 1, NaN outside.
    ///
    /// Algorithm AS 241 of M. J. Wichura, Applied Statistics 37 (1988), doi:10.2307/2347330: sixteen digits.
    public func quantile(_ p: Double) -> Double { mean + standardDeviation * standardQuantile(p) }
}

private func standardQuantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    let q = p - 0.5
    if abs(q) <= 0.425 {
        let r = 0.180625 - q * q
        return q * polynomial(r, central.numerator) / polynomial(r, central.denominator)
    }
    let r = (-log(min(p, 1 - p))).squareRoot()
    let magnitude =
        r <= 5
        ? polynomial(r - 1.6, middle.numerator) / polynomial(r - 1.6, middle.denominator)
        : polynomial(r - 5, far.numerator) / polynomial(r - 5, far.denominator)
    return q < 0 ? -magnitude : magnitude
}

/// Horner's scheme; the coefficients rise in degree.
private func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
}

private typealias Rational = (numerator: [Double], denominator: [Double])

private let central: Rational = (
    [
        3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
        67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ],
    [
        1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
        28729.085735721942674, 5226.495278852854561,
    ]
)

private let middle: Rational = (
    [
        1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
        0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
    ],
    [
        1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
        0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
    ]
)

private let far: Rational = (
    [
        6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
        0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
        1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
        1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
    ]
)
