import Experiments
import Interface
import Recipes
import RunStore
import Statistics
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Actions
@testable import Workbench

/// A workbench on the sample project `churn` with five invented runs, the same in every test.
enum Fixture {
    /// The moment that all fixtures take as now.
    static let now = 1_795_240_000.0

    /// The table of the sample project.
    static let churn = Result {
        try TableImporter(cacheFolder: nil).table(at: packageFolder + "/sample-projects/churn/churn.csv")
    }

    /// Its profile, with the target that the table has by default.
    static let profile = Result {
        let table = try churn.get()
        return table.profile(target: try table.target("churn"))
    }

    /// A state with the table open and a draft, no runs.
    static func opened(_ size: Size = Size(120, 36), abilities: TerminalAbilities = TerminalAbilities()) throws -> WorkbenchState
    {
        let project = Project(folder: "/projects/churn", data: "/projects/churn/churn.csv", target: "churn")
        var state = WorkbenchState(
            project: project, size: size, looks: try Looks(theme: "assay-dark", abilities: abilities), now: now)
        let table = try churn.get()
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/projects/churn/churn.csv", seconds: 0.04)))
        let excluded: Set = ["churn", "exit_survey"]
        let recipe = Recipe(
            source: table.source, target: try table.target("churn"),
            features: table.columns.filter { $0.kind.isFeatureByDefault && !excluded.contains($0.name) }
                .map { Recipe.Feature(column: $0.name, kind: $0.kind) },
            model: Recipe.Model(.boosting), metric: "auc")
        _ = state.update(.drafted(recipe))
        _ = state.update(
            .profiled(fingerprint: table.source.fingerprint, target: "churn", try profile.get()))
        return state
    }

    /// The same with runs 1 to 5: a baseline model, logistic, boosting, boosting without two features, and one that trains.
    static func withRuns(_ size: Size = Size(120, 36), abilities: TerminalAbilities = TerminalAbilities()) throws
        -> WorkbenchState
    {
        var state = try opened(size, abilities: abilities)
        let recipe = try #require(state.draft)
        var records: [RunRecord] = []
        func add(_ family: ModelFamily, auc: [Double], logLoss: [Double], _ change: (inout Recipe) -> Void = { _ in }) {
            var own = recipe
            own.model = Recipe.Model(family)
            change(&own)
            records.append(run(records.count + 1, own, parent: records.last?.id, auc: auc, logLoss: logLoss))
        }
        add(.baseline, auc: [0.5, 0.5, 0.5, 0.5, 0.5], logLoss: [0.5786, 0.5786, 0.5785, 0.5786, 0.5786])
        add(.logistic, auc: [0.842, 0.831, 0.847, 0.838, 0.845], logLoss: [0.4189, 0.4275, 0.4141, 0.4223, 0.4162])
        add(.boosting, auc: [0.848, 0.839, 0.8502, 0.8421, 0.8487], logLoss: [0.4142, 0.4238, 0.4102, 0.4187, 0.4121])
        add(.boosting, auc: [0.8484, 0.8391, 0.8509, 0.8429, 0.8489], logLoss: [0.4139, 0.4236, 0.4097, 0.4183, 0.4119]) {
            $0.removeFeature("gender")
            $0.removeFeature("phone")
        }
        records[2].importance = zip(recipe.features, 0...).map { feature, place in
            RunRecord.Importance(column: feature.column, mean: 0.2 / Double(place + 1), sd: 0.004)
        }
        records[3].importance = Array(records[2].importance.prefix(12))
        var live = recipe
        live.model = Recipe.Model(.boosting)
        try live.model.set("learning_rate", "0.05")
        var running = run(5, live, parent: records[3].id, auc: [0.8512, 0.8391], logLoss: [0.412, 0.4231])
        running.state = .running
        running.finishedAt = nil
        running.seconds = [:]
        running.startedAt = now - 2
        running.progress = .init(done: 240, total: 600)
        records.append(running)
        for (index, record) in records.enumerated() {
            var copy = record
            copy.revision = index + 1
            records[index] = copy
        }
        _ = state.update(.runsChanged(records, revision: records.count, baseline: nil))
        for record in records { _ = state.update(.points(run: record.id, points(of: record))) }
        let (before, after) = (records[2], records[3])
        let folds = try #require(before.metrics["auc"])
        let others = try #require(after.metrics["auc"])
        let metric = try #require(Metric.named("auc"))
        let change = RunChange(
            from: before.id, fromNumber: 3, words: "− gender − phone", metric: metric, before: folds.mean, after: others.mean,
            comparison: .overFolds(
                a: folds.folds, b: others.folds, testToTrain: 0.25, higherIsBetter: true, equivalence: 0.01, repeats: 1),
            folds: 5, isPaired: true)
        _ = state.update(.verdict(run: after.id, change))
        return state
    }

