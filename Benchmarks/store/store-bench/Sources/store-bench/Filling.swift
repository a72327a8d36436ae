import Recipes
import RunStore

/// A store of many runs with twenty metrics and twenty parameters each, and one run with a million points.
enum Filling {
    private static let table = TableRecord(
        fingerprint: "bench", name: "bench.csv", path: "/data/bench.csv", rows: 10_000, columns: 30)
    private static let worker = WorkerIdentity(pid: 1, host: "bench", threads: 1)
    private static let features = (0..<20).map { Recipe.Feature(column: "column_\($0)", kind: .number) }

    private static func recipe(_ family: ModelFamily, features: Int, seed: Int) -> Recipe {
        Recipe(
            source: .init(fingerprint: "bench", header: true, delimiter: ","),
            target: .init(column: "outcome", task: .classification, positive: "yes"),
            features: Array(Self.features.prefix(features)),
            model: Recipe.Model(family), metric: "auc", seed: seed)
    }

    static func fill(folder: String, runs: Int) throws -> [String: JSON] {
        let store = try RunStore(folder: folder)
        let families: [ModelFamily] = [.boosting, .forest, .mlp, .boosting]
        let metrics = Metric.all.prefix(20).map(\.key)
        var random = Numbers()
        let began = seconds()
        for index in 0..<runs {
            let family = families[index % families.count]
            var recipe = recipe(family, features: 10 + index % 10, seed: index % 100)
            if family == .boosting {
                recipe.model.parameters["learning_rate"] = .real([0.01, 0.03, 0.1, 0.3][index / 4 % 4])
                recipe.model.parameters["num_leaves"] = .integer(7 + index % 120)
            }
            let run = try store.create(
                NewRun(
                    recipe: recipe, table: table, note: index % 50 == 0 ? "worth another look" : "",
                    tags: index % 10 == 0 ? ["keep"] : []),
                claimedBy: worker)
            let values = Dictionary(uniqueKeysWithValues: metrics.map { ($0, 0.5 + random.next() / 2) })
            for fold in 1...5 {
                try store.record(
                    StoredFold(
                        fold: fold, trainingRows: 8000, validationRows: 2000,
                        metrics: values.mapValues { $0 + random.next() / 100 }),
                    of: run.id)
            }
            try store.finish(
                run.id, with: RunOutcome(state: .done, seconds: ["total": random.next() * 10, "fit": random.next()]))
        }
        let made = seconds() - began
        let run = try store.create(
            NewRun(recipe: recipe(.boosting, features: 20, seed: 1000), table: table, note: "a million points"), claimedBy: worker
        )
        for batch in 0..<250 {
            let steps = (1...4000).map { batch * 4000 + $0 }
            let points = SeriesPoints(
                name: SeriesName("1/valid/auc"), steps: steps, values: steps.map { 0.9 - 1 / Double($0) + random.next() / 100 })
            try store.append([points], to: run.id)
        }
        try store.finish(run.id, with: RunOutcome(state: .done))
        // The newest run is the one that the cursor begins on; it has no curve.
        let last = try store.create(NewRun(recipe: recipe(.tree, features: 20, seed: 0), table: table), claimedBy: worker)
        try store.finish(last.id, with: RunOutcome(state: .done))
        return ["runs": JSON(runs), "seconds": .number(made), "metrics": JSON(metrics.count)]
    }
}
