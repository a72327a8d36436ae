import Glibc

/// How many rows it takes to see a difference, and what a number of rows can see.
///
/// `alpha` is the two-sided chance of a false alarm, `power` the chance of seeing what is there; 0.05 and 0.8 by custom.
///
///     Power.rows(forMeans: 0.2)            // 394 in each of two groups
///     Power.ofMeans(0.2, rows: 100)        // 0.29
///     Power.smallestMeans(rows: 100)       // 0.40
public enum Power {
    // MARK: Two means

    /// The power to see a difference of two means, in standard deviations (Cohen's d), with so many rows in each group.
    ///
    /// Exact for Student's t test of normal values: the noncentral t distribution. J. Cohen, Statistical Power Analysis, 1988,
    /// https://doi.org/10.4324/9780203771587.
    ///
    /// - Returns: NaN for fewer than two rows a group.
    public static func ofMeans(_ d: Double, rows: Int, alpha: Double = 0.05) -> Double {
        guard rows > 1, d.isFinite, isLevel(alpha) else { return .nan }
        let freedom = 2 * Double(rows) - 2
        let critical = StudentTDistribution(degreesOfFreedom: freedom).quantile(1 - alpha / 2)
        let t = NoncentralT(degreesOfFreedom: freedom, noncentrality: abs(d) * (Double(rows) / 2).squareRoot())
        return min(1, t.sf(critical) + t.cdf(-critical))
    }

    /// The rows in each of two groups that it takes to see a difference of two means of d standard deviations.
    ///
    /// - Returns: nil where d is 0 or it takes more than a billion.
    public static func rows(forMeans d: Double, alpha: Double = 0.05, power: Double = 0.8) -> Int? {
        least(power, from: 2) { ofMeans(d, rows: $0, alpha: alpha) }
    }

    /// The smallest difference of two means, in standard deviations, that so many rows in each group can see.
    ///
    /// - Returns: NaN for fewer than two rows a group.
    public static func smallestMeans(rows: Int, alpha: Double = 0.05, power: Double = 0.8) -> Double {
        smallest(power, upTo: 1e6) { ofMeans($0, rows: rows, alpha: alpha) }
    }

    // MARK: Two shares

    /// The power to see that two shares differ, with so many rows in each group.
    ///
    /// By the normal approximation with the pooled variance under no difference (J. L. Fleiss and others,
    /// https://doi.org/10.2307/2529990, without the continuity correction), within about 0.03 where each group expects five of
    /// both kinds.
    ///
    /// - Returns: NaN where a share is not between 0 and 1.
    public static func ofShares(_ first: Double, _ second: Double, rows: Int, alpha: Double = 0.05) -> Double {
        guard rows > 0, first >= 0, first <= 1, second >= 0, second <= 1, isLevel(alpha) else { return .nan }
        let z = NormalDistribution.standard.quantile(1 - alpha / 2)
        let sum = first + second
        let apart = first * (1 - first) + second * (1 - second)
        let margin = z * (sum * (1 - sum / 2)).squareRoot()
        let signal = Double(rows).squareRoot() * abs(first - second)
        guard apart > 0 else { return signal > margin ? 1 : 0 }
        return NormalDistribution.standard.cdf((signal - margin) / apart.squareRoot())
    }

    /// The rows in each of two groups that it takes to see that two shares differ.
    ///
    /// - Returns: nil where they are equal or it takes more than a billion.
    public static func rows(forShares first: Double, _ second: Double, alpha: Double = 0.05, power: Double = 0.8) -> Int? {
        least(power, from: 1) { ofShares(first, second, rows: $0, alpha: alpha) }
    }

    /// The smallest rise above a share that so many rows in each group can see.
    ///
    /// - Returns: NaN where even a rise to 1 would not be seen.
    public static func smallestRise(above share: Double, rows: Int, alpha: Double = 0.05, power: Double = 0.8) -> Double {
        guard share >= 0, share < 1 else { return .nan }
        return smallest(power, upTo: 1 - share) { ofShares(share, min(1, share + $0), rows: rows, alpha: alpha) }
    }

    // MARK: Correlation

    /// The power to see a correlation among so many rows, by R. A. Fisher's z (https://doi.org/10.2307/2331838), within about
    /// 0.01 from ten rows on.
    ///
    /// - Returns: NaN for fewer than four rows.
    public static func ofCorrelation(_ r: Double, rows: Int, alpha: Double = 0.05) -> Double {
        guard rows > 3, abs(r) <= 1, isLevel(alpha) else { return .nan }
        let z = NormalDistribution.standard.quantile(1 - alpha / 2)
        // Fisher's z is larger than atanh r by about r / (2 (n - 1)).
        let signal = (atanh(min(abs(r), 1 - 1e-16)) + abs(r) / (2 * Double(rows - 1))) * Double(rows - 3).squareRoot()
        return min(1, NormalDistribution.standard.sf(z - signal) + NormalDistribution.standard.cdf(-z - signal))
    }

