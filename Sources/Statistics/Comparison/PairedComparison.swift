/// What a comparison of two models on the same rows says, with its noise.
///
/// Made by ``overFolds(a:b:testToTrain:higherIsBetter:equivalence:repeats:)`` from the scores of the folds, or, where one split
/// is all there is, from its rows by ``overRows(a:b:higherIsBetter:equivalence:)``,
/// ``areaUnderCurve(isPositive:a:b:equivalence:)`` or ``resampling(rows:resamples:seed:higherIsBetter:equivalence:scores:)``.
public struct PairedComparison: Equatable, Sendable {
    /// How far the evidence carries.
    public enum Evidence: String, Sendable {
        /// Five splits or fewer.
        case weak
        /// More than five splits.
        case fair
        /// Ten times ten folds or more.
        case strong
    }

    /// Mean of b minus a, in the metric's units; NaN where no split has a score of both.
    public var difference: Double
    /// The 95 % interval of the difference; nil where nothing shows a spread.
    public var interval: ClosedRange<Double>?
    /// Two-sided, corrected for overlapping training rows; nil where nothing shows a spread.
    public var p: Double?
    /// Chance that b is worse than a by more than ``equivalence``. The three chances sum to 1.
    public var worse: Double
    /// Chance that the two are practically the same.
    public var same: Double
    /// Chance that b is better than a by more than ``equivalence``, whichever way the metric goes.
    public var better: Double
    /// Half the width of the region of practical equivalence.
    public var equivalence: Double
    /// How far all this carries.
    public var evidence: Evidence

    /// A comparison with these values, as it was kept.
    public init(
        difference: Double, interval: ClosedRange<Double>?, p: Double?, worse: Double, same: Double, better: Double,
        equivalence: Double, evidence: Evidence
    ) {
        self.difference = difference
        self.interval = interval
        self.p = p
        self.worse = worse
        self.same = same
        self.better = better
        self.equivalence = equivalence
        self.evidence = evidence
    }

    /// What is known where a difference has no spread to judge it by: nothing beyond the difference.
    static func unknown(difference: Double, equivalence: Double) -> PairedComparison {
        PairedComparison(
            difference: difference, interval: nil, p: nil, worse: 1.0 / 3, same: 1.0 / 3, better: 1.0 / 3,
            equivalence: equivalence, evidence: .weak)
    }

    /// A comparison whose difference has this distribution: its interval, its p and its chances.
    init(posterior: StudentTDistribution, higherIsBetter: Bool, equivalence: Double, evidence: Evidence) {
        let difference = posterior.location
        let below: Double
        let above: Double
        let p: Double
        let margin: Double
        if posterior.scale > 0 {
            below = posterior.cdf(-equivalence)
            above = posterior.sf(equivalence)
            let standard = StudentTDistribution(degreesOfFreedom: posterior.degreesOfFreedom)
            p = min(1, 2 * standard.sf(abs(difference) / posterior.scale))
            margin = standard.quantile(0.975) * posterior.scale
        } else {
            // All differences are the same number: it is the difference, and 0 is the only one that says "no difference".
            below = difference < -equivalence ? 1 : 0
            above = difference > equivalence ? 1 : 0
            p = difference == 0 ? 1 : 0
            margin = 0
        }
        self.init(
            difference: difference, interval: (difference - margin)...(difference + margin), p: p,
            worse: higherIsBetter ? below : above, same: max(0, 1 - below - above), better: higherIsBetter ? above : below,
            equivalence: equivalence, evidence: evidence)
    }
}
