extension DeterministicMath {
    /// Sine and cosine of an angle in turns: 1 is the whole circle. Exact at the quarters.
    static func circle(turns: Double) -> (sine: Double, cosine: Double) {
        guard turns.isFinite else { return (.nan, .nan) }
        let rest = turns - turns.rounded(.down)
        let quarter = (rest * 4).rounded()
        // |x| <= pi / 4: the terms that are left out are below 2^-60.
        let x = (rest - quarter / 4) * 6.283185307179586
        let s = x * x
        let sine =
            x
            * (1 + s
                * (-1.0 / 6 + s
                    * (1.0 / 120 + s
                        * (-1.0 / 5040 + s
                            * (1.0 / 362_880 + s * (-1.0 / 39_916_800 + s * (1.0 / 6_227_020_800 - s / 1_307_674_368_000)))))))
        let cosine =
            1 + s
            * (-0.5 + s
                * (1.0 / 24 + s
                    * (-1.0 / 720 + s
                        * (1.0 / 40_320 + s
                            * (-1.0 / 3_628_800 + s * (1.0 / 479_001_600 + s * (-1.0 / 87_178_291_200 + s / 20_922_789_888_000)))))))
        switch Int(quarter) % 4 {
        case 0: return (sine, cosine)
        case 1: return (cosine, -sine)
        case 2: return (-sine, -cosine)
        default: return (-cosine, sine)
        }
    }

    /// The value that a standard normal variable stays below with this probability.
    ///
    /// M. J. Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution",
    /// https://doi.org/10.2307/2347330; about 1 part in 10^16.
    static func normalQuantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        func ratio(_ a: [Double], _ b: [Double], _ r: Double) -> Double {
            a.reversed().reduce(0) { $0 * r + $1 } / (b.reversed().reduce(0) { $0 * r + $1 } * r + 1)
        }
        let q = p - 0.5
        if q.magnitude <= 0.425 {
            return q
                * ratio(
                    [
                        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
                    ],
                    [
                        42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
                        39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
                    ], 0.180625 - q * q)
        }
        let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
        let value =
            r <= 5
            ? ratio(
                [
                    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
                    1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
                ],
                [
                    2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
                    0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
                ], r - 1.6)
            : ratio(
                [
                    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
                    0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
                ],
                [
                    0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4,
                    1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
                ], r - 5)
        return q < 0 ? -value : value
    }
}
