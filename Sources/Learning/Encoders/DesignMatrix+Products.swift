// Products with the weights of a linear model; the intercept stands after the weights of all columns.
extension DesignMatrix {
    /// X w + intercept of every row.
    ///
    /// - Complexity: O(rows x (dense columns + slots)).
    func product(_ weights: [Double], threads: Int) -> [Double] {
        precondition(weights.count == width + 1, "a weight a column and the intercept")
        return [Double](unsafeUninitializedCapacity: rowCount) { result, count in
            count = rowCount
            guard let base = result.baseAddress else { return }
            nonisolated(unsafe) let out = base
            withRows { dense, slots in
                nonisolated(unsafe) let (dense, slots) = (dense, slots)
                weights.withUnsafeBufferPointer { weights in
                    guard let first = weights.baseAddress else { return }
                    nonisolated(unsafe) let w = first
                    Parallel.forEach(Parallel.blockCount(rows: rowCount), threads: threads) { block in
                        for row in Parallel.rows(ofBlock: block, of: rowCount) {
                            var sum = w[width] + dot(dense + row &* denseWidth, w, denseWidth)
                            let columns = slots + row &* slotCount
                            for slot in 0..<slotCount where columns[slot] >= 0 { sum += w[Int(columns[slot])] }
                            out[row] = sum
                        }
                    }
                }
            }
        }
    }

    /// X' r, and the sum of r after it.
    func transposedProduct(_ values: [Double], threads: Int) -> [Double] {
        precondition(values.count == rowCount, "a value a row")
        return withRows { dense, slots in
            nonisolated(unsafe) let (dense, slots) = (dense, slots)
            return RowChunks(rowCount: rowCount).sum(width: width + 1, threads: threads) { rows, sums in
                for row in rows {
                    let value = values[row]
                    accumulate(value, dense + row &* denseWidth, into: sums, denseWidth)
                    let columns = slots + row &* slotCount
                    for slot in 0..<slotCount where columns[slot] >= 0 { sums[Int(columns[slot])] += value }
                    sums[width] += value
                }
            }
        }
    }

    /// X' S X with row weights S and the intercept as a last column of ones: the lower triangle, row by row in a full square.
    ///
    /// - Complexity: O(rows x (dense columns + slots)^2) time, O(width^2) memory a chunk.
    func gram(rowWeights: [Double]? = nil, threads: Int) -> [Double] {
        let side = width + 1
        let limit = max(1, min(32, 8_000_000 / (side * side)))
        return withRows { dense, slots in
            nonisolated(unsafe) let (dense, slots) = (dense, slots)
            return RowChunks(rowCount: rowCount, limit: limit).sum(width: side * side, threads: threads) { rows, sums in
                for row in rows {
                    let values = dense + row &* denseWidth
                    let weight = rowWeights?[row] ?? 1
                    for column in 0..<denseWidth {
                        accumulate(weight * values[column], values, into: sums + column &* side, column &+ 1)
                    }
                    let columns = slots + row &* slotCount
                    for slot in 0..<slotCount where columns[slot] >= 0 {
                        let line = sums + Int(columns[slot]) &* side
                        accumulate(weight, values, into: line, denseWidth)
                        // Slots are in the order of their columns, so this stays in the lower triangle.
                        for other in 0...slot where columns[other] >= 0 { line[Int(columns[other])] += weight }
                    }
                    let line = sums + width &* side
                    accumulate(weight, values, into: line, denseWidth)
                    for slot in 0..<slotCount where columns[slot] >= 0 { line[Int(columns[slot])] += weight }
                    line[width] += weight
                }
            }
        }
    }

    /// The dense block and the slots as pointers, which are valid even where a block is empty.
    func withRows<Result>(_ body: (UnsafePointer<Double>, UnsafePointer<Int32>) -> Result) -> Result {
        dense.withUnsafeBufferPointer { dense in
            slots.withUnsafeBufferPointer { slots in
                // An empty block has no address; nothing is read through the stand-in.
                withUnsafePointer(to: 0.0) { noNumber in
                    withUnsafePointer(to: Int32(-1)) { noColumn in
                        body(dense.baseAddress ?? noNumber, slots.baseAddress ?? noColumn)
                    }
                }
            }
        }
    }
}
