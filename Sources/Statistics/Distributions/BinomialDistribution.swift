import Glibc

/// The number of successes in independent trials.
public struct BinomialDistribution: Sendable, Equatable {
    /// At least 0.
    public var trials: Int
    /// The chance of a success, from 0 to 1.
    public var probability: Double

    /// The distribution of the successes in so many trials.
    public init(trials: Int, probability: Double) {
        self.trials = trials
        self.probability = probability
    }

    /// The probability of exactly k successes.
    public func pmf(_ k: Int) -> Double {
        guard k >= 0, k <= trials else { return 0 }
        if probability <= 0 { return k == 0 ? 1 : 0 }
        if probability >= 1 { return k == trials ? 1 : 0 }
        let (n, k) = (Double(trials), Double(k))
        return exp(logChoose(n, k) + k * log(probability) + (n - k) * log1p(-probability))
    }

    /// The probability of at most k successes.
    public func cdf(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k >= trials { return 1 }
        return regularizedBeta(1 - probability, complement: probability, a: Double(trials - k), b: Double(k + 1))
    }

    /// The probability of more than k successes.
    public func sf(_ k: Int) -> Double {
        if k < 0 { return 1 }
        if k >= trials { return 0 }
        return regularizedBeta(probability, complement: 1 - probability, a: Double(k + 1), b: Double(trials - k))
    }
}
