/// The number of distinct values of a column, guessed from a sample.
///
/// By GEE, the guaranteed-error estimator: values that stand once in the sample are scaled by sqrt(N / n), the others counted. No
/// estimator can be within less than a factor of the order sqrt(N / n) of the truth for every column, so the bounds are wide: at
/// least the distinct values seen, at most those with every value seen once scaled by N / n. M. Charikar and others, Towards
/// estimation error guarantees for distinct values, https://doi.org/10.1145/335168.335230.
public struct DistinctEstimate: Equatable, Sendable {
    /// The distinct values of the sample.
    public var seen: Int
    /// The estimate for the table.
    public var value: Double
    /// At least, and at most, by the same paper.
    public var bounds: ClosedRange<Double>
    /// A. Chao's lower bound f1 (f1 - 1) / (2 (f2 + 1)) beyond those seen, for comparison (https://www.jstor.org/stable/4615964).
    public var chao1: Double

    /// An estimate from how often values stand in the sample.
    ///
    /// - Parameters:
    ///   - distinct: distinct values of the sample.
    ///   - once: those that stand once.
    ///   - twice: those that stand twice.
    ///   - n: rows of the sample.
    ///   - population: rows of the table.
    public init(distinct: Int, once: Int, twice: Int, n: Int, population: Int) {
        seen = max(0, distinct)
        let (seen, single) = (Double(self.seen), Double(min(max(0, once), self.seen)))
        let scale = n > 0 ? max(1, Double(population) / Double(n)) : 1
        let limit = max(seen, Double(population))
        value = min(limit, seen - single + single * scale.squareRoot())
        bounds = seen...min(limit, seen - single + single * scale)
        chao1 = scale > 1 ? min(limit, seen + single * max(0, single - 1) / (2 * (Double(max(0, twice)) + 1))) : seen
    }

    /// An estimate from ascending values without NaN.
    ///
    /// - Complexity: O(n).
    public init(sorted: UnsafeBufferPointer<Double>, population: Int) {
        var (distinct, once, twice) = (0, 0, 0)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            distinct += 1
            if end - start == 1 { once += 1 }
            if end - start == 2 { twice += 1 }
            start = end
        }
        self.init(distinct: distinct, once: once, twice: twice, n: sorted.count, population: population)
    }
}
