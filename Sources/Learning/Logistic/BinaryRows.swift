/// The loss and gradient of two classes over some rows, in one pass: four rows at once for all but the sums, which go row by row.
struct BinaryRows {
    let dense: UnsafePointer<Double>
    let width: Int
    let slots: UnsafePointer<Int32>
    let slotCount: Int
    /// A weight a column, then the intercept.
    let weights: UnsafePointer<Double>
    /// Place of the intercept.
    let intercept: Int
    let truth: UnsafePointer<Int32>
    /// Two a row.
    let probabilities: UnsafeMutablePointer<Double>
    let rowWeights: [Double]?

    /// Adds the rows' gradient to the first `weights` sums, and their losses to the one behind; the one behind that is room.
    func add(_ rows: Range<Int>, into sums: UnsafeMutablePointer<Double>) {
        let columns = intercept &+ 1
        var row = rows.lowerBound
        while row &+ 4 <= rows.upperBound {
            let margins = SIMD4(margin(row), margin(row &+ 1), margin(row &+ 2), margin(row &+ 3))
            guard LogisticLanes.covers(margins) else {
                for one in row..<row &+ 4 { addOne(one, sums, columns) }
                row &+= 4
                continue
            }
            let (yes, no, softness) = LogisticLanes.probabilities(margins)
            for lane in 0..<4 {
                let place = row &+ lane
                probabilities[2 &* place] = no[lane]
                probabilities[2 &* place &+ 1] = yes[lane]
                let isYes = truth[place] == 1
                let margin = isYes ? -margins[lane] : margins[lane]
                gather(place, isYes ? -no[lane] : yes[lane], max(margin, 0) + softness[lane], sums, columns)
            }
            row &+= 4
        }
        while row < rows.upperBound {
            addOne(row, sums, columns)
            row &+= 1
        }
    }

    @inline(__always)
    private func margin(_ row: Int) -> Double {
        var sum = weights[intercept] + dot(dense + row &* width, weights, width)
        let columns = slots + row &* slotCount
        for slot in 0..<slotCount where columns[slot] >= 0 { sum += weights[Int(columns[slot])] }
        return sum
    }

    private func addOne(_ row: Int, _ sums: UnsafeMutablePointer<Double>, _ columns: Int) {
        var margin = margin(row)
        let loss = Softmax.loss(&margin, 1, Int(truth[row]), probabilities: probabilities + 2 &* row)
        gather(row, margin, loss, sums, columns)
    }

    /// Adds a row's loss, and its residual times its columns.
    @inline(__always)
    private func gather(
        _ row: Int, _ residual: Double, _ loss: Double, _ sums: UnsafeMutablePointer<Double>, _ columns: Int
    ) {
        var (residual, loss) = (residual, loss)
        if let rowWeights {
            residual *= rowWeights[row]
            loss *= rowWeights[row]
        }
        sums[columns] += loss
        Learning.accumulate(residual, dense + row &* width, into: sums, width)
        let own = slots + row &* slotCount
        for slot in 0..<slotCount where own[slot] >= 0 { sums[Int(own[slot])] += residual }
        sums[intercept] += residual
    }
}
