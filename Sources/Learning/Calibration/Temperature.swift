import Recipes

/// All log-probabilities times one factor, then brought to the sum 1 again.
///
/// C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger 2017, "On calibration of modern neural networks", https://arxiv.org/abs/1706.04599; the factor
/// is one by the temperature.
struct Temperature: Sendable, Equatable {
    /// Above 1 makes probabilities sharper.
    let factor: Double

    private static let range = 1e-3...1e3

    /// Fits to probabilities (rows x classes) and the classes that came true, so that their log-likelihood is largest.
    ///
    /// - Complexity: O(rows x classes) a step, at most 100 steps.
    init?(fitting probabilities: [Double], truth: [Int32], classCount: Int) {
        guard classCount > 1, !truth.isEmpty else { return nil }
        let logs = probabilities.map { DeterministicMath.log(max($0, SigmoidCurve.least)) }
        // The slope of the loss in the factor rises, and where it is 0 the loss is least.
        func slope(_ factor: Double) -> (value: Double, rise: Double) {
            var (value, rise) = (0.0, 0.0)
            for (row, label) in truth.enumerated() {
                let start = row * classCount
                var largest = -Double.infinity
                for place in start..<start + classCount { largest = max(largest, logs[place]) }
                var (sum, mean, square) = (0.0, 0.0, 0.0)
                for place in start..<start + classCount {
                    let share = DeterministicMath.exp(factor * (logs[place] - largest))
                    sum += share
                    mean += share * logs[place]
                    square += share * logs[place] * logs[place]
                }
                mean /= sum
                value += mean - logs[start + Int(label)]
                rise += max(0, square / sum - mean * mean)
            }
            return (value, rise)
        }
        var (low, high) = (Self.range.lowerBound, Self.range.upperBound)
        var factor = 1.0
        for _ in 0..<100 {
            let here = slope(factor)
            if here.value == 0 { break }
            if here.value < 0 { low = factor } else { high = factor }
            var next = here.rise > 0 ? factor - here.value / here.rise : factor
            if !(next > low && next < high) { next = (low * high).squareRoot() }
            let change = abs(next - factor)
            factor = next
            if change <= 1e-12 * factor || high / low < 1 + 1e-14 { break }
        }
        self.factor = factor
    }

    /// The probabilities of one row.
    func values(_ row: ArraySlice<Double>) -> [Double] {
        let logs = row.map { DeterministicMath.log(max($0, SigmoidCurve.least)) }
        let largest = logs.max() ?? 0
        let shares = logs.map { DeterministicMath.exp(factor * ($0 - largest)) }
        let sum = shares.reduce(0, +)
        return shares.map { $0 / sum }
    }

    var json: JSON { .number(factor) }

    init?(json: JSON) {
        guard let factor = json.doubleValue, Self.range.contains(factor) else { return nil }
        self.factor = factor
    }
}
