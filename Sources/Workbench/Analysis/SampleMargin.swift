import Charts
import Statistics
import Tabular

/// How far figures of rows spread evenly may be from those of all, with 95 % of confidence, at their worst.
struct SampleMargin {
    private let sampled: TableProfile.Sampled

    init(_ sampled: TableProfile.Sampled) { self.sampled = sampled }

    /// What drawing without repeats leaves of a standard error.
    private var correction: Double {
        (Double(max(0, sampled.of - sampled.rows)) / Double(max(1, sampled.of - 1))).squareRoot()
    }

    private var root: Double { Double(max(1, sampled.rows)).squareRoot() }
    private var z: Double { NormalDistribution.standard.quantile(0.975) }

    /// Of a share: it is least certain at one half.
    var ofShares: String {
        let half = SamplingError.share(count: sampled.rows / 2, of: sampled.rows, population: sampled.of)
        let margin = half.map { ($0.upperBound - $0.lowerBound) / 2 } ?? 0
        return "shares \u{b1}\(Figures.percent(margin, 1))"
    }

    /// Of a correlation: it is least certain at 0.
    var ofCorrelations: String { "correlations \u{b1}\(Figures.fixed(z / root * correction, 3))" }

    /// Of the distance between the distributions of two tables, of either of which these may be a part: Smirnov's bound at 95 %.
    func ofDistances(to other: SampleMargin) -> String {
        let (own, others) = (correction / root, other.correction / other.root)
        return "distances \u{b1}\(Figures.fixed(1.3581 * (own * own + others * others).squareRoot(), 3))"
    }

    /// Of effects, which have an interval each.
    var ofEffects: String { "each effect with its 95 % interval" }
}
