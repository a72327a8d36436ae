import Recipes
import Testing

@testable import Learning

/// What should change nothing changes nothing.
@Suite struct NetworkPropertyTests {
    private let sample = NetworkLearnerTests.sample(130, classes: 2)

    private func predictions(
        _ sample: Sample, _ set: [String: String], weights: [Double]? = nil
    ) throws -> [Double] {
        let context = FitContext(
            task: .classification, parameters: try NetworkLearnerTests.parameters(set), seed: 1)
        let training = sample.training(weights: weights)
        return try NetworkLearner().fit(training, watching: nil, context: context).predict(training.features, threads: 1)
    }

    @Test(arguments: ["realmlp", "sklearn"])
    func constantAndMovedColumns(_ preset: String) throws {
        let plain = try predictions(sample, ["preset": preset])
        var constant = sample
        constant.features.append(.init(name: "c", kind: .number, values: .numbers(Array(repeating: 7, count: 130))))
        constant.append("word", words: Array(repeating: "same", count: 130))
        #expect(try predictions(constant, ["preset": preset]) == plain)
        var moved = sample
        moved.features.reverse()
        #expect(try predictions(moved, ["preset": preset]) == plain)
    }

    @Test func equalWeightsAreNone() throws {
        let plain = try predictions(sample, [:])
        #expect(try predictions(sample, [:], weights: Array(repeating: 0.25, count: 130)) == plain)
    }

    /// In whole batches, what a row of twice the weight says two rows say.
    @Test func aWeightOfTwoIsTwoRows() throws {
        let weights = (0..<130).map { $0 < 40 ? 2.0 : 1.0 }
        var twice = sample
        let places = (0..<130).map { Int32($0) } + (0..<40).map { Int32($0) }
        twice.features = sample.features.map { .init(name: $0.name, kind: $0.kind, values: $0.values.gathered(at: places)) }
        twice.target = sample.target.gathered(at: places)
        // The number of rows enters the penalty, and what is standardised the means; so neither is there.
        twice.features = twice.features.filter { $0.kind == .category }
        var once = sample
        once.features = once.features.filter { $0.kind == .category }
        let set = [
            "preset": "sklearn", "batch_size": "1000", "alpha": "0", "max_iter": "30", "n_iter_no_change": "0",
            "validation_fraction": "0",
        ]
        let a = try predictions(once, set, weights: weights)
        let b = try predictions(twice, set)
        let without = try predictions(once, set)
        func distance(_ other: [Double]) -> Double { zip(a, other).reduce(0) { max($0, abs($1.0 - $1.1)) } }
        // Sums in another order are rounded otherwise, and Adam takes whole steps for the smallest gradients.
        #expect(distance(b) < 0.005 && distance(b) < distance(without) / 4)
    }
}
