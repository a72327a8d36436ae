import Learning
import Recipes
import RunStore
import Tabular
import TestSupport

@testable import Experiments

/// Runs recipes on real tables under the guard.
struct GuardBench {
    let bench: Bench
    let table: Table

    /// A table of the package or of the shared data.
    init(_ path: String) throws {
        bench = try Bench()
        table = try TableImporter(cacheFolder: nil).table(at: path)
    }

    /// A table that is written out.
    init(csv: String) throws {
        bench = try Bench()
        let path = bench.folder.path + "/table.csv"
        try writeText(csv, to: path)
        table = try TableImporter(cacheFolder: nil).table(at: path)
    }

    /// The recipe that a project starts with.
    func recipe(
        _ target: String, task: LearningTask? = nil, model: ModelFamily = .boosting,
        _ change: (inout Recipe) throws -> Void = { _ in }
    ) throws -> Recipe {
        let wanted = try table.target(target, task: task)
        let metric = Metric.standard(for: wanted.task, classes: table.classes(of: wanted).labels.count)
        var recipe = Recipe(
            source: table.source, target: wanted,
            features: table.columns.filter { $0.kind.isFeatureByDefault && $0.name != target }
                .map { Recipe.Feature(column: $0.name, kind: $0.kind) },
            model: Recipe.Model(model), metric: metric)
        try change(&recipe)
        return recipe
    }

    /// Trains, waits for the guard, and gives what was kept.
    func train(_ recipe: Recipe, silencing codes: [String] = []) throws -> (run: RunRecord, findings: [Finding]) {
        var project = bench.project
        project.silencedChecks = codes
        let worker = Worker(project: project, store: bench.store, threads: 2)
        let new = NewRun(
            recipe: recipe,
            table: TableRecord(fingerprint: table.source.fingerprint, name: table.name, path: "", rows: table.rowCount))
        let run = try worker.train(
            new, table: try table.prepared(by: recipe.steps, target: recipe.target.column, load: project.stepTables))
        worker.guards.wait()
        return (try bench.store.run(run.id), try bench.store.findings(of: run.id))
    }
}

extension Finding {
    /// `code` or `code column`.
    var name: String { column.map { "\(code) \($0)" } ?? code }
}
