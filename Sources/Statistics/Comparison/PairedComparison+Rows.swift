extension PairedComparison {
    /// Compares two models by their scores on the same rows of one split, for a metric that is the mean of a score a row: accuracy
    /// (0 or 1), log-loss, Brier, absolute error.
    ///
    /// It holds for the two models as they were trained: another draw of training rows is a source of noise that one split cannot
    /// show. Hence the evidence is weak however many rows there are.
    ///
    /// - Parameters:
    ///   - a: The first model's score of each row; rows where either is not finite are left out.
    ///   - b: The second's, in the same order.
    ///   - higherIsBetter: Which way the metric goes.
    ///   - equivalence: Differences up to this are practically none.
    /// - Returns: The comparison, with an interval where there are two rows or more.
    public static func overRows(
        a: [Double], b: [Double], higherIsBetter: Bool, equivalence: Double
    ) -> PairedComparison {
        let sample = Moments(zip(a, b).map { $1 - $0 }.filter(\.isFinite))
        guard sample.count >= 2 else { return unknown(difference: sample.mean, equivalence: equivalence) }
        return PairedComparison(
            posterior: StudentTDistribution(
                degreesOfFreedom: Double(sample.count - 1), location: sample.mean,
                scale: sample.correctedError(testToTrain: 0)),
            higherIsBetter: higherIsBetter, equivalence: equivalence, evidence: .weak)
    }

    /// Compares the root mean squared errors of two models on the same rows of one split.
    ///
    /// The root is no mean over rows, so each row counts with its influence on it: (e² - mse) / (2 rmse), the delta method.
    ///
    /// - Parameters:
    ///   - a: The first model's error of each row, of either sign; rows where either is not finite are left out.
    ///   - b: The second's.
    ///   - equivalence: Differences up to this are practically none.
    /// - Returns: The comparison, with an interval where there are two rows or more.
    public static func rootMeanSquares(a: [Double], b: [Double], equivalence: Double) -> PairedComparison {
        let errors = zip(a, b).filter { $0.isFinite && $1.isFinite }
        let rows = Double(errors.count)
        let first = (errors.reduce(0) { $0 + $1.0 * $1.0 } / rows).squareRoot()
        let second = (errors.reduce(0) { $0 + $1.1 * $1.1 } / rows).squareRoot()
        guard errors.count >= 2, first > 0 || second > 0 else {
            return overRows(a: errors.map(\.0), b: errors.map(\.1), higherIsBetter: false, equivalence: equivalence)
        }
        func influence(_ error: Double, _ root: Double) -> Double { root > 0 ? (error * error / root - root) / 2 : 0 }
        return overRows(
            a: errors.map { first + influence($0.0, first) }, b: errors.map { second + influence($0.1, second) },
            higherIsBetter: false, equivalence: equivalence)
    }
}
