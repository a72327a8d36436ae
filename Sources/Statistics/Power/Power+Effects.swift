extension Power {
    /// The rows, in all, that it takes to see an effect of this size again: two equal groups for a difference of means, the given
    /// share in the one group for ranks. Shares of variance are taken for the correlation of the same strength, and so is
    /// Cramer's V, which is exact for two by two only.
    ///
    ///     Power.rows(for: EffectSize(.hedgesG, 0.2))            // 788
    ///
    /// - Parameters:
    ///   - effect: what is there.
    ///   - share: of the rows in one of two groups, between 0 and 1.
    ///   - alpha: the chance of seeing an effect where none is.
    ///   - power: the chance of seeing it where it is.
    /// - Returns: nil where the effect is 0, its measure has no such rule, or it takes more than a billion.
    public static func rows(for effect: EffectSize, share: Double = 0.5, alpha: Double = 0.05, power: Double = 0.8) -> Int? {
        let size = abs(effect.value)
        switch effect.kind {
        case .hedgesG: return rows(forMeans: size, alpha: alpha, power: power).map { 2 * $0 }
        case .rankBiserial:
            guard share > 0, share < 1, size < 1 else { return nil }
            return rows(forArea: 0.5 + size / 2, positiveShare: share, alpha: alpha, power: power)
        case .correlation, .cramersV:
            return size < 1 ? rows(forCorrelation: size, alpha: alpha, power: power) : nil
        case .omegaSquared, .epsilonSquared, .etaSquared:
            guard effect.value > 0, effect.value < 1 else { return nil }
            return rows(forCorrelation: effect.value.squareRoot(), alpha: alpha, power: power)
        case .distance: return nil
        }
    }
}
