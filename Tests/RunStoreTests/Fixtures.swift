import Recipes
import RunStore
import TestSupport

/// A recipe that differs from others by its seed.
func recipe(seed: Int = 0, family: ModelFamily = .boosting, metric: String = "auc", features: [String] = ["age", "tenure"])
    -> Recipe
{
    Recipe(
        source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","),
        target: Recipe.Target(column: "churn", task: .classification, positive: "yes"),
        features: features.map { Recipe.Feature(column: $0, kind: .number) }, model: Recipe.Model(family), metric: metric,
        seed: seed)
}

let churn = TableRecord(
    fingerprint: "f00d", name: "churn.csv", path: "/data/churn.csv", reading: ["kinds": ["zip": "category"]], rows: 7043,
    columns: 21)

let worker = WorkerIdentity(pid: 4711, host: "here", threads: 2, environment: ["processor": "a quick one"])

/// A run of ``recipe(seed:family:metric:features:)`` that is to be.
func newRun(seed: Int = 0, note: String = "", tags: [String] = []) -> NewRun {
    NewRun(recipe: recipe(seed: seed), table: churn, note: note, tags: tags)
}

extension RunStore {
    /// A run that is claimed and running.
    func running(seed: Int = 0) throws -> RunRecord {
        try create(newRun(seed: seed), claimedBy: worker)
    }
}

/// Consecutive points of one series.
func points(_ name: String, from first: Int, count: Int, every stride: Int = 1, _ value: (Int) -> Double) -> SeriesPoints {
    let steps = (0..<count).map { first + $0 * stride }
    return SeriesPoints(name: SeriesName(name), steps: steps, values: steps.map(value))
}
