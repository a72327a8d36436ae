/// What a network learns, row by row.
enum NetworkTarget: Sendable {
    /// Places among the classes that were fitted; with one output the second of two is the one that it says yes to.
    case classes([Int32], count: Int)
    /// Standardised numbers.
    case numbers([Float])

    /// Sums that the last layer has.
    func outputs(single: Bool) -> Int {
        switch self {
        case .classes(_, let count): single && count == 2 ? 1 : count
        case .numbers: 1
        }
    }
}

/// The gradient of a batch's mean loss in its last sums, and the loss.
struct NetworkLoss {
    let target: NetworkTarget
    /// Of mean 1; nil where all rows count the same.
    let weights: [Float]?
    let smoothing: Float
    let outputs: Int
    /// Floats of a row of sums.
    let stride: Int

    /// Writes the gradient of the loss, divided by `size`, and gives the sum of the losses of the rows (without smoothing).
    ///
    /// - Complexity: O(rows x outputs).
    func gradient(
        _ sums: UnsafePointer<Float>, _ places: (Int) -> Int, count: Int, size: Int, into delta: UnsafeMutablePointer<Float>,
        wantsLoss: Bool
    ) -> Double {
        var loss = 0.0
        let part = 1 / Float(size)
        switch target {
        case .numbers(let values):
            values.withUnsafeBufferPointer { values in
                for row in 0..<count {
                    let place = places(row)
                    let error = sums[row &* stride] - values[place]
                    let weight = weights?[place] ?? 1
                    clear(delta + row &* stride)
                    delta[row &* stride] = error * weight * part
                    if wantsLoss { loss += Double(weight) * Double(error) * Double(error) / 2 }
                }
            }
        case .classes(let codes, _):
            codes.withUnsafeBufferPointer { codes in
                for row in 0..<count {
                    let place = places(row)
                    let weight = weights?[place] ?? 1
                    let out = delta + row &* stride
                    let own = Int(codes[place])
                    let right = outputs == 1 ? logistic(sums + row &* stride, own, out) : softmax(sums + row &* stride, own, out)
                    if wantsLoss { loss -= Double(weight) * DeterministicMath.log(max(Double(right), 1e-38)) }
                    let factor = weight * part
                    var column = 0
                    while column < stride {
                        (SIMD8(at: out + column) * factor).store(at: out + column)
                        column &+= 8
                    }
                }
            }
        }
        return loss
    }

    private func clear(_ row: UnsafeMutablePointer<Float>) {
        for column in Swift.stride(from: 0, to: stride, by: 8) { SIMD8<Float>.zero.store(at: row + column) }
    }

    /// Probability minus truth, and the probability of the true class.
    @inline(__always)
    private func logistic(_ sum: UnsafePointer<Float>, _ own: Int, _ out: UnsafeMutablePointer<Float>) -> Float {
        let e = FloatMath.exp(SIMD8(repeating: -sum[0].magnitude))[0]
        let (small, large) = (e / (1 + e), 1 / (1 + e))
        let yes = sum[0] < 0 ? small : large
        let no = sum[0] < 0 ? large : small
        clear(out)
        let smooth = smoothing / 2
        out[0] = own == 1 ? smooth - no : yes - smooth
        return own == 1 ? yes : no
    }

    @inline(__always)
    private func softmax(_ sums: UnsafePointer<Float>, _ own: Int, _ out: UnsafeMutablePointer<Float>) -> Float {
        var largest = sums[0]
        for column in 1..<outputs where sums[column] > largest { largest = sums[column] }
        var total: Float = 0
        var column = 0
        while column < stride {
            FloatMath.exp(SIMD8<Float>(at: sums + column) - largest).store(at: out + column)
            column &+= 8
        }
        for column in 0..<outputs { total += out[column] }
        let right = out[own] / total
        let smooth = smoothing / Float(outputs)
        for column in 0..<outputs { out[column] = out[column] / total - smooth }
        for column in outputs..<stride { out[column] = 0 }
        out[own] -= 1 - smoothing
        return right
    }
}
