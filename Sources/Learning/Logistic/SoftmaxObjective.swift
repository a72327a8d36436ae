/// The penalised mean loss of logistic regression: `(sum of weighted losses + |w|^2 / 2C) / sum of weights`, the intercepts free. All
/// rows weigh 1 where there are no weights.
///
/// Two classes have one margin, more have one each (softmax). Weights stand column by column, the margins of a column side by
/// side, and the intercepts come last.
struct SoftmaxObjective {
    let matrix: DesignMatrix
    /// Each row's class, 0 and up.
    let truth: [Int32]
    let classCount: Int
    let rowWeights: [Double]?
    /// Of the rows; their number where there are no weights.
    let totalWeight: Double
    let penalty: Double
    let threads: Int

    /// `c` is the inverse of the penalty, infinite for none.
    init(
        matrix: DesignMatrix, truth: [Int32], classCount: Int, rowWeights: [Double]? = nil, c: Double, threads: Int
    ) {
        self.matrix = matrix
        self.truth = truth
        self.classCount = classCount
        self.threads = threads
        // Huge or tiny weights are put into another unit, and the penalty with them.
        let largest = rowWeights?.max() ?? 1
        let unit = (1e-100...1e100).contains(largest) ? 1 : largest
        self.rowWeights = unit == 1 ? rowWeights : rowWeights?.map { $0 / unit }
        totalWeight = self.rowWeights?.reduce(0, +) ?? Double(matrix.rowCount)
        penalty = 1 / c / unit
    }

    /// Margins of a row.
    var margins: Int { Self.margins(classCount) }

    static func margins(_ classCount: Int) -> Int { classCount == 2 ? 1 : classCount }

    /// Numbers that are fitted.
    var weightCount: Int { (matrix.width + 1) * margins }

    /// The value and the gradient; the rows' probabilities at these weights go into `probabilities` (rows x classes).
    func evaluate(_ weights: [Double], probabilities: UnsafeMutableBufferPointer<Double>) -> (Double, [Double]) {
        guard let base = probabilities.baseAddress, matrix.rowCount > 0 else { return (0, weights.map { _ in 0 }) }
        nonisolated(unsafe) let out = base
        let (count, margins) = (weightCount, margins)
        let (width, slotCount, classCount) = (matrix.denseWidth, matrix.slotCount, classCount)
        // The loss is summed as one more number after the gradient; each chunk has the residuals of a row behind it.
        let sums = matrix.withRows { dense, slots in
            nonisolated(unsafe) let (dense, slots) = (dense, slots)
            return weights.withUnsafeBufferPointer { weights -> [Double] in
                truth.withUnsafeBufferPointer { truth -> [Double] in
                    guard let first = weights.baseAddress, let firstClass = truth.baseAddress else { return [] }
                    nonisolated(unsafe) let (w, y) = (first, firstClass)
                    let chunks = RowChunks(rowCount: matrix.rowCount)
                    let rowWeights = rowWeights
                    return chunks.sum(width: count + 1 + margins, threads: threads) { rows, sums in
                        let residual = sums + count + 1
                        if margins == 1 {
                            BinaryRows(
                                dense: dense, width: width, slots: slots, slotCount: slotCount, weights: w, intercept: count - 1,
                                truth: y,
                                probabilities: out, rowWeights: rowWeights
                            ).add(rows, into: sums)
                            return
                        }
                        for row in rows {
                            let values = dense + row &* width
                            let columns = slots + row &* slotCount
                            let p = out + row &* classCount
                            Softmax.margins(of: values, width, columns, slotCount, w, count, margins, into: residual)
                            var loss = Softmax.loss(residual, margins, Int(y[row]), probabilities: p)
                            if let rowWeights {
                                let weight = rowWeights[row]
                                loss *= weight
                                for margin in 0..<margins { residual[margin] *= weight }
                            }
                            sums[count] += loss
                            Softmax.accumulate(values, width, columns, slotCount, residual, margins, count, into: sums)
                        }
                    }
                }
            }
        }
        let rows = totalWeight
        var gradient = Array(sums[..<count])
        var square = 0.0
        let penalised = matrix.width * margins
        for place in 0..<penalised {
            gradient[place] += penalty * weights[place]
            square += weights[place] * weights[place]
        }
        for place in 0..<count { gradient[place] /= rows }
        return ((sums[count] + penalty * square / 2) / rows, gradient)
    }
}
