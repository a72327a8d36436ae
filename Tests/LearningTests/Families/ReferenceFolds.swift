import Recipes
import Tabular
import TestSupport
import Testing

@testable import Learning

/// The reference's tables with its folds, and what scikit-learn reached on them.
enum ReferenceFolds {
    static let isThere = SharedData.has("reference/reference_cv.json") && SharedData.has("reference/reference_seed_spread.json")

    private static let results = Result { try JSON(parsing: SharedData.text("reference/reference_cv.json")) }
    private static let spread = Result { try JSON(parsing: SharedData.text("reference/reference_seed_spread.json")) }

    static func run(
        _ name: String, _ task: LearningTask, _ family: ModelFamily, _ parameters: [String: String] = [:], seed: Int = 0
    ) throws -> TrainingResult {
        let path = try #require(SharedData.path("reference/data/\(name).csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        let recipe = try recipe(
            for: table, target: "target", task: task, family: family, split: .column("fold"), set: parameters, seed: seed)
        return try trained(recipe, on: table)
    }

    /// Fold by fold; nil where the reference has no such metric.
    static func scores(_ name: String, _ model: String, _ metric: String) throws -> [Double]? {
        let metrics = try results.get()["datasets"]?[name]?["models"]?[model]?["metrics"]
        return metrics?[metric]?["folds"]?.arrayValue?.compactMap(\.doubleValue)
    }

    /// The mean over the folds and the seeds of scikit-learn, and how much below it a model of ours may be: three seed deviations, at
    /// least 0.005 of the accuracy or 0.01 of R2.
    static func expected(_ name: String, _ model: String) throws -> (mean: Double, below: Double) {
        let entry = try #require(try spread.get()[name]?[model])
        let mean = try #require(entry["mean"]?.doubleValue)
        let deviation = try #require(entry["seed_sd"]?.doubleValue)
        return (mean, max(3 * deviation, entry["metric"]?.stringValue == "r2" ? 0.01 : 0.005))
    }

    /// The mean of a metric over the folds.
    static func mean(_ result: TrainingResult, _ metric: String) -> Double {
        result.folds.reduce(0) { $0 + ($1.metrics[metric] ?? .nan) } / Double(result.folds.count)
    }
}
