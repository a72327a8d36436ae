import Recipes
import RunStore

/// A store of many runs, each with twenty metrics and the parameters of boosting, and one run with a million points.
enum Generating {
    static let families: [ModelFamily] = [.boosting, .forest, .mlp, .logistic]

    static func fill(_ store: RunStore, runs: Int) throws {
        let table = TableRecord(fingerprint: "bench", name: "bench.csv", path: "/data/bench.csv", rows: 10_000, columns: 30)
        let worker = WorkerIdentity(pid: 1, host: "bench", threads: 1)
        let features = (0..<20).map { Recipe.Feature(column: "column_\($0)", kind: .number) }
        var random = Numbers()
        for index in 0..<runs {
            let family = families[index % families.count]
            var recipe = Recipe(
                source: .init(fingerprint: "bench", header: true, delimiter: ","),
                target: .init(column: "outcome", task: .classification, positive: "yes"),
                features: Array(features.prefix(10 + index % 10)), model: Recipe.Model(family), metric: "auc", seed: index % 100)
            if family == .boosting {
                recipe.model.parameters["learning_rate"] = .real([0.01, 0.03, 0.1, 0.3][index / 4 % 4])
                recipe.model.parameters["num_leaves"] = .integer(7 + index % 120)
            }
            let run = try store.create(
                NewRun(
                    recipe: recipe, table: table, note: index % 50 == 0 ? "worth another look" : "",
                    tags: index % 10 == 0 ? ["keep"] : []),
                claimedBy: worker)
            let metrics = Dictionary(uniqueKeysWithValues: Metric.all.map { ($0.key, 0.5 + random.next() / 2) })
            for fold in 1...5 {
                try store.record(
                    StoredFold(
                        fold: fold, trainingRows: 8000, validationRows: 2000,
                        metrics: metrics.mapValues { $0 + random.next() / 100 }),
                    of: run.id)
            }
            try store.finish(
                run.id, with: RunOutcome(state: .done, seconds: ["total": random.next() * 10, "fit": random.next()]))
        }
        let run = try store.create(
            NewRun(
                recipe: Recipe(
                    source: .init(fingerprint: "bench", header: true, delimiter: ","),
                    target: .init(column: "outcome", task: .classification, positive: "yes"), features: features,
                    model: Recipe.Model(.boosting), metric: "auc"), table: table, note: "a million points"), claimedBy: worker)
        for batch in 0..<250 {
            let steps = (1...4000).map { batch * 4000 + $0 }
            try store.append(
                [
                    SeriesPoints(
                        name: SeriesName("1/valid/log_loss"), steps: steps,
                        values: steps.map { 1 / Double($0) + random.next() / 100 })
                ], to: run.id)
        }
        try store.finish(run.id, with: RunOutcome(state: .done))
    }
}

/// The same numbers on every machine (xorshift64*, https://doi.org/10.18637/jss.v008.i14).
struct Numbers {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> Double {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Double(state &* 0x2545_F491_4F6C_DD1D >> 11) / 9_007_199_254_740_992
    }
}
