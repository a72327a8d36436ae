extension ScoreInterval {
    /// The interval of a score on rows that were looked at several times, each time to judge another model.
    ///
    /// Whoever looks k times and tells the best has k chances to be lucky. C. E. Bonferroni's correction gives each look a k-th of the
    /// error, so that all k intervals hold together with the confidence: the more looks, the wider.
    ///
    /// - Parameters:
    ///   - value: the score.
    ///   - error: its standard error.
    ///   - looks: how often the rows were looked at, this time included.
    ///   - bounds: what the score cannot leave, such as 0...1.
    ///   - confidence: between 0 and 1.
    /// - Returns: nil where value or error is not finite.
    public static func looked(
        _ value: Double, error: Double, looks: Int, within bounds: ClosedRange<Double> = -.infinity ... .infinity,
        confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        guard value.isFinite, error.isFinite, error >= 0 else { return nil }
        let margin = NormalDistribution.standard.quantile(1 - (1 - confidence) / 2 / Double(max(1, looks))) * error
        let low = min(max(value - margin, bounds.lowerBound), value)
        let high = max(min(value + margin, bounds.upperBound), value)
        return low...high
    }
}
