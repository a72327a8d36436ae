import Glibc
import Statistics

extension ColumnSummary {
    /// States how far the figures of a sample may lie from those of all rows.
    ///
    /// Rows are taken without being put back, so intervals shrink to nothing as the sample becomes the whole. Quantiles have the values
    /// at the order statistics that bound them, of which ``quantileBounds`` were kept.
    mutating func addIntervals(_ sampled: TableProfile.Sampled) {
        let n = Double(max(1, sampled.rows))
        let rest = max(0, 1 - n / Double(max(1, sampled.of))).squareRoot()
        let share = Double(profile.missing) / n
        let z = 1.959963984540054 * rest
        // Wilson's interval, https://doi.org/10.1080/01621459.1927.10502953, for a finite population.
        let center = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        let present = Double(sampled.rows - profile.missing)
        var mean: ClosedRange<Double>?
        if let numeric = profile.numeric, present > 1, numeric.sd.isFinite {
            let half =
                StudentTDistribution(degreesOfFreedom: present - 1).quantile(0.975) * numeric.sd / present.squareRoot() * rest
            mean = (numeric.mean - half)...(numeric.mean + half)
        }
        // The guaranteed-error estimator of M. Charikar and others, https://doi.org/10.1145/335168.335230.
        let scale = (Double(sampled.of) / n).squareRoot()
        let about = scale * Double(singles) + Double(profile.distinct - singles)
        profile.intervals = ColumnProfile.Intervals(
            missingShare: max(0, min(share, center - half))...min(1, max(share, center + half)), mean: mean,
            quantiles: quantileBounds, distinctAtLeast: profile.distinct,
            distinctAbout: Int(min(Double(sampled.of), max(Double(profile.distinct), about.rounded()))))
    }

    /// The values between which a quantile of all rows lies, in 95 of 100 samples.
    static func quantileBounds(_ sorted: UnsafeBufferPointer<Double>) -> [ClosedRange<Double>] {
        let n = Double(sorted.count)
        guard n > 0 else { return [] }
        return ColumnProfile.Numeric.shares.map { share in
            let half = 1.959963984540054 * (n * share * (1 - share)).squareRoot()
            let low = Int(max(0, (n * share - half).rounded(.down)))
            let high = Int(min(n - 1, (n * share + half).rounded(.up)))
            return sorted[min(low, high)]...sorted[high]
        }
    }
}
