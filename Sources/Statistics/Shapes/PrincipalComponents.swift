/// The directions in which points spread most.
///
/// K. Pearson, On lines and planes of closest fit to systems of points in space,
/// https://doi.org/10.1080/14786440109462720. The largest coefficient of each direction is positive, so that the picture is the
/// same on every run.
public struct PrincipalComponents: Equatable, Sendable {
    /// How they were found.
    public enum Method: String, Equatable, Sendable {
        /// From the matrix of covariances of the columns.
        case covariance
        /// From the products of the rows: the same result, cheaper where there are fewer rows than columns.
        case gram
        /// By block iteration from a seeded random start (N. Halko and others, https://doi.org/10.1137/090771806), where both
        /// sides are long. The shares of variance are good to about 1e-6.
        case randomised
    }

    public let method: Method
    /// What was taken from each column, and what it was divided by.
    public let means: [Double]
    public let scales: [Double]
    /// Directions of length 1, the one of the largest variance first.
    public let components: [[Double]]
    /// The variance along each direction, ddof 1.
    public let explainedVariance: [Double]
    /// The variance of all columns together.
    public let totalVariance: Double

    /// The first components of points.
    ///
    /// - Parameters:
    ///   - points: at least two for a variance.
    ///   - count: at most so many components.
    ///   - isStandardised: true to divide each column by its standard deviation (the correlation matrix), so that units do not
    ///     matter.
    ///   - exactLimit: the longest side of a matrix that is decomposed exactly.
    ///   - seed: of the random start.
    /// - Complexity: O(n p^2 + p^3), O(p n^2 + n^3) or, randomised, O(n p count) a round.
    public init(
        _ points: Points, count: Int = 2, isStandardised: Bool = true, exactLimit: Int = 400, seed: UInt64 = 0
    ) {
        let (moved, means, scales) = points.standardised(byDeviation: isStandardised)
        self.means = means
        self.scales = scales
        let (n, p) = (points.count, points.dimensions)
        let wanted = max(0, min(count, p, n - 1))
        let freedom = Double(max(1, n - 1))
        totalVariance = moved.values.reduce(0) { $0 + $1 * $1 } / freedom
        var found: (values: [Double], vectors: [[Double]])
        if p <= exactLimit {
            method = .covariance
            let eigen = SymmetricEigen(moved.crossProducts())
            found = (eigen.values, (0..<wanted).map { row in (0..<p).map { eigen.vectors[row, $0] } })
        } else if n <= exactLimit {
            method = .gram
            let eigen = SymmetricEigen(moved.rowProducts())
            found = (eigen.values, (0..<wanted).map { row in moved.combined((0..<n).map { eigen.vectors[row, $0] }) })
        } else {
            method = .randomised
            found = moved.blockIteration(wanted, seed: seed)
        }
        components = found.vectors.prefix(wanted).map { Self.pointed($0) }
        explainedVariance = found.values.prefix(wanted).map { max(0, $0) / freedom }
    }

    /// The share of the whole variance along each direction; empty where nothing varies.
    public var explainedShare: [Double] { totalVariance > 0 ? explainedVariance.map { $0 / totalVariance } : [] }

    /// The coordinates of points along the components, point by point.
    ///
    /// - Parameter points: of as many dimensions as those of the fit.
    /// - Returns: a list of coordinates a component; empty where the dimensions differ.
    /// - Complexity: O(n p components).
    public func projected(_ points: Points) -> [[Double]] {
        guard points.dimensions == means.count else { return [] }
        return components.map { direction in
            (0..<points.count).map { row in
                var sum = 0.0
                for column in direction.indices {
                    sum += (points.values[row &* direction.count &+ column] - means[column]) / scales[column] * direction[column]
                }
                return sum
            }
        }
    }

    /// The direction with its largest coefficient positive and of length 1.
    private static func pointed(_ direction: [Double]) -> [Double] {
        let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        var largest = 0.0
        // Of coefficients that are equal but for rounding the first decides.
        for value in direction where abs(value) > abs(largest) * (1 + 1e-9) { largest = value }
        guard norm > 0 else { return direction }
        return direction.map { largest < 0 ? -$0 / norm : $0 / norm }
    }
}
