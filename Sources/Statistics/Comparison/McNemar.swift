/// McNemar's test of two classifiers on the same rows: only the rows on which one is right and the other wrong count.
///
/// Q. McNemar, Psychometrika 12 (1947), doi:10.1007/BF02295996; the forms compared in M. W. Fagerland, S. Lydersen and P. Laake,
/// BMC Medical Research Methodology 13 (2013), doi:10.1186/1471-2288-13-91.
public struct McNemar: Equatable, Sendable {
    /// Rows that only the first model gets right.
    public let onlyFirst: Int
    /// Rows that only the second gets right.
    public let onlySecond: Int

    /// The test with these counts.
    public init(onlyFirst: Int, onlySecond: Int) {
        self.onlyFirst = max(0, onlyFirst)
        self.onlySecond = max(0, onlySecond)
    }

    /// Counts the rows. Rows beyond the shorter of the two are left out.
    public init(firstRight: some Sequence<Bool>, secondRight: some Sequence<Bool>) {
        var counts = (first: 0, second: 0)
        for (first, second) in zip(firstRight, secondRight) where first != second {
            if first { counts.first += 1 } else { counts.second += 1 }
        }
        self.init(onlyFirst: counts.first, onlySecond: counts.second)
    }

    /// Rows on which one is right and the other wrong.
    public var discordant: Int { onlyFirst + onlySecond }

    /// The statistic with the continuity correction; 0 without discordant rows.
    public var chiSquared: Double {
        guard discordant > 0 else { return 0 }
        let excess = max(0, Double(abs(onlyFirst - onlySecond)) - 1)
        return excess * excess / Double(discordant)
    }

    /// p from ``chiSquared``.
    public var pCorrected: Double {
        discordant == 0 ? 1 : ChiSquaredDistribution(degreesOfFreedom: 1).sf(chiSquared)
    }

    /// The exact two-sided p, on the safe side.
    public var pExact: Double {
        discordant == 0 ? 1 : min(1, 2 * binomial.cdf(min(onlyFirst, onlySecond)))
    }

    /// The mid-p, which keeps its level better than the exact one and is seldom above it.
    public var pMid: Double {
        if onlyFirst == onlySecond { return 1 }
        let fewer = min(onlyFirst, onlySecond)
        return 2 * binomial.cdf(fewer) - binomial.pmf(fewer)
    }

    /// The exact p below 25 discordant rows, the corrected one from there on.
    public var p: Double { discordant < 25 ? pExact : pCorrected }

    private var binomial: BinomialDistribution { BinomialDistribution(trials: discordant, probability: 0.5) }
}
