import Recipes

@testable import Learning

/// Keeps what a fit tells and what it wants kept.
final class BoostingWitness: FitObserver {
    private(set) var training: [[Double]] = []
    private(set) var steps: [Int] = []
    private(set) var checkpoints: [FitCheckpoint] = []
    /// Steps after which a checkpoint is wanted.
    var wanted: Set<Int> = []
    /// The step at which to stop.
    var limit = Int.max
    /// Learning rates that somebody changed, by step.
    var rates: [Int: Double] = [:]

    init(checkpointsAfter wanted: Set<Int> = [], limit: Int = .max) {
        self.wanted = wanted
        self.limit = limit
    }

    func encoded() {}

    func step(
        _ step: Int, training: UnsafeBufferPointer<Double>, watched: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective {
        steps.append(step)
        self.training.append(Array(training))
        return step >= limit ? .stop : .proceed
    }

    func wantsCheckpoint(after step: Int) -> Bool { wanted.contains(step) }
    func keep(_ checkpoint: FitCheckpoint) { checkpoints.append(checkpoint) }
    func learningRate(at step: Int, planned: Double) -> Double { rates[step] ?? planned }
}

extension BoostingSample {
    /// Fits as a recipe does.
    func learnt(
        _ set: [String: ParameterValue], observer: any FitObserver = SilentObserver(), checkpoint: FitCheckpoint? = nil,
        rows: [Int32]? = nil, seed: Int = 0, threads: Int = 2
    ) throws -> BoostedModel {
        let task: LearningTask = if case .numbers = target { .regression } else { .classification }
        let context = FitContext(
            task: task, parameters: Recipe.Model(family: "boosting", parameters: set), seed: seed, threads: threads,
            observer: observer, checkpoint: checkpoint)
        let model = try BoostingLearner().fit(training(rows), watching: nil, context: context)
        guard let boosted = model as? BoostedModel else { throw AssayError(code: "kind", message: "another model") }
        return boosted
    }

    /// A table of numbers with gaps and a column of words, whose target follows from both and some luck.
    static func mixed(_ rows: Int, classes: Int) -> BoostingSample {
        let columns = (0..<4).map { ("x\($0)", noise(rows, stream: $0).map { $0 < 0.05 ? Double.nan : $0 }) }
        let luck = noise(rows, stream: 77)
        let score = (0..<rows).map { (columns[0].1[$0].isNaN ? 0.2 : columns[0].1[$0]) + 0.7 * luck[$0] }
        var sample =
            classes == 0
            ? BoostingSample(columns, numbers: score)
            : BoostingSample(
                columns, classes: score.map { Int32(min($0 * Double(classes) / 1.7, Double(classes - 1))) }, count: classes)
        sample.append("word", words: luck.map { $0 < 0.1 ? "" : "w\(Int($0 * 6))" })
        return sample
    }
}
