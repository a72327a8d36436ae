import Recipes

/// A logistic curve through log-odds.
///
/// J. Platt 1999, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods", fitted as in
/// H.-T. Lin, C.-J. Lin, R. C. Weng 2007, https://doi.org/10.1007/s10994-007-5018-6: Newton's method with halved steps.
struct SigmoidCurve: Sendable, Equatable {
    let slope: Double
    let offset: Double

    /// Probabilities are kept this far from 0 and 1, so that their log-odds are finite.
    static let least = 1e-15

    /// Fits to probabilities and what came true; nil where all or none did.
    ///
    /// - Complexity: O(n) a step, at most 100 steps.
    init?(fitting probabilities: [Double], isTrue: [Bool]) {
        let odds = probabilities.map(Self.logOdds)
        let positives = Double(isTrue.count { $0 })
        let negatives = Double(isTrue.count) - positives
        guard positives > 0, negatives > 0 else { return nil }
        // Not 1 and 0, but what a uniform prior leaves of them: so few rows cannot make the curve infinitely steep.
        let (high, low) = ((positives + 1) / (positives + 2), 1 / (negatives + 2))
        let wanted = isTrue.map { $0 ? high : low }
        func loss(_ slope: Double, _ offset: Double) -> Double {
            var sum = 0.0
            for (x, y) in zip(odds, wanted) {
                let z = slope * x + offset
                sum += DeterministicMath.softplus(z) - y * z
            }
            return sum
        }
        var (slope, offset) = (0.0, DeterministicMath.log((positives + 1) / (negatives + 1)))
        var current = loss(slope, offset)
        search: for _ in 0..<100 {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-12, 0.0, 1e-12)
            for (x, y) in zip(odds, wanted) {
                let p = DeterministicMath.logistic(slope * x + offset)
                let weight = p * (1 - p)
                g0 += (p - y) * x
                g1 += p - y
                h00 += weight * x * x
                h01 += weight * x
                h11 += weight
            }
            guard max(g0.magnitude, g1.magnitude) > 1e-10 * Double(odds.count) else { break }
            let determinant = h00 * h11 - h01 * h01
            guard determinant > 0, determinant.isFinite else { break }
            let (d0, d1) = (-(h11 * g0 - h01 * g1) / determinant, -(h00 * g1 - h01 * g0) / determinant)
            let decline = g0 * d0 + g1 * d1
            var step = 1.0
            while step >= 1e-10 {
                let next = loss(slope + step * d0, offset + step * d1)
                if next < current + 1e-4 * step * decline {
                    (slope, offset, current) = (slope + step * d0, offset + step * d1, next)
                    continue search
                }
                step /= 2
            }
            break
        }
        guard slope.isFinite, offset.isFinite else { return nil }
        self.slope = slope
        self.offset = offset
    }

    func value(_ probability: Double) -> Double { DeterministicMath.logistic(slope * Self.logOdds(probability) + offset) }

    private static func logOdds(_ probability: Double) -> Double {
        let p = min(max(probability, least), 1 - least)
        return DeterministicMath.log(p / (1 - p))
    }

    var json: JSON { ["slope": .number(slope), "offset": .number(offset)] }

    init?(json: JSON) {
        guard let slope = json["slope"]?.doubleValue, let offset = json["offset"]?.doubleValue else { return nil }
        self.slope = slope
        self.offset = offset
    }
}
