import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import Tabular
import TestSupport

@testable import Experiments

/// A project with a script that stands for an outside trainer.
struct TrainerBench {
    let bench: Bench
    let project: Project
    var store: RunStore { bench.store }

    init() throws {
        bench = try Bench()
        var project = bench.project
        project.trustFolder = project.folder + "/answers"
        self.project = project
    }

    /// Twelve customers, some of whom leave; a column of folds makes two of them.
    static let table = Table(
        name: "churn.csv", source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","), rowCount: 12,
        columns: [
            Column(name: "age", kind: .number, storage: .numbers((0..<12).map { Double($0) })),
            Column(
                name: "churn", kind: .category, storage: .codes((0..<12).map { $0 % 3 == 0 ? 1 : 0 }, words: ["no", "yes"])),
            Column(name: "part", kind: .number, storage: .numbers((0..<12).map { Double($0 / 6) })),
        ])

    /// A recipe with this trainer.
    static func recipe(_ command: [String], _ change: (inout Recipe) throws -> Void = { _ in }) throws -> Recipe {
        var recipe = Recipe(
            source: table.source, target: Recipe.Target(column: "churn", task: .classification, positive: "yes"),
            features: [Recipe.Feature(column: "age", kind: .number)], split: .column("part"), model: Recipe.Model(.boosting),
            metric: "auc")
        recipe.use(try OutsideTrainer(command: command), parameters: ["depth": .integer(3)])
        try change(&recipe)
        return recipe
    }

    /// Writes a script into the project and gives the recipe that runs it with `sh`, agreed to.
    func recipe(script: String, trusted: Bool = true, _ change: (inout Recipe) throws -> Void = { _ in }) throws -> Recipe {
        try script.write(toFile: project.folder + "/train.sh", atomically: true, encoding: .utf8)
        let recipe = try Self.recipe(["sh", "train.sh"], change)
        if trusted, let trainer = recipe.trainer, let question = project.trustQuestion(for: trainer) {
            try project.trust(question)
        }
        return recipe
    }

    func newRun(_ recipe: Recipe) -> NewRun {
        NewRun(recipe: recipe, table: TableRecord(fingerprint: "f00d", name: "churn.csv", path: "/data/churn.csv"))
    }

    var worker: Worker {
        let engine = TrainingEngine(
            readTable: { (_, _, _) throws(AssayError) in Self.table },
            train: { (_, _, _, _, _) throws(AssayError) in throw AssayError(code: "native", message: "trained here") })
        var worker = Worker(project: project, store: store, threads: 1, engine: engine)
        worker.trainerGrace = 1
        return worker
    }

    /// Trains with a script; gives the run as it stands afterwards.
    func run(_ script: String, _ change: (inout Recipe) throws -> Void = { _ in }) throws -> RunRecord {
        let new = newRun(try recipe(script: script, change))
        _ = try? worker.train(new)
        return try store.run(new.id)
    }

    func log(of run: RunRecord) -> String {
        (try? String(contentsOfFile: "\(store.folder)/logs/\(run.id).log", encoding: .utf8)) ?? ""
    }

    /// The predictions that every sound trainer ends with.
    static let predictions = """
        echo '{"t":"predictions","fold":1,"rows":[1,2,3,4,5,6],"p":[0.9,0.2,0.1,0.8,0.3,0.4]}'
        echo '{"t":"predictions","fold":2,"rows":[7,8,9,10,11,12],"p":[[0.2,0.8],[0.7,0.3],[0.6,0.4],[0.1,0.9],[0.8,0.2],[0.9,0.1]]}'
        """
}
