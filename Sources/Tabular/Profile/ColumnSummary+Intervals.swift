import Statistics

extension ColumnSummary {
    /// States how far the figures of a sample may lie from those of all rows.
    mutating func addIntervals(_ sampled: TableProfile.Sampled) {
        let share = SamplingError.share(count: profile.missing, of: sampled.rows, population: sampled.of)
        profile.intervals = ColumnProfile.Intervals(
            missingShare: share ?? 0...1, mean: bounds.mean, quantiles: bounds.quantiles,
            distinct: DistinctEstimate(
                distinct: profile.distinct, once: singles, twice: pairs, n: sampled.rows - profile.missing,
                population: sampled.of * max(1, sampled.rows - profile.missing) / max(1, sampled.rows)))
    }

    /// Intervals of the mean and the quantiles of numbers.
    struct Bounds: Sendable {
        var mean: ClosedRange<Double>?
        var quantiles: [ClosedRange<Double>] = []

        init() {}

        init(_ sorted: UnsafeBufferPointer<Double>, of rows: Int) {
            mean = SamplingError.mean(SampleMoments(sorted), population: rows)
            quantiles = ColumnProfile.Numeric.shares.compactMap {
                SamplingError.quantile($0, ofSorted: sorted, population: rows)
            }
        }
    }
}
