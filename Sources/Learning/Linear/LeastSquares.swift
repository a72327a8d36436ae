/// Least squares with an intercept and, where wished, a ridge on the other weights: minimises
/// `sum of s (y - X w - b)^2 + alpha |w|^2`, with row weights s.
struct LeastSquares {
    let matrix: DesignMatrix
    let alpha: Double
    let threads: Int
    /// None negative; nil where all are 1.
    var rowWeights: [Double]?
    /// With more columns than this the square matrix of products costs more than iterating without it.
    var directLimit = 1500

    /// The weights, then the intercept.
    ///
    /// Where columns depend on each other (more columns than rows, all words of a category beside the intercept) the weights of
    /// about the smallest length are taken.
    ///
    /// - Complexity: O(rows x columns^2 + columns^3) up to 1,500 columns, then O(rows x columns) an iteration.
    func solve(_ y: [Double]) -> [Double] {
        matrix.width <= directLimit ? solveDirectly(y) : solveIteratively(y)
    }

    /// Normal equations by Cholesky, then refined with residuals of the least-squares problem itself, which gives back what
    /// squaring the condition number took.
    ///
    /// Björck 1987, https://doi.org/10.1016/0024-3795(87)90101-7
    private func solveDirectly(_ y: [Double]) -> [Double] {
        let side = matrix.width + 1
        var gram = matrix.gram(rowWeights: rowWeights, threads: threads)
        for column in 0..<matrix.width { gram[column * side + column] += alpha }
        guard
            let factor = Cholesky(gram, side: side, ridge: 0, smallest: 1e-13 * Double(side))
                ?? Cholesky(gram, side: side, ridge: 1e-9, smallest: 0)
        else { return solveIteratively(y) }
        var weights = [Double](repeating: 0, count: side)
        for _ in 0..<4 {
            let change = factor.solve(gradient(weights, y))
            for place in 0..<side { weights[place] += change[place] }
        }
        return weights
    }

    /// Half the descent direction: X' (y - X w) - alpha w.
    private func gradient(_ weights: [Double], _ y: [Double]) -> [Double] {
        let fitted = matrix.product(weights, threads: threads)
        var result = matrix.transposedProduct(weighted(zip(y, fitted).map { $0 - $1 }), threads: threads)
        for column in 0..<matrix.width { result[column] -= alpha * weights[column] }
        return result
    }

    private func weighted(_ values: [Double]) -> [Double] {
        guard let rowWeights else { return values }
        return zip(values, rowWeights).map { $0 * $1 }
    }

    /// Conjugate gradients on the normal equations, with the diagonal as preconditioner; from 0 they tend to the shortest
    /// solution.
    ///
    /// Hestenes and Stiefel 1952, https://doi.org/10.6028/jres.049.044
    private func solveIteratively(_ y: [Double]) -> [Double] {
        let side = matrix.width + 1
        let rows = rowWeights?.reduce(0, +) ?? Double(max(1, matrix.rowCount))
        let diagonal = matrix.squares(rowWeights: rowWeights).map { $0 + alpha > 0 ? 1 / ($0 + alpha) : 1 } + [1 / rows]
        var weights = [Double](repeating: 0, count: side)
        var residual = gradient(weights, y)
        var step = zip(residual, diagonal).map { $0 * $1 }
        var size = zip(residual, step).reduce(0) { $0 + $1.0 * $1.1 }
        let enough = size * 1e-24
        for _ in 0..<2000 where size > enough {
            let moved = weighted(matrix.product(step, threads: threads))
            var curved = matrix.transposedProduct(moved, threads: threads)
            for column in 0..<matrix.width { curved[column] += alpha * step[column] }
            let curvature = zip(step, curved).reduce(0) { $0 + $1.0 * $1.1 }
            guard curvature > 0 else { break }
            let length = size / curvature
            for place in 0..<side {
                weights[place] += length * step[place]
                residual[place] -= length * curved[place]
            }
            let scaled = zip(residual, diagonal).map { $0 * $1 }
            let next = zip(residual, scaled).reduce(0) { $0 + $1.0 * $1.1 }
            let turn = next / size
            for place in 0..<side { step[place] = scaled[place] + turn * step[place] }
            size = next
        }
        return weights
    }
}
