import Learning

/// Keeps what a fit tells and the states that are wanted, and ends it where it is told to.
final class KeepingObserver: FitObserver {
    private(set) var steps: [Int] = []
    /// Predictions by step.
    private(set) var training: [[Double]] = []
    private(set) var watched: [[Double]] = []
    private(set) var kept: [FitCheckpoint] = []
    private let keeps: Set<Int>?
    private let stopsAfter: Int?
    private let rate: (Int, Double) -> Double

    /// Predictions for the training rows after the last step.
    var last: [Double] { training.last ?? [] }

    /// - `keeping`: the steps after which the state is kept; nil keeps all.
    /// - `rate`: the learning rate of a step, given the planned one.
    init(keeping: Set<Int>? = nil, stopsAfter: Int? = nil, rate: @escaping (Int, Double) -> Double = { $1 }) {
        keeps = keeping
        self.stopsAfter = stopsAfter
        self.rate = rate
    }

    func encoded() {}

    func step(
        _ step: Int, training: UnsafeBufferPointer<Double>, watched: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective {
        steps.append(step)
        self.training.append(Array(training))
        if let watched { self.watched.append(Array(watched)) }
        return step == stopsAfter ? .stop : .proceed
    }

    func wantsCheckpoint(after step: Int) -> Bool { keeps?.contains(step) ?? true }
    func keep(_ checkpoint: FitCheckpoint) { kept.append(checkpoint) }
    func learningRate(at step: Int, planned: Double) -> Double { rate(step, planned) }
}
