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
            let margins = margins(row)
            guard LogisticLanes.covers(margins) else {
                for one in row..<row &+ 4 { addOne(one, sums, columns) }
                row &+= 4
                continue
            }
            let (yes, no, softness) = LogisticLanes.probabilities(margins)
            var residuals = SIMD4<Double>.zero
            for lane in 0..<4 {
                let place = row &+ lane
                probabilities[2 &* place] = no[lane]
                probabilities[2 &* place &+ 1] = yes[lane]
                let isYes = truth[place] == 1
                residuals[lane] = isYes ? -no[lane] : yes[lane]
                var loss = max(isYes ? -margins[lane] : margins[lane], 0) + softness[lane]
                if let rowWeights {
                    residuals[lane] *= rowWeights[place]
                    loss *= rowWeights[place]
                }
                sums[columns] += loss
            }
            gather(row, residuals, sums)
            row &+= 4
        }
        while row < rows.upperBound {
            addOne(row, sums, columns)
            row &+= 1
        }
    }

    /// The margins of four rows; each dense part has the order of ``dot(_:_:_:)``.
    @inline(__always)
    private func margins(_ row: Int) -> SIMD4<Double> {
        typealias Lanes = SIMD4<Double>
        let (a, b) = (dense + row &* width, dense + (row &+ 1) &* width)
        let (c, d) = (dense + (row &+ 2) &* width, dense + (row &+ 3) &* width)
        var (sumA, sumB, sumC, sumD) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        var place = 0
        while place &+ 4 <= width {
            let own = Lanes(at: weights + place)
            sumA += Lanes(at: a + place) * own
            sumB += Lanes(at: b + place) * own
            sumC += Lanes(at: c + place) * own
            sumD += Lanes(at: d + place) * own
            place &+= 4
        }
        while place < width {
            sumA[0] += a[place] * weights[place]
            sumB[0] += b[place] * weights[place]
            sumC[0] += c[place] * weights[place]
            sumD[0] += d[place] * weights[place]
            place &+= 1
        }
        var result = Lanes(sumA.total, sumB.total, sumC.total, sumD.total) + Lanes(repeating: weights[intercept])
        guard slotCount > 0 else { return result }
        for lane in 0..<4 {
            let columns = slots + (row &+ lane) &* slotCount
            for slot in 0..<slotCount where columns[slot] >= 0 { result[lane] += weights[Int(columns[slot])] }
        }
        return result
    }

    /// Adds four rows' residuals times their columns, one after the other in every sum.
    @inline(__always)
    private func gather(_ row: Int, _ residuals: SIMD4<Double>, _ sums: UnsafeMutablePointer<Double>) {
        typealias Lanes = SIMD4<Double>
        let (a, b) = (dense + row &* width, dense + (row &+ 1) &* width)
        let (c, d) = (dense + (row &+ 2) &* width, dense + (row &+ 3) &* width)
        let (ra, rb, rc, rd) = (residuals[0], residuals[1], residuals[2], residuals[3])
        var place = 0
        while place &+ 4 <= width {
            var sum = Lanes(at: UnsafePointer(sums + place))
            sum += Lanes(at: a + place) * ra
            sum += Lanes(at: b + place) * rb
            sum += Lanes(at: c + place) * rc
            sum += Lanes(at: d + place) * rd
            sum.store(at: sums + place)
            place &+= 4
        }
        while place < width {
            var sum = sums[place]
            sum += ra * a[place]
            sum += rb * b[place]
            sum += rc * c[place]
            sum += rd * d[place]
            sums[place] = sum
            place &+= 1
        }
        for lane in 0..<4 {
            let own = slots + (row &+ lane) &* slotCount
            for slot in 0..<slotCount where own[slot] >= 0 { sums[Int(own[slot])] += residuals[lane] }
            sums[intercept] += residuals[lane]
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