    /// The rows that it takes to see a correlation.
    ///
    /// - Returns: nil where it is 0 or it takes more than a billion.
    public static func rows(forCorrelation r: Double, alpha: Double = 0.05, power: Double = 0.8) -> Int? {
        least(power, from: 4) { ofCorrelation(r, rows: $0, alpha: alpha) }
    }

    /// The smallest correlation that so many rows can see.
    ///
    /// - Returns: NaN for fewer than four rows.
    public static func smallestCorrelation(rows: Int, alpha: Double = 0.05, power: Double = 0.8) -> Double {
        smallest(power, upTo: 1) { ofCorrelation($0, rows: rows, alpha: alpha) }
    }

    // MARK: Area under the curve

    /// The standard error of an area under the ROC curve. J. A. Hanley and B. J. McNeil,
    /// https://doi.org/10.1148/radiology.143.1.7063747; made for scores of exponential law, and a little large for others.
    public static func errorOfArea(_ area: Double, positives: Int, negatives: Int) -> Double {
        guard positives > 0, negatives > 0, area >= 0, area <= 1 else { return .nan }
        let (m, n) = (Double(positives), Double(negatives))
        let (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area))
        let square = area * area
        return (max(0, area * (1 - area) + (m - 1) * (q1 - square) + (n - 1) * (q2 - square)) / (m * n)).squareRoot()
    }

    /// The power to tell an area under the ROC curve from another, 0.5 unless told, on so many rows.
    ///
    /// By the normal approximation with Hanley and McNeil's errors at both areas.
    ///
    /// - Parameters:
    ///   - area: what is there.
    ///   - other: what it is held against, known without error.
    ///   - rows: in all.
    ///   - positiveShare: the share of the rows of the positive class.
    ///   - alpha: the chance of a false alarm.
    /// - Returns: NaN where a class would have no row.
    public static func ofArea(
        _ area: Double, against other: Double = 0.5, rows: Int, positiveShare: Double, alpha: Double = 0.05
    ) -> Double {
        guard rows > 1, positiveShare > 0, positiveShare < 1, isLevel(alpha) else { return .nan }
        let positives = min(rows - 1, max(1, Int((Double(rows) * positiveShare).rounded())))
        let negatives = rows - positives
        let (error, without) = (
            errorOfArea(area, positives: positives, negatives: negatives),
            errorOfArea(other, positives: positives, negatives: negatives)
        )
        let z = NormalDistribution.standard.quantile(1 - alpha / 2)
        let excess = abs(area - other) - z * without
        return error > 0 ? NormalDistribution.standard.cdf(excess / error) : error.isNaN ? .nan : excess > 0 ? 1 : 0
    }

    /// The rows, in all, that it takes to tell an area under the ROC curve from another.
    ///
    /// - Returns: nil where they are equal or it takes more than a billion.
    public static func rows(
        forArea area: Double, against other: Double = 0.5, positiveShare: Double, alpha: Double = 0.05, power: Double = 0.8
    ) -> Int? {
        least(power, from: 2) { ofArea(area, against: other, rows: $0, positiveShare: positiveShare, alpha: alpha) }
    }

    /// The smallest area above another that so many rows can tell from it.
    ///
    /// - Returns: NaN where not even 1 can be told.
    public static func smallestArea(
        above other: Double = 0.5, rows: Int, positiveShare: Double, alpha: Double = 0.05, power: Double = 0.8
    ) -> Double {
        guard other >= 0, other < 1 else { return .nan }
        let rise = smallest(power, upTo: 1 - other) {
            ofArea(min(1, other + $0), against: other, rows: rows, positiveShare: positiveShare, alpha: alpha)
        }
        return other + rise
    }

    private static func isLevel(_ alpha: Double) -> Bool { alpha > 0 && alpha < 1 }

    /// The least number with the power asked for, which rises with it.
    private static func least(_ power: Double, from first: Int, _ powerOf: (Int) -> Double) -> Int? {
        guard isLevel(power) else { return nil }
        var (low, high) = (first - 1, first)
        while !(powerOf(high) >= power) {
            low = high
            high *= 2
            if high > 1_000_000_000 { return nil }
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if powerOf(middle) >= power { high = middle } else { low = middle }
        }
        return high
    }

    /// The smallest effect with the power asked for.
    private static func smallest(_ power: Double, upTo limit: Double, _ powerOf: (Double) -> Double) -> Double {
        guard isLevel(power), powerOf(limit) >= power else { return .nan }
        var (low, high) = (0.0, limit)
        // Down by eighths first, since most effects are far below the limit, then by halves.
        while high > 1e-3, powerOf(high / 8) >= power { high /= 8 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if powerOf(middle) >= power { high = middle } else { low = middle }
        }
        return high
    }
}
