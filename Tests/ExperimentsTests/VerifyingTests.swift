import Learning
import Recipes
import RunStore
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Experiments

/// Training again gives the same bits, and where something was changed past the program it is named.
@Suite struct VerifyingTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// Numbers with missing values, words, and a target of each task.
    private static let rows: Table = {
        let count = 150
        let x = (0..<count).map { $0 % 17 == 5 ? Double.nan : Double($0 * 37 % 101) }
        let z = (0..<count).map { Double($0 * 53 % 89) / 7 }
        let words = (0..<count).map { Int32($0 * 7 % 3) }
        let score = (0..<count).map { (x[$0].isNaN ? 40 : x[$0]) + 9 * z[$0] + Double($0 % 5) }
        return Table(
            name: "made.csv", source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","), rowCount: count,
            columns: [
                Column(name: "x", kind: .number, storage: .numbers(x)), Column(name: "z", kind: .number, storage: .numbers(z)),
                Column(name: "word", kind: .category, storage: .codes(words, words: ["a", "b", "c"])),
                Column(name: "score", kind: .number, storage: .numbers(score)),
                Column(name: "won", kind: .flag, storage: .codes(score.map { $0 > 110 ? 1 : 0 }, words: ["no", "yes"])),
            ])
    }()

    private func worker(_ table: Table = rows, threads: Int = 2) -> Worker {
        var engine = TrainingEngine(
            readTable: { (_, _, _) throws(AssayError) in table },
            train: { (recipe, table, threads, monitor, checkpoint) throws(AssayError) in
                try Trainer.run(recipe, on: table, threads: threads, monitor: monitor, from: checkpoint)
            })
        engine.knownTable = { fingerprint, _ in fingerprint == "f00d" ? Self.rows : nil }
        return Worker(project: bench.project, store: bench.store, threads: threads, engine: engine)
    }

    private static let small: [String: [String: String]] = [
        "boosting": ["n_estimators": "8"], "forest": ["n_estimators": "6"], "extra_trees": ["n_estimators": "6"],
        "mlp": ["max_iter": "6", "hidden_layer_sizes": "6"],
    ]

    private func newRun(_ family: String, _ task: LearningTask = .classification) throws -> NewRun {
        var recipe = Recipe(
            source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","),
            target: task == .classification
                ? Recipe.Target(column: "won", task: task, positive: "yes") : Recipe.Target(column: "score", task: task),
            features: ["x", "z"].map { Recipe.Feature(column: $0, kind: .number) } + [
                Recipe.Feature(column: "word", kind: .category)
            ], split: try SplitScheme(parsing: "cv:3"), model: Recipe.Model(try ModelFamily.named(family)),
            metric: task == .classification ? "auc" : "rmse", seed: 4)
        for (name, value) in Self.small[family] ?? [:] { try recipe.model.set(name, value) }
        return NewRun(
            recipe: recipe,
            table: TableRecord(fingerprint: "f00d", name: "made.csv", path: "/data/made.csv", rows: 150, columns: 5))
    }

    @Test(arguments: ModelFamily.all.filter { $0.key != ModelFamily.trainer.key }.map(\.key))
    func everyFamilyGivesTheSameBitsForAnyNumberOfThreads(_ family: String) throws {
        for task in try ModelFamily.named(family).tasks {
            let run = try worker(threads: 2).train(newRun(family, task))
            #expect(run.state == .done)
            let verdict = try worker(threads: 2).verify(run)
            #expect(verdict.isIdentical && verdict.surroundings.isEmpty)
            let alone = try worker(threads: 1).verify(run)
            #expect(alone.isIdentical, "\(task): \(alone.firstDifference ?? "")")
            #expect(alone.surroundings.map(\.sentence) == ["threads: 2 then, 1 now"])
        }
    }

    @Test func whatPeopleDidMeanwhileIsDoneAgain() throws {
        let store = bench.store
        let run = try store.create(newRun("boosting"))
        let asked = Mutex<Set<String>>([])
        let waiter = try bench.project.openStore()
        let hooks = TrainingHooks(event: { event in
            guard case .step(let fold, let step, _) = event else { return }
            let isNew = asked.withLock { $0.insert("\(fold) \(step)").inserted }
            if isNew, fold == "1", step == 3 { _ = try? waiter.setLearningRate(0.7, of: run.id) }
            if isNew, fold == "2", step == 2 {
                _ = try? waiter.send(.pause, to: run.id)
                _ = try? waiter.send(.resume, to: run.id)
            }
            if isNew, fold == "2", step == 5 { _ = try? waiter.setLearningRate(0.05, of: run.id) }
        })
        let steered = try worker().run(run.id, hooks: hooks)
        let kept = try store.interventions(of: run.id)
        #expect(kept.count == 4)
        #expect(kept.first { $0.kind == .learningRate }?.applied != nil)
        #expect(
            try store.folds(of: run.id) != store.folds(of: worker().train(newRun("boosting")).id), "the rates changed something")
        #expect(try worker().verify(steered).differences == [])
    }

    @Test(arguments: [true, false]) func aParameterChangedInTheStoreIsNamed(hasCopy: Bool) throws {
        let run = try worker().train(newRun("boosting"))
        try bench.damage("UPDATE recipe SET json = replace(json, '\"learning_rate\":0.1', '\"learning_rate\":0.2')")
        // Stores that were made before there were copies have what is searched for.
        if !hasCopy { try bench.damage("DELETE FROM recipe_value WHERE name = 'document'") }
        let reopened = try Worker(project: bench.project, store: bench.project.openStore(), engine: worker().engine)
        let verification = try reopened.verify(reopened.store.run(run.id))
        let title = hasCopy ? "learning_rate" : "model.learning_rate"
        #expect(
            verification.differences.map { $0.sentence.replacing("model.", with: "") }
                == ["the recipe in the store, \(title): 0.1 then, 0.2 now".replacing("model.", with: "")])
    }

    @Test func aPointChangedInTheStoreIsNamed() throws {
        let run = try worker().train(newRun("logistic"))
        let curve = try #require(try bench.store.points(of: run.id).first)
        let wrong = SeriesPoints(name: curve.name, steps: [curve.steps[0]], values: [curve.values[0] + 1])
        try bench.damage("DELETE FROM tail; DELETE FROM chunk; UPDATE series SET count = 0, sealed = 0, last_step = NULL")
        try bench.store.append([wrong], to: run.id)
        let difference = try #require(try worker().verify(run).differences.first)
        #expect(
            difference.sentence
                == "iteration \(curve.steps[0]) of \(curve.name): \(curve.values[0] + 1) then, \(curve.values[0]) now")
    }

    @Test func aPredictionAndAModelChangedInTheStoreAreNamed() throws {
        let run = try worker().train(newRun("tree"))
        let first = try #require(try bench.store.predictions(of: run.id).first)
        let bytes = try #require(try bench.store.model(of: run.id))
        try bench.damage(
            "UPDATE prediction SET points = zeroblob(length(points)) WHERE fold = 1; UPDATE model SET bytes = zeroblob(length(bytes))"
        )
        let found = try worker().verify(run).differences
        #expect(found.map(\.part) == [.prediction, .model])
        let place = try #require(first.values.firstIndex { $0 != 0 })
        #expect(
            found[0].sentence == "fold 1, prediction of row \(first.rows[place / 2] + 1): 0.0 then, \(first.values[place]) now")
        #expect(found[1].place.hasPrefix("the model, byte") && found[1].place.hasSuffix("of \(bytes.count)"))
    }

    @Test func aCellChangedInTheDataIsNamed() throws {
        let run = try worker().train(newRun("tree"))
        var x = Array(try #require(Self.rows["x"]?.numbers))
        x[16] += 0.5
        var columns = Self.rows.columns
        columns[0] = Column(name: "x", kind: .number, storage: .numbers(x), decimals: 1)
        let changed = Table(
            name: "made.csv", source: Recipe.Source(fingerprint: "beef", header: true, delimiter: ","),
            rowCount: Self.rows.rowCount, columns: columns)
        let before = Self.rows.columns[0].text(row: 16) ?? ""
        let after = columns[0].text(row: 16) ?? ""
        let found = try worker(changed).verify(run).differences
        #expect(
            found.map(\.sentence) == [
                "the data, content of /data/made.csv: f00d then, beef now", "row 17, x: \(before) then, \(after) now",
            ])
        // Two rows fewer, and a column gone.
        let short = Table(
            name: "made.csv", source: Recipe.Source(fingerprint: "beef", header: true, delimiter: ","), rowCount: 2,
            columns: [
                Column(name: "z", kind: .number, storage: .numbers([0, 1])),
                Column(name: "word", kind: .category, storage: .codes([0, 0], words: ["a"])),
            ])
        let places = try worker(short).verify(run).differences.map(\.place)
        #expect(places.dropFirst() == ["rows", "column 1", "row 2, z (the first of 2 cells)"])
    }
}
