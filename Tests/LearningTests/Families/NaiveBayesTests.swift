import Recipes
import Tabular
import Testing

@testable import Learning

@Suite("Naive Bayes")
struct NaiveBayesTests {
    /// Every fold of every set. Of digits many rows are certain but for rounding, which breaks the ties of the ranking: hence the
    /// tolerance of the area.
    @Test(.enabled(if: ReferenceFolds.isThere), arguments: ReferenceTests.classification)
    func isScikitLearns(_ name: String) throws {
        let result = try ReferenceFolds.run(name, .classification, .naiveBayes)
        #expect(result.folds.count == 5)
        for (ours, theirs) in ReferenceTests.classMetrics {
            guard let wanted = try ReferenceFolds.scores(name, "GaussianNB", theirs) else { continue }
            for (fold, value) in zip(result.folds, wanted) where fold.metrics[ours] != nil || ours == "accuracy" {
                let score = fold.metrics[ours] ?? .nan
                let tolerance = ours == "auc_ovr_macro" ? 2e-4 : 1e-6 * max(1, abs(value))
                #expect(abs(score - value) <= tolerance, "\(ours) of fold \(fold.fold): \(score), not \(value)")
            }
        }
    }

    private func fit(
        _ sample: Sample, weights: [Double]? = nil, _ parameters: [String: String] = [:]
    ) throws -> any FittedModel {
        var model = Recipe.Model(.naiveBayes)
        for (name, value) in parameters { try model.set(name, value) }
        return try NaiveBayesLearner().fit(
            sample.training(weights: weights), watching: nil, context: FitContext(task: .classification, parameters: model))
    }

    /// Worked out by hand: (2 + 1) / (3 + 2) against (0 + 1) / (1 + 2), with shares 3/4 and 1/4.
    @Test func wordsAreCounted() throws {
        let sample = Sample(words: ["a", "a", "b", "b"], .classes([0, 0, 0, 1], count: 2))
        let values = try fit(sample).predict(sample.table.allRows, threads: 1)
        let (no, yes) = (0.75 * 3 / 5, 0.25 * 1 / 3)
        #expect(abs(values[0] - no / (no + yes)) < 1e-12)
        #expect(abs(values[0] + values[1] - 1) < 1e-15)
    }

    @Test func whatIsMissingSaysNothing() throws {
        var sample = Sample(words: ["a", "a", "b", "b", "", "a"], .classes([0, 0, 1, 1, 1, 0], count: 2))
        sample.features.append(.init(name: "x", kind: .number, values: .numbers([1, 2, 5, 6, .nan, .infinity])))
        let model = try fit(sample)
        let other = FeatureTable(
            features: [
                .init(name: "x", kind: .number, values: .numbers([.nan, .nan, 1.5])),
                .init(name: "word", kind: .category, values: codes(["", "unheard of", ""])),
            ], rowCount: 3)
        let values = try model.predict(other.allRows, threads: 1)
        #expect(abs(values[0] - 0.5) < 1e-12 && values[2] == values[0])
        #expect(values[4] > 0.99)
    }

    @Test func weightsAreRowsThatCountMoreOften() throws {
        let x = noise(40, stream: 1)
        let classes = (0..<40).map { Int32(x[$0] + noise(40, stream: 2)[$0] > 1 ? 1 : 0) }
        let towns = (0..<40).map { ["Rome", "Oslo", "Lima"][$0 % 3] }
        func sample(_ rows: [Int]) -> Sample {
            var sample = Sample([("x", rows.map { x[$0] })], classes: rows.map { classes[$0] })
            sample.append("town", words: rows.map { towns[$0] })
            return sample
        }
        let once = sample(Array(0..<40))
        let twice = sample(Array(0..<40) + Array(0..<10))
        let weighted = try fit(once, weights: (0..<40).map { $0 < 10 ? 2 : 1 })
        let repeated = try fit(twice)
        let a = try weighted.predict(once.table.allRows, threads: 1)
        let b = try repeated.predict(once.table.allRows, threads: 1)
        #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(try fit(once).predict(once.table.allRows, threads: 1) != a)
        let halves = try fit(sample(Array(0..<40) + Array(0..<40)), weights: [Double](repeating: 0.5, count: 80))
        let whole = try fit(once).predict(once.table.allRows, threads: 1)
        #expect(zip(try halves.predict(once.table.allRows, threads: 1), whole).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test func smoothingSmooths() throws {
        let sample = Sample([("x", [0, 0.1, 1, 1.1])], classes: [0, 0, 1, 1])
        func first(_ parameters: [String: String]) throws -> Double {
            try fit(sample, parameters).predict(sample.table.allRows, threads: 1)[0]
        }
        #expect(try first([:]) > 0.999999)
        #expect(try first(["var_smoothing": "1"]) < 0.9)
    }
}
