import Glibc

/// The eigenvalues of a symmetric matrix, descending, and an eigenvector of length 1 to each.
///
/// Householder's reflections make it tridiagonal, QL steps with implicit shifts make it diagonal (A. Dubrulle, R. S. Martin
/// and J. H. Wilkinson, Numerische Mathematik 12, 1968). Only the lower triangle is read.
struct SymmetricEigen {
    /// Descending.
    private(set) var values: [Double]
    /// The vector of `values[i]` is row i.
    private(set) var vectors: SquareMatrix

    /// - Complexity: O(n^3).
    init(_ matrix: SquareMatrix) {
        let n = matrix.size
        var diagonal = [Double](repeating: 0, count: n)
        var beside = [Double](repeating: 0, count: n)
        var rows = SquareMatrix(n)
        var work = matrix.values
        work.withUnsafeMutableBufferPointer { work in
            rows.values.withUnsafeMutableBufferPointer { rows in
                diagonal.withUnsafeMutableBufferPointer { diagonal in
                    beside.withUnsafeMutableBufferPointer { beside in
                        guard let work = work.baseAddress, let rows = rows.baseAddress, let d = diagonal.baseAddress,
                            let e = beside.baseAddress
                        else { return }
                        tridiagonalise(work, n, rows, d, e)
                        diagonalise(rows, n, d, e)
                    }
                }
            }
        }
        let order = diagonal.indices.sorted { (diagonal[$1], $0) < (diagonal[$0], $1) }
        values = order.map { diagonal[$0] }
        vectors = SquareMatrix(n)
        for (place, row) in order.enumerated() {
            for column in 0..<n { vectors[place, column] = rows[row, column] }
        }
    }
}

/// Leaves the diagonal in `d`, what stands beside it in `e`, and the transposed product of the reflections in `q`.
private func tridiagonalise(
    _ a: UnsafeMutablePointer<Double>, _ n: Int, _ q: UnsafeMutablePointer<Double>, _ d: UnsafeMutablePointer<Double>,
    _ e: UnsafeMutablePointer<Double>
) {
    for i in 0..<n { for j in (i &+ 1)..<max(i &+ 1, n) { a[i &* n &+ j] = a[j &* n &+ i] } }
    var v = [Double](repeating: 0, count: n)
    var w = [Double](repeating: 0, count: n)
    var reflections: [(vector: [Double], factor: Double)] = []
    for k in 0..<max(0, n - 2) {
        var scale = 0.0
        for i in (k + 1)..<n { scale = max(scale, abs(a[i * n + k])) }
        var norm = 0.0
        for i in (k + 1)..<n {
            v[i] = scale > 0 ? a[i * n + k] / scale : 0
            norm += v[i] * v[i]
        }
        norm = norm.squareRoot()
        e[k] = v[k + 1] > 0 ? -norm * scale : norm * scale
        v[k + 1] -= v[k + 1] > 0 ? -norm : norm
        var length = 0.0
        for i in (k + 1)..<n { length += v[i] * v[i] }
        let factor = length > 0 ? 2 / length : 0
        reflections.append((Array(v[(k + 1)...]), factor))
        if factor == 0 { continue }
        var overlap = 0.0
        for i in (k + 1)..<n {
            var sum = 0.0
            let row = a + i &* n
            for j in (k + 1)..<n { sum += row[j] * v[j] }
            w[i] = factor * sum
            overlap += v[i] * w[i]
        }
        for i in (k + 1)..<n { w[i] -= factor / 2 * overlap * v[i] }
        for i in (k + 1)..<n {
            let (vi, wi) = (v[i], w[i])
            let row = a + i &* n
            for j in (k + 1)..<n { row[j] -= vi * w[j] + wi * v[j] }
        }
    }
    if n > 1 { e[n - 2] = a[(n - 1) * n + n - 2] }
    if n > 0 { e[n - 1] = 0 }
    for i in 0..<n {
        d[i] = a[i * n + i]
        q[i * n + i] = 1
    }
    // Rows of q are the columns of the product: each reflection acts on a part of every row.
    for k in reflections.indices.reversed() where reflections[k].factor > 0 {
        let (vector, factor) = reflections[k]
        for i in (k + 1)..<n {
            let row = q + (i &* n &+ k &+ 1)
            var sum = 0.0
            for j in vector.indices { sum += row[j] * vector[j] }
            sum *= factor
            for j in vector.indices { row[j] -= sum * vector[j] }
        }
    }
}

/// QL steps until nothing stands beside the diagonal; turns the rows of `q` along.
private func diagonalise(
    _ q: UnsafeMutablePointer<Double>, _ n: Int, _ d: UnsafeMutablePointer<Double>, _ e: UnsafeMutablePointer<Double>
) {
    for l in 0..<n {
        for _ in 0..<80 {
            var m = l
            while m < n - 1, abs(e[m]) > Double.ulpOfOne * (abs(d[m]) + abs(d[m + 1])) { m += 1 }
            if m == l { break }
            var g = (d[l + 1] - d[l]) / (2 * e[l])
            var r = hypot(g, 1)
            g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r))
            var (s, c, p) = (1.0, 1.0, 0.0)
            var isSplit = false
            for i in stride(from: m - 1, through: l, by: -1) {
                let (f, b) = (s * e[i], c * e[i])
                r = hypot(f, g)
                e[i + 1] = r
                if r == 0 {
                    d[i + 1] -= p
                    e[m] = 0
                    isSplit = true
                    break
                }
                s = f / r
                c = g / r
                g = d[i + 1] - p
                r = (d[i] - g) * s + 2 * c * b
                p = s * r
                d[i + 1] = g + p
                g = c * r - b
                let (low, high) = (q + i &* n, q + (i &+ 1) &* n)
                for k in 0..<n {
                    let (x, y) = (low[k], high[k])
                    high[k] = s * x + c * y
                    low[k] = c * x - s * y
                }
            }
            if isSplit { continue }
            d[l] -= p
            e[l] = g
            e[m] = 0
        }
    }
}
