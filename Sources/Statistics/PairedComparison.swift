/// What a comparison of two models on the same folds says.
public struct PairedComparison: Equatable, Sendable {
    /// How far the evidence carries.
    public enum Evidence: String, Sendable {
        /// Five folds or fewer, or one split.
        case weak
        /// Repeated folds.
        case fair
        /// Ten times ten or more.
        case strong
    }

    /// Mean of b minus a, in the metric's units.
    public var difference: Double
    /// The 95 % interval of the difference; nil where one split gives no spread.
    public var interval: ClosedRange<Double>?
    /// Two-sided, corrected for overlapping training rows; nil with one split.
    public var p: Double?
    /// Posterior chances that b is worse than, practically the same as, better than a. They sum to 1.
    public var worse: Double
    public var same: Double
    public var better: Double
    /// Half the width of the region of practical equivalence.
    public var equivalence: Double
    public var evidence: Evidence

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
}
