/// How large a difference or an association is, which a p value does not say.
public struct EffectSize: Equatable, Sendable {
    /// The measure.
    public enum Kind: String, Equatable, Sendable, CaseIterable {
        /// The difference of two means in standard deviations, corrected for bias (L. V. Hedges,
        /// https://doi.org/10.3102/10769986006002107).
        case hedgesG = "Hedges g"
        /// The chance that a value of the first group is the larger one less the chance that it is the smaller one, -1 to 1.
        case rankBiserial = "rank-biserial"
        /// The share of variance between groups, corrected for bias; may be a little below 0.
        case omegaSquared = "omega squared"
        /// H of Kruskal and Wallis over n - 1: the share of the variance of the ranks, 0 to 1.
        case epsilonSquared = "epsilon squared"
        /// The share of variance between groups as it is in the sample.
        case etaSquared = "eta squared"
        /// Cramer's V, corrected for bias, 0 to 1.
        case cramersV = "Cramer's V"
        /// Pearson's, Spearman's or Kendall's coefficient, -1 to 1.
        case correlation = "correlation"
        /// The largest distance of two distribution functions, 0 to 1.
        case distance = "distance D"
    }

    public var kind: Kind
    public var value: Double
    /// The 95 % interval, where there is a formula for it.
    public var interval: ClosedRange<Double>?

    /// An effect of a kind.
    public init(_ kind: Kind, _ value: Double, interval: ClosedRange<Double>? = nil) {
        self.kind = kind
        self.value = value
        self.interval = interval
    }

    /// The name of the measure.
    public var name: String { kind.rawValue }

    /// J. Cohen's words (Statistical Power Analysis, 1988, https://doi.org/10.4324/9780203771587), and those that others made
    /// after them: negligible, small, medium or large. Words of practice: what is large depends on the field.
    public var sizeWord: String {
        let size = abs(value)
        if size.isNaN { return "unknown" }
        let bounds: (small: Double, medium: Double, large: Double) =
            switch kind {
            case .hedgesG: (0.2, 0.5, 0.8)
            case .omegaSquared, .epsilonSquared, .etaSquared: (0.01, 0.06, 0.14)
            case .rankBiserial, .correlation, .cramersV: (0.1, 0.3, 0.5)
            case .distance: (0.1, 0.2, 0.4)
            }
        return size < bounds.small ? "negligible" : size < bounds.medium ? "small" : size < bounds.large ? "medium" : "large"
    }
}
