import Recipes
import Testing

@testable import Learning

/// Row weights of the linear families: a row of weight two is two rows, and one of weight zero is none.
@Suite struct LinearWeightTests {
    private let random = CounterRandom(seed: 21)
    private let counts = (0..<60).map { $0 % 4 == 0 ? 0 : $0 % 3 + 1 }

    /// Words only, so that standardising is the same with and without the repeats; the target is asked for by row.
    private func samples(_ target: ([Int]) -> TargetValues) -> (weighted: Sample, repeated: Sample) {
        let rows = counts.indices.flatMap { Array(repeating: $0, count: counts[$0]) }
        func sample(_ rows: [Int]) -> Sample {
            var sample = Sample([], target(rows))
            sample.append("a", words: rows.map { "w\($0 % 5)" })
            sample.append("b", words: rows.map { $0 % 7 < 3 ? "x" : "y" })
            return sample
        }
        return (sample(Array(counts.indices)), sample(rows))
    }

    private func predictions(
        _ learner: any Learner, _ model: Recipe.Model, _ sample: Sample, weights: [Double]?, threads: Int = 1
    ) throws -> [Double] {
        let task: LearningTask = if case .classes = sample.target { .classification } else { .regression }
        let training = sample.training(weights: weights)
        let fitted = try learner.fit(
            training, watching: nil, context: FitContext(task: task, parameters: model, threads: threads))
        return try fitted.predict(training.features, threads: 1)
    }

    @Test(arguments: [
        [:], ["alpha": "3"], ["penalty": "lasso", "alpha": "0.02", "tol": "1e-12"],
        ["penalty": "elastic_net", "alpha": "0.05", "l1_ratio": "0.3", "tol": "1e-12"],
    ])
    func leastSquares(_ set: [String: String]) throws {
        var model = Recipe.Model(.linear)
        for (name, value) in set { try model.set(name, value) }
        // The target's own mean and deviation are the same in both: it is symmetric in every word.
        let y = (0..<60).map { random.unit($0) }
        let (weighted, repeated) = samples { rows in .numbers(rows.map { y[$0] }) }
        let weights = counts.map { Double($0) }
        let a = try predictions(LinearLearner(), model, weighted, weights: weights)
        let b = try predictions(LinearLearner(), model, repeated, weights: nil)
        let first = counts.indices.filter { counts[$0] > 0 }
        let places = first.map { row in counts[..<row].reduce(0, +) }
        let tolerance = set["penalty"] == nil ? 1e-9 : 1e-6
        #expect(zip(first, places).allSatisfy { abs(a[$0] - b[$1]) < tolerance })
        #expect(try predictions(LinearLearner(), model, weighted, weights: weights, threads: 3) == a)
        #expect(try predictions(LinearLearner(), model, weighted, weights: nil) != a)
        let tiny = try predictions(
            LinearLearner(), Recipe.Model(.linear), weighted, weights: weights.map { $0 * 1e-200 })
        #expect(tiny.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [2, 3], ["l2", "none"])
    func logistic(_ classes: Int, _ penalty: String) throws {
        var model = Recipe.Model(.logistic)
        try model.set("tol", "1e-9")
        try model.set("penalty", penalty)
        let codes = (0..<60).map { Int32(random.integer($0, below: classes)) }
        let (weighted, repeated) = samples { rows in .classes(rows.map { codes[$0] }, count: classes) }
        let weights = counts.map { Double($0) }
        let a = try predictions(LogisticLearner(), model, weighted, weights: weights)
        let b = try predictions(LogisticLearner(), model, repeated, weights: nil)
        for row in counts.indices where counts[row] > 0 {
            let place = counts[..<row].reduce(0, +)
            for label in 0..<classes { #expect(abs(a[row * classes + label] - b[place * classes + label]) < 1e-5) }
        }
        #expect(try predictions(LogisticLearner(), model, weighted, weights: weights, threads: 3) == a)
        let huge = try predictions(LogisticLearner(), model, weighted, weights: weights.map { $0 * 1e300 })
        #expect(huge.allSatisfy { $0.isFinite })
    }

    @Test func logisticWithoutPenaltyHitsTheShares() throws {
        var model = Recipe.Model(.logistic)
        try model.set("penalty", "none")
        try model.set("tol", "1e-10")
        var sample = Sample([], classes: (0..<40).map { $0 < 20 ? ($0 < 5 ? 1 : 0) : ($0 < 35 ? 1 : 0) })
        sample.append("w", words: (0..<40).map { $0 < 20 ? "a" : "b" })
        let chances = try predictions(LogisticLearner(), model, sample, weights: nil)
        #expect(abs(chances[1] - 0.25) < 1e-8 && abs(chances[79] - 0.75) < 1e-8)
    }

    @Test(arguments: [2, 3])
    func logisticGoesOnToTheSameBits(_ classes: Int) throws {
        let x = (0..<200).map { random.unit($0) - 0.5 }
        let z = (0..<200).map { random.unit(900 + $0) }
        let codes = x.indices.map { row -> Int32 in
            let signal: Double = x[row] + z[row] * z[row] + 0.3 * random.unit(5000 + row)
            return Int32(max(0, min(Double(classes - 1), 2 * signal)))
        }
        let sample = Sample([("x", x), ("z", z)], classes: codes, count: classes)
        func fit(_ steps: Int, _ observer: any FitObserver, _ checkpoint: FitCheckpoint? = nil) throws -> String {
            var model = Recipe.Model(.logistic)
            try model.set("tol", "1e-8")
            try model.set("max_iter", String(steps))
            let context = FitContext(
                task: .classification, parameters: model, threads: 2, observer: observer, checkpoint: checkpoint)
            return try LogisticLearner().fit(sample.training(), watching: nil, context: context).json.canonicalText
        }
        let whole = KeepingObserver()
        let text = try fit(1000, whole)
        let part = KeepingObserver()
        _ = try fit(4, part)
        let rest = KeepingObserver()
        #expect(try fit(1000, rest, part.kept.last) == text)
        #expect(rest.steps.first == 5 && rest.steps.last == whole.steps.last)
        #expect(try fit(1000, KeepingObserver(), FitCheckpoint(step: 1, bytes: [7])) == text)
    }

    /// Four rows at once have the bits that one has.
    @Test func lanesHaveTheBitsOfOne() {
        for place in 0..<500 {
            let margins = SIMD4<Double>(
                40 * random.unit(place) - 20, 1e-9 * (random.unit(7000 + place) - 0.5), 1300 * random.unit(9000 + place) - 650, 0)
            #expect(LogisticLanes.covers(margins) || margins[2].magnitude > 699)
            let (yes, no, softness) = LogisticLanes.probabilities(margins)
            for lane in 0..<4 {
                #expect(yes[lane] == DeterministicMath.logistic(margins[lane]))
                #expect(no[lane] == DeterministicMath.logistic(-margins[lane]))
                #expect(max(margins[lane], 0) + softness[lane] == DeterministicMath.softplus(margins[lane]))
            }
        }
        #expect(!LogisticLanes.covers(SIMD4(0, 701, 0, 0)) && !LogisticLanes.covers(SIMD4(.nan, 0, 0, 0)))
    }
}
