extension PairedComparison {
    /// Compares any two scores on the same rows of one split by the paired bootstrap: for what is no mean over rows, such as F1 or
    /// the correlation of classes.
    ///
    /// B. Efron, Annals of Statistics 7 (1979), doi:10.1214/aos/1176344552. The interval is the percentile interval; p is twice the
    /// smaller share of resamples on one side of 0, with one added above and below the line so that it is never 0. The resamples are the
    /// same on every machine.
    ///
    /// - Parameters:
    ///   - rows: How many rows there are.
    ///   - resamples: At least 200; 1,000 hold the second digit of p.
    ///   - seed: Fixes the resamples.
    ///   - higherIsBetter: Which way the metric goes.
    ///   - equivalence: Differences up to this are practically none.
    ///   - scores: Both models' values of the metric on the rows with these indices, which repeat.
    /// - Returns: The comparison; resamples where a value is not finite are left out.
    /// - Complexity: `resamples` + 1 times that of `scores`.
    public static func resampling(
        rows: Int, resamples: Int = 1000, seed: UInt64 = 0, higherIsBetter: Bool, equivalence: Double,
        scores: ([Int]) -> (a: Double, b: Double)
    ) -> PairedComparison {
        let whole = scores(Array(0..<max(0, rows)))
        let difference = whole.b - whole.a
        var drawn: [Double] = []
        var picks = [Int](repeating: 0, count: max(0, rows))
        for number in 0..<max(200, resamples) where rows > 1 {
            var random = Philox(seed: seed, stream: UInt64(number))
            for place in picks.indices { picks[place] = random.below(rows) }
            let pair = scores(picks)
            let value = pair.b - pair.a
            if value.isFinite { drawn.append(value) }
        }
        guard difference.isFinite, drawn.count >= 100 else { return unknown(difference: difference, equivalence: equivalence) }
        drawn.sort()
        let count = Double(drawn.count)
        let below = Double(drawn.count { $0 < -equivalence }) / count
        let above = Double(drawn.count { $0 > equivalence }) / count
        let oneSided = min(drawn.count { $0 <= 0 }, drawn.count { $0 >= 0 })
        return PairedComparison(
            difference: difference, interval: quantile(drawn, 0.025)...quantile(drawn, 0.975),
            p: min(1, 2 * Double(oneSided + 1) / (count + 1)),
            worse: higherIsBetter ? below : above, same: max(0, 1 - below - above), better: higherIsBetter ? above : below,
            equivalence: equivalence, evidence: .weak)
    }

    /// The quantile of sorted values between the two that are nearest (type 7 of Hyndman and Fan, doi:10.2307/2684934).
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let index = Int(place)
        let next = min(index + 1, sorted.count - 1)
        return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
    }
}
