/// Intervals of scores.
public enum ScoreInterval {
    /// The interval of a mean score over the splits of a cross-validation, with the correction of Nadeau and Bengio
    /// (doi:10.1023/A:1024068626366): the plain one is too narrow, because the splits share training rows.
    ///
    /// - Parameters:
    ///   - scores: One a split; those that are not finite are left out.
    ///   - testToTrain: Rows that score divided by rows that train, in one split.
    ///   - confidence: Between 0 and 1.
    /// - Returns: Nil with fewer than two splits.
    public static func mean(of scores: [Double], testToTrain: Double, confidence: Double = 0.95) -> ClosedRange<Double>? {
        let sample = Moments(scores.filter(\.isFinite))
        guard sample.count >= 2 else { return nil }
        let t = StudentTDistribution(degreesOfFreedom: Double(sample.count - 1)).quantile(0.5 + confidence / 2)
        let margin = t * sample.correctedError(testToTrain: testToTrain)
        return (sample.mean - margin)...(sample.mean + margin)
    }

    /// The interval of a share, such as an accuracy on one set of rows, after E. B. Wilson (1927),
    /// doi:10.1080/01621459.1927.10502953. It stays inside 0...1 and holds also near its ends.
    ///
    /// - Returns: Nil where there are no trials or more successes than trials.
    public static func wilson(successes: Int, trials: Int, confidence: Double = 0.95) -> ClosedRange<Double>? {
        guard trials > 0, (0...trials).contains(successes) else { return nil }
        let n = Double(trials)
        let share = Double(successes) / n
        let z = NormalDistribution.standard.quantile(0.5 + confidence / 2)
        let weight = 1 + z * z / n
        let centre = (share + z * z / (2 * n)) / weight
        let margin = z / weight * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (successes == 0 ? 0 : centre - margin)...(successes == trials ? 1 : centre + margin)
    }
}
