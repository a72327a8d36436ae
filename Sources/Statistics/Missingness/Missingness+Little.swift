import Glibc

extension Missingness {
    /// Little's test that values are missing completely at random: do the means of the columns differ between the patterns of
    /// missing values?
    ///
    /// The mean and covariance of the normal law are estimated by expectation and maximisation; the statistic sums, over the
    /// patterns, the squared distance of the means of what is observed, and follows chi-squared with sum(k_j) - p degrees.
    /// R. J. A. Little, https://doi.org/10.1080/01621459.1988.10478722. A small p speaks against chance; a large one does not
    /// prove it, least of all with few rows or columns far from normal.
    ///
    /// - Parameters:
    ///   - columns: numbers of equal count, NaN where missing; rows without any value are left out.
    ///   - iterations: at most so many rounds.
    /// - Returns: the statistic d2 and p. Not made for more than 100 columns, for constant or collinear columns.
    /// - Complexity: O(rounds x (patterns x p^3 + rows x p^2)).
    public static func littleTest(_ columns: [[Double]], iterations: Int = 200) -> TestResult {
        let name = "Little's MCAR test"
        let p = columns.count
        let rows = columns.map(\.count).min() ?? 0
        guard p > 1, p <= 100 else {
            return .impossible(name, "d2", n: rows, because: "It takes 2 to 100 columns.")
        }
        guard let data = MaskedRows(columns, rows: rows) else {
            return .impossible(name, "d2", n: rows, because: "A column does not vary or has no values.")
        }
        guard data.patterns.count > 1 else {
            return .impossible(name, "d2", n: data.count, because: "All rows miss the same columns.")
        }
        var notes = data.infinite > 0 ? ["\(data.infinite) infinite values count as missing."] : []
        var mean = [Double](repeating: 0, count: p)
        var covariance = SquareMatrix.identity(p)
        var isSettled = false
        for _ in 0..<max(1, iterations) {
            guard let next = data.maximised(mean, covariance) else {
                return .impossible(name, "d2", n: data.count, because: "The columns are collinear or the rows too few.")
            }
            var change = 0.0
            for (old, new) in zip(covariance.values, next.covariance.values) { change = max(change, abs(old - new)) }
            for (old, new) in zip(mean, next.mean) { change = max(change, abs(old - new)) }
            (mean, covariance) = next
            if change < 1e-10 {
                isSettled = true
                break
            }
        }
        if !isSettled { notes.append("The estimate had not settled after \(iterations) rounds.") }
        var statistic = 0.0
        var freedom = -Double(p)
        for pattern in data.patterns {
            guard let factor = covariance.selecting(pattern.observed).choleskyFactor() else {
                return .impossible(name, "d2", n: data.count, because: "The columns are collinear or the rows too few.")
            }
            let deviations = zip(pattern.observed, pattern.mean).map { $0.1 - mean[$0.0] }
            statistic += Double(pattern.rows.count) * factor.squaredNorm(of: deviations)
            freedom += Double(pattern.observed.count)
        }
        guard freedom > 0 else { return .impossible(name, "d2", n: data.count, because: "Too few patterns.") }
        return TestResult(
            name: name, symbol: "d2", statistic: statistic, degreesOfFreedom: [freedom],
            p: ChiSquaredDistribution(degreesOfFreedom: freedom).sf(statistic), n: data.count, notes: notes)
    }
}

/// Rows in standard units, by the pattern of what is missing in them.
private struct MaskedRows {
    struct Pattern {
        var observed: [Int]
        var missing: [Int]
        var rows: [[Double]]
        var mean: [Double]
    }

    var patterns: [Pattern] = []
    var infinite = 0
    let width: Int

    var count: Int { patterns.reduce(0) { $0 + $1.rows.count } }

    init?(_ columns: [[Double]], rows: Int) {
        width = columns.count
        var scaled: [[Double]] = []
        for column in columns {
            let values = column.prefix(rows)
            infinite += values.reduce(0) { $0 + ($1.isInfinite ? 1 : 0) }
            let moments = SampleMoments(values.filter(\.isFinite))
            let deviation = moments.central.second.squareRoot()
            guard deviation > 0, deviation.isFinite else { return nil }
            scaled.append(values.map { $0.isFinite ? ($0 - moments.mean) / deviation : .nan })
        }
        var places: [[Bool]: Int] = [:]
        for row in 0..<rows {
            let mask = scaled.map { !$0[row].isNaN }
            guard mask.contains(true) else { continue }
            let place = places[mask] ?? patterns.count
            if place == patterns.count {
                places[mask] = place
                let observed = mask.indices.filter { mask[$0] }
                let missing = mask.indices.filter { !mask[$0] }
                patterns.append(Pattern(observed: observed, missing: missing, rows: [], mean: []))
            }
            patterns[place].rows.append(patterns[place].observed.map { scaled[$0][row] })
        }
        for place in patterns.indices {
            let rows = patterns[place].rows
            patterns[place].mean = patterns[place].observed.indices.map { column in
                rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
            }
        }
    }

    /// One round of expectation and maximisation; nil where a covariance has no inverse.
    func maximised(_ mean: [Double], _ covariance: SquareMatrix) -> (mean: [Double], covariance: SquareMatrix)? {
        var sums = [Double](repeating: 0, count: width)
        var products = SquareMatrix(width)
        for pattern in patterns {
            guard let factor = covariance.selecting(pattern.observed).choleskyFactor() else { return nil }
            // The regression of each missing column on the observed ones.
            let slopes = pattern.missing.map { missing in
                factor.solve(pattern.observed.map { covariance[missing, $0] })
            }
            var filled = [Double](repeating: 0, count: width)
            for row in pattern.rows {
                for (place, column) in pattern.observed.enumerated() { filled[column] = row[place] }
                for (slope, missing) in zip(slopes, pattern.missing) {
                    var value = mean[missing]
                    for (place, column) in pattern.observed.enumerated() { value += slope[place] * (row[place] - mean[column]) }
                    filled[missing] = value
                }
                for i in 0..<width {
                    sums[i] += filled[i]
                    for j in 0...i { products[i, j] += filled[i] * filled[j] }
                }
            }
            // What the regression leaves open.
            let count = Double(pattern.rows.count)
            for (a, first) in pattern.missing.enumerated() {
                for second in pattern.missing[...a] {
                    var rest = covariance[first, second]
                    for (place, column) in pattern.observed.enumerated() { rest -= slopes[a][place] * covariance[second, column] }
                    products[max(first, second), min(first, second)] += count * rest
                }
            }
        }
        let n = Double(count)
        let means = sums.map { $0 / n }
        var result = SquareMatrix(width)
        for i in 0..<width {
            for j in 0...i {
                let value = products[i, j] / n - means[i] * means[j]
                result[i, j] = value
                result[j, i] = value
            }
        }
        return (means, result)
    }
}
