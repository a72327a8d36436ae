/// Least squares with a penalty on the sizes of the weights, which sets many of them to 0: minimises
/// `sum of s (y - X w - b)^2 / (2 sum of s) + alpha (l1 |w|_1 + (1 - l1) |w|^2 / 2)` with row weights s, the intercept b free.
///
/// Coordinate descent on products that are computed once (covariance updates): Friedman, Hastie and Tibshirani 2010,
/// https://doi.org/10.18637/jss.v033.i01. The scale of the objective and the rule to end are scikit-learn's.
struct ElasticNet {
    /// What the absolute values and the squares of the weights cost.
    let absolute: Double
    let square: Double
    /// The fit ends where the objective is proved to be within this share of the target's sum of squares of the least.
    let tolerance: Double
    /// Passes over all columns at the most.
    let passes: Int

    /// The products of the columns with one another and with the target, all about their means and divided by the sum of the weights.
    struct Products {
        let count: Int
        /// Square, row by row.
        let gram: [Double]
        let target: [Double]
        let targetSquare: Double

        /// - Complexity: O(rows x columns^2) time, O(columns^2) memory.
        init(_ matrix: DesignMatrix, _ y: [Double], rowWeights: [Double]?, threads: Int) {
            let (side, count) = (matrix.width + 1, matrix.width)
            let sums = matrix.gram(rowWeights: rowWeights, threads: threads)
            let total = sums[count * side + count]
            let means = (0..<count).map { sums[count * side + $0] / total }
            var gram = [Double](repeating: 0, count: count * count)
            for row in 0..<count {
                for column in 0...row {
                    let value = sums[row * side + column] / total - means[row] * means[column]
                    gram[row * count + column] = value
                    gram[column * count + row] = value
                }
            }
            let weighted = rowWeights.map { weights in zip(y, weights).map { $0 * $1 } } ?? y
            let products = matrix.transposedProduct(weighted, threads: threads)
            let mean = products[count] / total
            self.count = count
            self.gram = gram
            target = (0..<count).map { products[$0] / total - means[$0] * mean }
            targetSquare = max(0, zip(y, weighted).reduce(0) { $0 + $1.0 * $1.1 } / total - mean * mean)
            self.means = means
            self.mean = mean
        }

        private let means: [Double]
        private let mean: Double

        /// The intercept that goes with weights of the columns.
        func intercept(_ weights: [Double]) -> Double { zip(weights, means).reduce(mean) { $0 - $1.0 * $1.1 } }
    }

    /// The weights, then the intercept, and how far the objective can be above the least.
    ///
    /// - Complexity: O(columns^2) a pass at the most; a pass costs nothing for columns that stay at 0.
    func solve(_ products: Products) -> (weights: [Double], gap: Double) {
        let count = products.count
        var weights = [Double](repeating: 0, count: count)
        // The products of the columns with what the weights fit.
        var fitted = [Double](repeating: 0, count: count)
        var gap = Double.infinity
        for _ in 0..<max(1, passes) {
            let (change, largest) = pass(products, &weights, &fitted)
            guard change <= tolerance * largest || largest == 0 else { continue }
            gap = self.gap(products, weights, fitted)
            if gap <= tolerance * products.targetSquare { break }
        }
        if gap == .infinity { gap = self.gap(products, weights, fitted) }
        return (weights + [products.intercept(weights)], gap)
    }

    /// Each weight in turn to its best place; the largest change, and the largest weight.
    private func pass(_ products: Products, _ weights: inout [Double], _ fitted: inout [Double]) -> (Double, Double) {
        let count = products.count
        var (change, largest) = (0.0, 0.0)
        products.gram.withUnsafeBufferPointer { gram in
            weights.withUnsafeMutableBufferPointer { weights in
                fitted.withUnsafeMutableBufferPointer { fitted in
                    guard let gram = gram.baseAddress, let fitted = fitted.baseAddress else { return }
                    for column in 0..<count {
                        let own = gram[column &* count &+ column]
                        // A column that does not vary says nothing.
                        guard own > 1e-14 else { continue }
                        let old = weights[column]
                        let pull = products.target[column] - fitted[column] + own * old
                        let size = pull.magnitude - absolute
                        let new = size > 0 ? (pull < 0 ? -size : size) / (own + square) : 0
                        largest = max(largest, new.magnitude)
                        guard new != old else { continue }
                        weights[column] = new
                        change = max(change, (new - old).magnitude)
                        accumulate(new - old, gram + column &* count, into: fitted, count)
                    }
                }
            }
        }
        return (change, largest)
    }

    /// What the objective at these weights exceeds that of a point of the dual problem by.
    ///
    /// Kim et al. 2007, https://doi.org/10.1109/JSTSP.2007.910971
    private func gap(_ products: Products, _ weights: [Double], _ fitted: [Double]) -> Double {
        var (along, own, size, squares, steepest) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for column in 0..<products.count {
            along += products.target[column] * weights[column]
            own += fitted[column] * weights[column]
            size += weights[column].magnitude
            squares += weights[column] * weights[column]
            steepest = max(steepest, (products.target[column] - fitted[column] - square * weights[column]).magnitude)
        }
        let residual = max(0, products.targetSquare - 2 * along + own)
        let scale = steepest > absolute ? absolute / steepest : 1
        let primal = residual / 2 + absolute * size + square * squares / 2
        let dual = scale * (products.targetSquare - along) - scale * scale * (residual + square * squares) / 2
        return max(0, primal - dual)
    }
}
