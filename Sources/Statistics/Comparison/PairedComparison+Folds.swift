extension PairedComparison {
    /// Compares two models by their scores on the same folds.
    ///
    /// The folds of a cross-validation share training rows, so the plain t test finds differences that are not there: its variance is
    /// too small. The corrected resampled t test widens it by the ratio of test to training rows (C. Nadeau and Y. Bengio, Machine
    /// Learning 52 (2003), doi:10.1023/A:1024068626366). The chances are the posterior of the Bayesian correlated t test, a Student
    /// distribution with the same location, scale and degrees of freedom (G. Corani and A. Benavoli, Machine Learning 100 (2015),
    /// doi:10.1007/s10994-015-5486-z).
    ///
    /// - Parameters:
    ///   - a: Scores of the first model, one a split. Splits where either score is not finite are left out.
    ///   - b: Scores of the second, in the same order.
    ///   - testToTrain: Rows that score divided by rows that train, in one split: 1/(k-1) for k folds.
    ///   - higherIsBetter: Which way the metric goes.
    ///   - equivalence: Differences up to this are practically none; see ``equivalence(of:isUnitScore:baseline:targetDeviation:)``.
    ///   - repeats: How many times the folds were drawn anew.
    /// - Returns: The comparison. With fewer than two splits there is no interval and no p, and the three chances are equal.
    public static func overFolds(
        a: [Double], b: [Double], testToTrain: Double, higherIsBetter: Bool, equivalence: Double, repeats: Int
    ) -> PairedComparison {
        let differences = zip(a, b).map { $1 - $0 }.filter(\.isFinite)
        let sample = Moments(differences)
        guard sample.count >= 2 else { return unknown(difference: sample.mean, equivalence: equivalence) }
        let evidence: Evidence =
            differences.count <= 5 ? .weak : differences.count >= 100 && repeats >= 10 ? .strong : .fair
        return PairedComparison(
            posterior: StudentTDistribution(
                degreesOfFreedom: Double(sample.count - 1), location: sample.mean,
                scale: sample.correctedError(testToTrain: testToTrain)),
            higherIsBetter: higherIsBetter, equivalence: equivalence, evidence: evidence)
    }

    /// Half the width of the region of practical equivalence that a metric has unless another is chosen.
    ///
    /// - Parameters:
    ///   - metric: The metric's key.
    ///   - isUnitScore: True where its values lie in 0...1: then a hundredth.
    ///   - baseline: The first model's value: a hundredth of it where nothing else applies.
    ///   - targetDeviation: The target's standard deviation: a hundredth of it for `rmse` and `mae`.
    /// - Returns: The half width, in the metric's units.
    public static func equivalence(
        of metric: String, isUnitScore: Bool, baseline: Double, targetDeviation: Double?
    ) -> Double {
        if isUnitScore { return 0.01 }
        if metric == "rmse" || metric == "mae", let targetDeviation, targetDeviation > 0 { return 0.01 * targetDeviation }
        return baseline.isFinite ? 0.01 * abs(baseline) : 0
    }
}
