/// The inner loops of logistic regression, a row at a time.
enum Softmax {
    /// The margins of a row: intercepts, dense columns, columns of 0 and 1.
    @inline(__always)
    static func margins(
        of values: UnsafePointer<Double>, _ width: Int, _ columns: UnsafePointer<Int32>, _ slotCount: Int,
        _ weights: UnsafePointer<Double>, _ weightCount: Int, _ margins: Int, into out: UnsafeMutablePointer<Double>
    ) {
        let intercepts = weights + (weightCount &- margins)
        if margins == 1 {
            var sum = intercepts[0] + dot(values, weights, width)
            for slot in 0..<slotCount where columns[slot] >= 0 { sum += weights[Int(columns[slot])] }
            out[0] = sum
            return
        }
        for margin in 0..<margins { out[margin] = intercepts[margin] }
        for column in 0..<width {
            Learning.accumulate(values[column], weights + column &* margins, into: out, margins)
        }
        for slot in 0..<slotCount where columns[slot] >= 0 {
            Learning.accumulate(1, weights + Int(columns[slot]) &* margins, into: out, margins)
        }
    }

    /// Turns margins into residuals (probability minus truth), writes the probabilities, and gives the loss.
    @inline(__always)
    static func loss(
        _ margins: UnsafeMutablePointer<Double>, _ count: Int, _ truth: Int, probabilities p: UnsafeMutablePointer<Double>
    ) -> Double {
        if count == 1 {
            let margin = margins[0]
            probabilities(margins, 1, into: p)
            margins[0] = truth == 1 ? -p[0] : p[1]
            return DeterministicMath.softplus(truth == 1 ? -margin : margin)
        }
        let own = margins[truth]
        let total = probabilities(margins, count, into: p)
        for place in 0..<count { margins[place] = p[place] }
        margins[truth] -= 1
        return total - own
    }

    /// The probabilities of a row's margins.
    ///
    /// - Returns: the logarithm of the sum of their exponentials, for more than one margin.
    @inline(__always) @discardableResult
    static func probabilities(
        _ margins: UnsafePointer<Double>, _ count: Int, into p: UnsafeMutablePointer<Double>
    ) -> Double {
        if count == 1 {
            p[1] = DeterministicMath.logistic(margins[0])
            p[0] = DeterministicMath.logistic(-margins[0])
            return 0
        }
        var largest = margins[0]
        for place in 1..<count where margins[place] > largest { largest = margins[place] }
        var sum = 0.0
        for place in 0..<count {
            p[place] = DeterministicMath.exp(margins[place] - largest)
            sum += p[place]
        }
        for place in 0..<count { p[place] /= sum }
        return largest + DeterministicMath.log(sum)
    }

    /// Adds a row's residuals times its columns to the gradient.
    @inline(__always)
    static func accumulate(
        _ values: UnsafePointer<Double>, _ width: Int, _ columns: UnsafePointer<Int32>, _ slotCount: Int,
        _ residual: UnsafePointer<Double>, _ margins: Int, _ weightCount: Int, into sums: UnsafeMutablePointer<Double>
    ) {
        if margins == 1 {
            Learning.accumulate(residual[0], values, into: sums, width)
            for slot in 0..<slotCount where columns[slot] >= 0 { sums[Int(columns[slot])] += residual[0] }
        } else {
            for column in 0..<width {
                Learning.accumulate(values[column], residual, into: sums + column &* margins, margins)
            }
            for slot in 0..<slotCount where columns[slot] >= 0 {
                Learning.accumulate(1, residual, into: sums + Int(columns[slot]) &* margins, margins)
            }
        }
        Learning.accumulate(1, residual, into: sums + (weightCount &- margins), margins)
    }
}
