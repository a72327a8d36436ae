import Learning

/// Keeps states of a fit, and ends it where it is told to.
final class KeepingObserver: FitObserver {
    var kept: [FitCheckpoint] = []
    var steps: [Int] = []
    var last: [Double] = []
    private let stopsAfter: Int?
    private let rate: (Int, Double) -> Double

    init(stopsAfter: Int? = nil, rate: @escaping (Int, Double) -> Double = { $1 }) {
        self.stopsAfter = stopsAfter
        self.rate = rate
    }

    func encoded() {}

    func step(
        _ step: Int, training: UnsafeBufferPointer<Double>, watched: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective {
        steps.append(step)
        last = Array(training)
        return step == stopsAfter ? .stop : .proceed
    }

    func wantsCheckpoint(after step: Int) -> Bool { true }
    func keep(_ checkpoint: FitCheckpoint) { kept.append(checkpoint) }
    func learningRate(at step: Int, planned: Double) -> Double { rate(step, planned) }
}
