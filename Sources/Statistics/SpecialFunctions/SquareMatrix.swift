/// A square of numbers, row by row.
struct SquareMatrix: Equatable, Sendable {
    let size: Int
    var values: [Double]

    init(_ size: Int) {
        self.size = size
        values = [Double](repeating: 0, count: size * size)
    }

    static func identity(_ size: Int) -> SquareMatrix {
        var matrix = SquareMatrix(size)
        for i in 0..<size { matrix[i, i] = 1 }
        return matrix
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row &* size &+ column] }
        set { values[row &* size &+ column] = newValue }
    }

    /// The rows and columns at these places.
    func selecting(_ places: [Int]) -> SquareMatrix {
        var part = SquareMatrix(places.count)
        for (i, row) in places.enumerated() {
            for (j, column) in places.enumerated() { part[i, j] = self[row, column] }
        }
        return part
    }

    /// The lower triangle whose product with its transpose is this matrix; nil where it is not positive definite.
    ///
    /// Cholesky's method; a pivot below 1e-10 of its diagonal counts as collinear.
    func choleskyFactor() -> CholeskyFactor? {
        var lower = SquareMatrix(size)
        for j in 0..<size {
            var pivot = self[j, j]
            for k in 0..<j { pivot -= lower[j, k] * lower[j, k] }
            guard pivot > 1e-10 * abs(self[j, j]), pivot.isFinite else { return nil }
            let root = pivot.squareRoot()
            lower[j, j] = root
            for i in (j + 1)..<max(j + 1, size) {
                var value = self[i, j]
                for k in 0..<j { value -= lower[i, k] * lower[j, k] }
                lower[i, j] = value / root
            }
        }
        return CholeskyFactor(lower: lower)
    }
}

/// L of a matrix L L'.
struct CholeskyFactor {
    let lower: SquareMatrix

    /// The x with L L' x = b.
    func solve(_ b: [Double]) -> [Double] {
        var x = forward(b)
        for i in stride(from: x.count - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(i + 1, x.count) { x[i] -= lower[k, i] * x[k] }
            x[i] /= lower[i, i]
        }
        return x
    }

    /// b' (L L')^-1 b.
    func squaredNorm(of b: [Double]) -> Double { forward(b).reduce(0) { $0 + $1 * $1 } }

    private func forward(_ b: [Double]) -> [Double] {
        var x = b
        for i in x.indices {
            for k in 0..<i { x[i] -= lower[i, k] * x[k] }
            x[i] /= lower[i, i]
        }
        return x
    }
}
