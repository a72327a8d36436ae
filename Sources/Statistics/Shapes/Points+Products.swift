/// Products of points that stand about their mean.
extension Points {
    /// The transposed matrix times itself, lower triangle.
    ///
    /// - Complexity: O(n p^2 / 2).
    func crossProducts() -> SquareMatrix {
        let p = dimensions
        var square = SquareMatrix(p)
        values.withUnsafeBufferPointer { values in
            square.values.withUnsafeMutableBufferPointer { square in
                guard let x = values.baseAddress, let out = square.baseAddress else { return }
                for row in 0..<count {
                    let point = x + row &* p
                    for i in 0..<p {
                        let value = point[i]
                        let line = out + i &* p
                        for j in 0...i { line[j] += value * point[j] }
                    }
                }
            }
        }
        return square
    }

    /// The matrix times its transpose, lower triangle.
    ///
    /// - Complexity: O(n^2 p / 2).
    func rowProducts() -> SquareMatrix {
        var square = SquareMatrix(count)
        values.withUnsafeBufferPointer { values in
            guard let x = values.baseAddress else { return }
            for i in 0..<count {
                for j in 0...i {
                    let (a, b) = (x + i &* dimensions, x + j &* dimensions)
                    var sum = 0.0
                    for k in 0..<dimensions { sum += a[k] * b[k] }
                    square[i, j] = sum
                }
            }
        }
        return square
    }

    /// The sum of the points, each with a weight.
    func combined(_ weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: dimensions)
        for row in 0..<min(count, weights.count) {
            for column in 0..<dimensions { sum[column] += weights[row] * values[row &* dimensions &+ column] }
        }
        return sum
    }

    /// The largest eigenvalues and vectors of the cross products without making them: block iteration from a random start, until
    /// the values settle.
    func blockIteration(_ wanted: Int, seed: UInt64) -> (values: [Double], vectors: [[Double]]) {
        let width = min(dimensions, wanted + 10)
        guard wanted > 0 else { return ([], []) }
        var random = Philox(seed: seed, stream: 0x5043_4100)
        var block = (0..<width).map { _ in (0..<dimensions).map { _ in random.normal() } }
        Self.orthonormalise(&block)
        var last: [Double] = []
        for _ in 0..<60 {
            let image = crossProducts(with: block)
            var small = SquareMatrix(width)
            for i in 0..<width { for j in 0...i { small[i, j] = zip(block[i], image[j]).reduce(0) { $0 + $1.0 * $1.1 } } }
            let eigen = SymmetricEigen(small)
            // The image turned to the present guess: the next block, its largest direction first.
            func turned(_ vectors: [[Double]]) -> [[Double]] {
                (0..<width).map { row in
                    var sum = [Double](repeating: 0, count: dimensions)
                    for (part, vector) in vectors.enumerated() {
                        let weight = eigen.vectors[row, part]
                        for column in 0..<dimensions { sum[column] += weight * vector[column] }
                    }
                    return sum
                }
            }
            let values = Array(eigen.values.prefix(wanted))
            let scale = max(abs(values.first ?? 0), .leastNormalMagnitude)
            let isSettled = last.count == values.count && !zip(last, values).contains { abs($0 - $1) > 1e-9 * scale }
            if isSettled { return (values, Array(turned(block).prefix(wanted))) }
            last = values
            block = turned(image)
            Self.orthonormalise(&block)
        }
        return (last, Array(block.prefix(wanted)))
    }

    /// The cross products times each vector, in two passes over the points.
    private func crossProducts(with vectors: [[Double]]) -> [[Double]] {
        let (p, width) = (dimensions, vectors.count)
        // One vector after the other in each place, so that the inner loops run through memory.
        var right = [Double](repeating: 0, count: p * width)
        for (k, vector) in vectors.enumerated() { for j in 0..<p { right[j * width + k] = vector[j] } }
        var image = [Double](repeating: 0, count: p * width)
        var products = [Double](repeating: 0, count: width)
        values.withUnsafeBufferPointer { values in
            right.withUnsafeBufferPointer { right in
                image.withUnsafeMutableBufferPointer { image in
                    products.withUnsafeMutableBufferPointer { products in
                        guard let x = values.baseAddress, let right = right.baseAddress, let out = image.baseAddress,
                            let product = products.baseAddress
                        else { return }
                        for row in 0..<count {
                            let point = x + row &* p
                            product.update(repeating: 0, count: width)
                            for j in 0..<p {
                                let (value, line) = (point[j], right + j &* width)
                                for k in 0..<width { product[k] += value * line[k] }
                            }
                            for j in 0..<p {
                                let (value, line) = (point[j], out + j &* width)
                                for k in 0..<width { line[k] += value * product[k] }
                            }
                        }
                    }
                }
            }
        }
        return (0..<width).map { k in (0..<p).map { image[$0 * width + k] } }
    }

    /// Gram and Schmidt's method, twice for the digits that the first time loses.
    private static func orthonormalise(_ block: inout [[Double]]) {
        for i in block.indices {
            for _ in 0..<2 {
                for j in 0..<i {
                    let overlap = zip(block[i], block[j]).reduce(0) { $0 + $1.0 * $1.1 }
                    for k in block[i].indices { block[i][k] -= overlap * block[j][k] }
                }
                let norm = block[i].reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard norm > 0 else { break }
                for k in block[i].indices { block[i][k] /= norm }
            }
        }
    }
}
