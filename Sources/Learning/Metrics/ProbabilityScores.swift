/// Measures of probabilities, rows x classes, each row summing to 1.
enum ProbabilityScores {
    /// Probabilities are clipped this far from 0 and 1, the machine epsilon, as scikit-learn does.
    static let clip = 2.220446049250313e-16

    /// Mean surprise at the true class, in nats.
    static func logLoss(truth: UnsafeBufferPointer<Int32>, probabilities: UnsafeBufferPointer<Double>, classCount: Int) -> Double
    {
        blockedMean(truth.count) { row in
            let p = probabilities[row &* classCount &+ Int(truth[row])]
            return -DeterministicMath.log(min(max(p, clip), 1 - clip))
        }
    }

    /// The sum of the surprises of some rows with a logarithm for every sixteen, to within a few units in the last place: for live
    /// curves.
    ///
    /// Clipped probabilities are at least 2^-52, so the product of sixteen is far from underflow. Rows go by fours into the lanes of
    /// one product, in an order that depends on their number alone.
    static func quickSurprise(
        truth: UnsafePointer<Int32>, probabilities: UnsafePointer<Double>, classCount: Int, rows: Range<Int>
    ) -> Double {
        @inline(__always) func chance(_ row: Int) -> Double {
            min(max(probabilities[row &* classCount &+ Int(truth[row])], clip), 1 - clip)
        }
        var sum = 0.0
        var row = rows.lowerBound
        while row &+ 16 <= rows.upperBound {
            var products = SIMD4<Double>(repeating: 1)
            for four in stride(from: row, to: row &+ 16, by: 4) {
                products *= SIMD4(chance(four), chance(four &+ 1), chance(four &+ 2), chance(four &+ 3))
            }
            sum -= DeterministicMath.log((products[0] * products[1]) * (products[2] * products[3]))
            row &+= 16
        }
        while row < rows.upperBound {
            sum -= DeterministicMath.log(chance(row))
            row &+= 1
        }
        return sum
    }

    /// Mean squared error: of the second class's probability for two classes, summed over the classes for more.
    static func brier(truth: UnsafeBufferPointer<Int32>, probabilities: UnsafeBufferPointer<Double>, classCount: Int) -> Double {
        blockedMean(truth.count) { row in
            if classCount == 2 {
                let error = probabilities[2 * row + 1] - Double(truth[row])
                return error * error
            }
            return (0..<classCount).reduce(0) { sum, label in
                let error = probabilities[row * classCount + label] - (Int(truth[row]) == label ? 1 : 0)
                return sum + error * error
            }
        }
    }
}

/// The mean over rows, summed in blocks so that rounding grows with their number and not with the rows.
@inline(__always)
func blockedMean(_ count: Int, _ value: (Int) -> Double) -> Double {
    guard count > 0 else { return .nan }
    var total = 0.0
    var start = 0
    while start < count {
        let end = min(start + Parallel.blockRows, count)
        var sum = 0.0
        for row in start..<end { sum += value(row) }
        total += sum
        start = end
    }
    return total / Double(count)
}

extension ProbabilityScores {
    /// The metric with this key, or nil where it is none of these.
    static func score(
        _ metric: String, truth: [Int32], probabilities: UnsafeBufferPointer<Double>, classCount: Int
    ) -> ScoredValue? {
        truth.withUnsafeBufferPointer { truth in
            switch metric {
            case "log_loss":
                ScoredValue(value: logLoss(truth: truth, probabilities: probabilities, classCount: classCount))
            case "brier":
                ScoredValue(value: brier(truth: truth, probabilities: probabilities, classCount: classCount))
            default: nil
            }
        }
    }
}
