import Recipes
import TestSupport
import Testing

@testable import Learning

/// Against LightGBM's results on the same folds with the same parameters.
@Suite struct BoostingReferenceTests {
    /// The small sets: the others take too long without optimisation.
    @Test(.enabled(if: SharedData.has("reference/reference_cv.json")), arguments: ["iris", "wine", "diabetes"])
    func isNoWorseThanLightGBM(set: String) throws {
        try expectNoWorse(set)
    }

    private func expectNoWorse(_ name: String) throws {
        let lines = try SharedData.text("reference/data/\(name).csv").split(separator: "\n")
        let rows = lines.dropFirst().map { line in line.split(separator: ",").map { Double($0) ?? .nan } }
        let width = lines[0].split(separator: ",").count
        let reference = try JSON(parsing: SharedData.text("reference/reference_cv.json"))
        let entry = try #require(reference["datasets"]?[name])
        let isClasses = entry["task"]?.stringValue == "classification"
        let metric = isClasses ? "accuracy" : "r2"
        let expected = try #require(entry["models"]?["LightGBM"]?["metrics"]?[metric]?["mean"]?.doubleValue)

        let columns = (0..<width - 2).map { column in ("x\(column)", rows.map { $0[column] }) }
        let y = rows.map { $0[width - 2] }
        let fold = rows.map { $0[width - 1] }
        let classes = Int(y.max() ?? 0) + 1
        let sample =
            isClasses
            ? Sample(columns, classes: y.map { Int32($0) }, count: classes) : Sample(columns, numbers: y)
        var scores: [Double] = []
        for held in 0..<5 {
            let training = sample.training(fold.indices.filter { fold[$0] != Double(held) }.map { Int32($0) })
            let test = fold.indices.filter { fold[$0] == Double(held) }
            let task: LearningTask = isClasses ? .classification : .regression
            let model = try BoostingLearner().fit(
                training, watching: nil,
                context: FitContext(task: task, parameters: Recipe.Model(.boosting), threads: 2))
            let predicted = try model.predict(
                FeatureRows(table: training.features.table, rows: test.map { Int32($0) }), threads: 1)
            scores.append(
                isClasses ? accuracy(predicted, test.map { Int(y[$0]) }, classes) : r2(predicted, test.map { y[$0] }))
        }
        let mean = scores.reduce(0, +) / 5
        #expect(mean > expected - (isClasses ? 0.01 : 0.02), "\(name): \(mean), LightGBM \(expected)")
    }

    private func accuracy(_ probabilities: [Double], _ truth: [Int], _ classes: Int) -> Double {
        let right = truth.indices.count { row in
            let own = probabilities[row * classes..<(row + 1) * classes]
            return own.max() == own[row * classes + truth[row]]
        }
        return Double(right) / Double(truth.count)
    }

    private func r2(_ predicted: [Double], _ truth: [Double]) -> Double {
        let mean = truth.reduce(0, +) / Double(truth.count)
        let left = zip(predicted, truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return 1 - left / truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
