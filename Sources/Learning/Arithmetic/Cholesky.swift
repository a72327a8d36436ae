/// The Cholesky factor of a symmetric matrix with positive diagonal, scaled to a unit diagonal first.
struct Cholesky {
    private let side: Int
    /// Lower triangle, row by row in a full square.
    private var factor: [Double]
    /// Reciprocal roots of the diagonal.
    private let scale: [Double]

    /// Factors a matrix whose lower triangle stands row by row in a full square, with `ridge` added to the scaled diagonal; nil
    /// where a pivot (the share of a column that the columns before it leave) is not above `smallest`: the columns are
    /// dependent, or nearly so.
    /// - Complexity: O(side^3).
    init?(_ matrix: [Double], side: Int, ridge: Double, smallest: Double) {
        self.side = side
        let scale = (0..<side).map { place -> Double in
            let value = matrix[place * side + place]
            return value > 0 ? 1 / value.squareRoot() : 1
        }
        self.scale = scale
        factor = matrix
        let isPositive = factor.withUnsafeMutableBufferPointer { buffer -> Bool in
            guard let a = buffer.baseAddress else { return side == 0 }
            for i in 0..<side {
                let row = a + i * side
                for j in 0...i { row[j] *= scale[i] * scale[j] }
                row[i] += ridge
                for j in 0..<i { row[j] = (row[j] - dot(row, a + j * side, j)) / a[j * side + j] }
                let pivot = row[i] - dot(row, row, i)
                guard pivot > smallest else { return false }
                row[i] = pivot.squareRoot()
            }
            return true
        }
        guard isPositive else { return nil }
    }

    /// The solution of (matrix + ridge) x = b.
    ///
    /// - Complexity: O(side^2).
    func solve(_ b: [Double]) -> [Double] {
        var x = zip(b, scale).map { $0 * $1 }
        factor.withUnsafeBufferPointer { factor in
            x.withUnsafeMutableBufferPointer { x in
                guard let a = factor.baseAddress, let x = x.baseAddress else { return }
                for i in 0..<side { x[i] = (x[i] - dot(a + i * side, x, i)) / a[i * side + i] }
                for i in stride(from: side - 1, through: 0, by: -1) {
                    x[i] /= a[i * side + i]
                    accumulate(-x[i], a + i * side, into: x, i)
                }
            }
        }
        return zip(x, scale).map { $0 * $1 }
    }
}
