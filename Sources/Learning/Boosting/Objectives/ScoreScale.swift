/// How scores become what people see.
enum ScoreScale: Equatable {
    /// Probabilities of so many classes: two have one score, the logarithm of the odds.
    case classes(Int)
    /// A number: `mean` + score x `unit`.
    case number(mean: Double, unit: Double)
    /// A number: e to the power of the score.
    case logarithm

    /// Predicted values a row.
    var width: Int {
        if case .classes(let count) = self { count } else { 1 }
    }

    /// Writes predictions row by row.
    ///
    /// - `scores`: scores of output 0, padded to whole vectors; those of the next output are `stride` further on.
    func write(_ scores: UnsafePointer<Double>, stride: Int, count: Int, to target: UnsafeMutablePointer<Double>) {
        switch self {
        case .classes(let classes):
            Predictions.write(scores, stride: stride, count: count, classes: classes, to: target)
        case .number(let mean, let unit):
            for row in 0..<count { target[row] = mean + scores[row] * unit }
        case .logarithm:
            for first in Swift.stride(from: 0, to: count, by: 4) {
                let power = VectorMath.exp(SIMD4(at: scores + first))
                for lane in 0..<min(4, count - first) { target[first + lane] = power[lane] }
            }
        }
    }
}