    private static func run(_ number: Int, _ recipe: Recipe, parent: String?, auc: [Double], logLoss: [Double]) -> RunRecord {
        var record = RunRecord(
            id: "01JD000000000000000000000\(number)", number: number, state: .done, recipe: recipe, table: "churn.csv",
            source: "/projects/churn/churn.csv", createdAt: now - 3600 / Double(number))
        record.parent = parent
        record.metrics = [
            "auc": .init(folds: auc), "log_loss": .init(folds: logLoss), "accuracy": .init(folds: auc.map { $0 - 0.04 }),
        ]
        record.folds = 5
        record.startedAt = record.createdAt
        record.finishedAt = record.createdAt + 1
        record.seconds = ["fit": 0.31 * Double(number), "total": 0.42 * Double(number)]
        record.classes = ["no", "yes"]
        return record
    }

    /// Curves that end at the folds' scores; a run that goes on stands at tree 40 of its third fold.
    private static func points(of record: RunRecord) -> [SeriesPoints] {
        guard record.recipe.model.family == "boosting" else {
            return ["auc", "log_loss"].flatMap { metric in
                (record.metrics[metric]?.folds ?? []).enumerated().map { index, value in
                    SeriesPoints(name: SeriesName(fold: index + 1, rows: "valid", metric: metric), steps: [1], values: [value])
                }
            }
        }
        let isLive = record.state == .running
        return ["auc", "log_loss"].flatMap { metric -> [SeriesPoints] in
            let start = metric == "auc" ? 0.74 : 0.56
            var ends = record.metrics[metric]?.folds ?? []
            if isLive { ends.append(metric == "auc" ? 0.846 : 0.417) }
            return ends.enumerated().flatMap { index, end -> [SeriesPoints] in
                let steps = Array(1...(isLive && index == 2 ? 40 : 100))
                func curve(_ end: Double, _ speed: Double) -> [Double] {
                    steps.map { end + (start - end) / (1 + Double($0) * speed) }
                }
                let better = metric == "auc" ? end + 0.05 : end - 0.06
                return [
                    SeriesPoints(
                        name: SeriesName(fold: index + 1, rows: "valid", metric: metric), steps: steps, values: curve(end, 0.25)),
                    SeriesPoints(
                        name: SeriesName(fold: index + 1, rows: "train", metric: metric), steps: steps, values: curve(better, 0.2)
                    ),
                ]
            }
        }
    }
}

extension Fixture {
    /// Marks runs 3 and 4 and sets them side by side, with a comparison as the statistics give it.
    static func compareThreeAndFour(_ state: inout WorkbenchState) {
        state.runsScreen.marked = state.runs.records[2...3].map(\.id)
        _ = state.go(to: .compare)
        let (a, b) = (state.runs.records[2], state.runs.records[3])
        let pairs = ["auc", "accuracy", "log_loss"].compactMap { key -> RunComparison.MetricPair? in
            guard let first = a.metrics[key], let second = b.metrics[key], let metric = Metric.named(key) else { return nil }
            return RunComparison.MetricPair(
                metric: key, a: first.mean, b: second.mean,
                comparison: .overFolds(
                    a: first.folds, b: second.folds, testToTrain: 0.25, higherIsBetter: metric.direction == .higher,
                    equivalence: 0.01, repeats: 1))
        }
        let differs = Recipe.differences(among: [a.recipe, b.recipe])
        let result = RunComparison(
            runs: [a, b], differs: differs, sameFields: a.recipe.fields.count - differs.count,
            pairs: [
                .init(
                    a: a.id, b: b.id, isPaired: true, metrics: pairs,
                    disagreement: .init(rows: 214, onlyA: 93, onlyB: 121, p: 0.063))
            ])
        _ = state.update(.compared(state.compare.runs, result))
        for (run, power) in [(a.id, 3.0), (b.id, 3.2)] {
            let roc = (0...50).map { step -> (falsePositive: Double, truePositive: Double) in
                let x = Double(step) / 50
                var y = 1.0
                for _ in 0..<Int(power) { y *= 1 - x }
                return (x, 1 - y)
            }
            _ = state.update(
                .predictions(
                    PredictionSummary(run: run, roc: roc, confusion: [[4700, 470], [860, 1013]], classes: ["no", "yes"])))
        }
    }
}
