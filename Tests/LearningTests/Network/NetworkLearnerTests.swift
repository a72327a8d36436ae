import Recipes
import Testing

@testable import Learning

/// The network family as the trainer uses it.
@Suite struct NetworkLearnerTests {
    /// Two numbers, one with gaps, a pair of words, and a column of many words.
    static func sample(_ rows: Int, classes: Int?) -> Sample {
        let random = CounterRandom(seed: 5)
        let x = (0..<rows).map { 4 * random.unit($0) - 2 }
        let z = (0..<rows).map { random.unit(10_000 + $0) }
        let signal = (0..<rows).map { row -> Double in
            let jump: Double = row % 12 == 3 ? 1 : 0
            return x[row] * x[row] - z[row] + jump
        }
        let target: TargetValues =
            if let classes {
                .classes(signal.map { value -> Int32 in Int32(max(0, min(Double(classes - 1), value + 0.5))) }, count: classes)
            } else { .numbers(signal.map { 100 * $0 }) }
        var sample = Sample(
            [("x", x), ("z", z.enumerated().map { $0.offset % 7 == 0 ? .nan : $0.element })], target)
        sample.append("pair", words: (0..<rows).map { $0 % 3 == 0 ? "a" : "b" })
        sample.append("many", words: (0..<rows).map { $0 % 29 == 0 ? "" : "w\($0 % 12)" })
        return sample
    }

    static func parameters(_ set: [String: String]) throws -> Recipe.Model {
        var model = Recipe.Model(.mlp)
        try model.set("hidden_layer_sizes", "12,9")
        try model.set("max_iter", "4")
        try model.set("batch_size", "70")
        try model.set("validation_fraction", "0.1")
        for (name, value) in set { try model.set(name, value) }
        return model
    }

    private func fit(
        _ sample: Sample, _ set: [String: String] = [:], weights: [Double]? = nil, threads: Int = 1,
        observer: any FitObserver = SilentObserver(), from checkpoint: FitCheckpoint? = nil
    ) throws -> String {
        let task: LearningTask = if case .classes = sample.target { .classification } else { .regression }
        let context = FitContext(
            task: task, parameters: try Self.parameters(set), seed: 3, threads: threads, observer: observer,
            checkpoint: checkpoint)
        return try NetworkLearner().fit(sample.training(weights: weights), watching: nil, context: context).json.canonicalText
    }

    @Test(arguments: ["realmlp", "sklearn"], [nil, 2, 3])
    func threadsChangeNothing(_ preset: String, _ classes: Int?) throws {
        let sample = Self.sample(211, classes: classes)
        let weights = (0..<211).map { Double($0 % 4) + 0.5 }
        let one = try fit(sample, ["preset": preset], weights: weights, threads: 1)
        #expect(try fit(sample, ["preset": preset], weights: weights, threads: 2) == one)
        #expect(try fit(sample, ["preset": preset], weights: weights, threads: 3) == one)
    }

    @Test(arguments: ["realmlp", "sklearn"], [nil, 3])
    func goesOnToTheSameBits(_ preset: String, _ classes: Int?) throws {
        let sample = Self.sample(180, classes: classes)
        let whole = try fit(sample, ["preset": preset])
        let first = KeepingObserver(stopsAfter: 2)
        _ = try fit(sample, ["preset": preset], observer: first)
        let second = KeepingObserver()
        #expect(try fit(sample, ["preset": preset], threads: 2, observer: second, from: first.kept.last) == whole)
        #expect(first.steps == [1, 2] && second.steps == [3, 4])
    }

    @Test func goesOnWithMoreEpochs() throws {
        let sample = Self.sample(150, classes: 2)
        let first = KeepingObserver()
        _ = try fit(sample, ["preset": "sklearn"], observer: first)
        let second = KeepingObserver()
        let continued = try fit(sample, ["preset": "sklearn", "max_iter": "6"], observer: second, from: first.kept.last)
        #expect(second.steps == [5, 6])
        // Its rate is constant, so that this is what six epochs come to.
        #expect(try fit(sample, ["preset": "sklearn", "max_iter": "6"]) == continued)
    }

    @Test func beginsAnewFromForeignBytes() throws {
        let sample = Self.sample(150, classes: 2)
        let whole = try fit(sample)
        #expect(try fit(sample, from: FitCheckpoint(step: 2, bytes: [1, 2, 3])) == whole)
        let other = KeepingObserver(stopsAfter: 1)
        _ = try fit(Self.sample(149, classes: 2), observer: other)
        #expect(try fit(sample, from: other.kept.last) == whole)
    }

    @Test func asksForTheRateOfEveryEpoch() throws {
        let sample = Self.sample(150, classes: 2)
        var planned: [Double] = []
        _ = try fit(
            sample,
            observer: KeepingObserver {
                planned.append($1); return $1
            })
        // Four waves, each in the middle of a quarter of the fit.
        #expect(planned.count == 4 && planned.allSatisfy { $0 >= 0 && $0 <= 0.04 })
        let slowed = try fit(sample, observer: KeepingObserver { step, rate in step > 2 ? rate / 10 : rate })
        #expect(try fit(sample) != slowed)
    }

    @Test(arguments: ["realmlp", "sklearn"], [nil, 2, 3])
    func readsBackToTheSameBits(_ preset: String, _ classes: Int?) throws {
        let sample = Self.sample(120, classes: classes)
        let training = sample.training()
        let context = FitContext(
            task: classes == nil ? .regression : .classification, parameters: try Self.parameters(["preset": preset]))
        let model = try NetworkLearner().fit(training, watching: nil, context: context)
        let text = model.json.canonicalText
        let back = try NetworkLearner().model(from: try JSON(parsing: text))
        #expect(back.json.canonicalText == text && back.bestStep == model.bestStep)
        let (own, again) = (
            try model.predict(training.features, threads: 1), try back.predict(training.features, threads: 2)
        )
        #expect(own == again)
        #expect(throws: AssayError.self) { try NetworkLearner().model(from: ["hidden": [3]]) }
    }

    @Test func tellsWhatTheModelPredicts() throws {
        let sample = Self.sample(120, classes: 3)
        let observer = KeepingObserver()
        let context = FitContext(
            task: .classification, parameters: try Self.parameters(["validation_fraction": "0"]), observer: observer)
        let model = try NetworkLearner().fit(sample.training(), watching: nil, context: context)
        #expect(try model.predict(sample.training().features, threads: 1) == observer.last)
    }

    @Test func predictsWordsItNeverSaw() throws {
        let sample = Self.sample(140, classes: 2)
        let model = try NetworkLearner().fit(
            sample.training(), watching: nil,
            context: FitContext(task: .classification, parameters: try Self.parameters([:])))
        var other = Sample([("x", [0, .nan]), ("z", [.infinity, 1e300])], classes: [0, 1])
        other.append("pair", words: ["c", ""])
        other.append("many", words: ["new", ""])
        let predicted = try model.predict(other.training().features, threads: 1)
        #expect(predicted.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
        #expect(throws: AssayError.self) {
            try model.predict(Sample([("x", [0])], classes: [0]).training().features, threads: 1)
        }
    }
}
