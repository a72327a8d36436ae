import Learning
import Recipes
import RunStore
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Experiments

/// A run whose worker was lost goes on from its last kept state, and nobody could tell from what it gives.
@Suite struct ResumedRunTests {
    let bench: Bench
    private let rows: Table

    init() throws {
        bench = try Bench()
        let x = (0..<600).map { Double($0 * 37 % 101) }
        rows = Table(
            name: "churn.csv", source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","), rowCount: x.count,
            columns: [
                Column(name: "age", kind: .number, storage: .numbers(x)),
                Column(
                    name: "churn", kind: .flag,
                    storage: .codes(x.enumerated().map { $0.element > 50 || $0.offset % 7 == 0 ? 1 : 0 }, words: ["no", "yes"])),
            ])
    }

    /// The real trainer, lost once some states were kept.
    private func worker(lostAfter keeps: Int? = nil) -> Worker {
        let rows = rows
        let engine = TrainingEngine(
            readTable: { (_, _, _) throws(AssayError) in rows },
            train: { (recipe, table, threads, monitor, checkpoint) throws(AssayError) in
                let fragile = FragileMonitor(monitor, keeps: keeps ?? .max)
                let result = try Trainer.run(recipe, on: table, threads: threads, monitor: fragile, from: checkpoint)
                if fragile.isLost { throw AssayError(code: "lost", message: "the worker is gone") }
                return result
            })
        var worker = Worker(project: bench.project, store: bench.store, threads: 2, engine: engine)
        worker.checkpointInterval = 0
        return worker
    }

    private func newRun(steps: Int = 12) throws -> NewRun {
        var recipe = recipe()
        try recipe.model.set("n_estimators", String(steps))
        return NewRun(
            recipe: recipe,
            table: TableRecord(fingerprint: "f00d", name: "churn.csv", path: "/data/churn.csv", reading: [:]))
    }

    @Test(arguments: [1, 9, 40, 66])
    func itGivesWhatItWouldHaveGiven(lostAfter keeps: Int) throws {
        let whole = try worker().train(newRun())
        #expect(whole.state == .done)
        let run = try bench.store.create(newRun())
        #expect(code { _ = try worker(lostAfter: keeps).run(run.id) } == "lost")
        let before = try bench.store.points(of: run.id).reduce(0) { $0 + $1.steps.count }
        #expect(Worker.hasCheckpoint(of: try bench.store.run(run.id), store: bench.store))
        let queued = try bench.store.requeue(run.id, goesOn: true)
        #expect(queued.state == .queued && queued.progress.done > 0)
        #expect(try bench.store.points(of: run.id).reduce(0) { $0 + $1.steps.count } == before)
        let resumed = try worker().run(run.id)
        #expect(resumed.state == .done && resumed.progress == whole.progress)
        #expect(resumed.metrics == whole.metrics)
        #expect(try bench.store.folds(of: run.id) == bench.store.folds(of: whole.id))
        #expect(try bench.store.predictions(of: run.id) == bench.store.predictions(of: whole.id))
        #expect(try bench.store.model(of: run.id) == bench.store.model(of: whole.id))
        func points(_ id: String) throws -> [SeriesPoints] {
            try bench.store.points(of: id).sorted { $0.name.description < $1.name.description }
        }
        #expect(try points(run.id) == points(whole.id))
        #expect(!CheckpointFile.exists(of: run.id, folder: bench.store.folder), "a run that is done needs it no more")
        #expect(try worker().verify(resumed).isIdentical)
    }

    @Test(arguments: [(5, 6), (40, 1)])
    func moreTreesGoOnFromAKeptStateWhereThatIsTheSame(keeps: Int, first: Int) throws {
        let parent = try bench.store.create(newRun())
        #expect(code { _ = try worker(lostAfter: keeps).run(parent.id) } == "lost")
        var longer = try newRun(steps: 20)
        let whole = try worker().train(longer)
        (longer.id, longer.parent) = (ULID.make(), parent.id)
        let run = try bench.store.create(longer)
        let steps = Mutex<[Int]>([])
        let ended = try worker().run(
            run.id,
            hooks: TrainingHooks(event: { event in
                if case .step(_, let step, _) = event { steps.withLock { $0.append(step) } }
            }))
        #expect(steps.withLock { $0.first } == first, "in the first fold it goes on, later it begins")
        #expect(ended.metrics == whole.metrics)
        #expect(try bench.store.model(of: run.id) == bench.store.model(of: whole.id))
        func points(_ id: String) throws -> [SeriesPoints] {
            try bench.store.points(of: id).sorted { $0.name.description < $1.name.description }
        }
        #expect(try points(run.id) == points(whole.id))
        #expect(try worker().verify(ended).isIdentical)
    }

    @Test func whatWasInheritedIsThereWhenARunBeginsAnew() throws {
        var new = try newRun()
        new.inherited = [
            Intervention(sequence: 4, kind: .learningRate, payload: 0.5, at: 1, applied: .init(fold: "1", step: 3))
        ]
        let run = try bench.store.create(new)
        let plain = try worker().train(newRun())
        let ended = try worker().run(run.id)
        #expect(ended.metrics != plain.metrics, "the rate was changed at its step")
        #expect(try worker().verify(ended).isIdentical)
        #expect(try bench.store.interventions(of: run.id).map(\.sequence) == [0])
    }

    @Test func aDamagedStateIsNotGoneOnFrom() throws {
        let run = try bench.store.create(newRun())
        #expect(code { _ = try worker(lostAfter: 5).run(run.id) } == "lost")
        let path = bench.store.folder + "/checkpoints/" + run.id
        var bytes = try #require(FilePath.bytes(of: path))
        bytes[bytes.count / 2] ^= 1
        try FilePath.replace(path, bytes: bytes)
        #expect(!Worker.hasCheckpoint(of: try bench.store.run(run.id), store: bench.store))
        _ = try bench.store.requeue(run.id)
        #expect(try worker().run(run.id).state == .done)
    }

    @Test func aLearningRateThatWasSetIsPartOfTheRecord() throws {
        let plain = try worker().train(newRun())
        let run = try bench.store.create(newRun())
        let store = bench.store
        let asked = Mutex(false)
        let hooks = TrainingHooks(event: { event in
            guard case .step("2", 4, _) = event, !asked.withLock({ $0 }) else { return }
            asked.withLock { $0 = true }
            _ = try? store.setLearningRate(0.5, of: run.id)
        })
        let steered = try worker().run(run.id, hooks: hooks)
        let kept = try #require(try store.interventions(of: run.id).first { $0.kind == .learningRate })
        #expect(kept.payload == .number(0.5) && kept.applied != nil)
        #expect(try store.folds(of: run.id)[0] == store.folds(of: plain.id)[0], "the fold before is as it was")
        if kept.applied?.fold == "2" {
            #expect(try store.folds(of: run.id)[1] != store.folds(of: plain.id)[1])
        }
        #expect(try worker().verify(steered).isIdentical)
        #expect(code { _ = try store.setLearningRate(0.5, of: run.id) } == "wrong_state")
    }
}

/// Throws a run away after some states were kept, as a kill would, without a word to anyone.
private final class FragileMonitor: TrainingMonitor {
    private let inner: any TrainingMonitor
    private var left: Int
    private(set) var isLost = false

    init(_ inner: any TrainingMonitor, keeps: Int) {
        self.inner = inner
        left = keeps
    }

    func begins(folds: Int, stepsPerFold: Int?) { inner.begins(folds: folds, stepsPerFold: stepsPerFold) }
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        inner.record(fold: fold, step: step, values: values)
    }
    func finished(_ score: FoldScore) { inner.finished(score) }
    func directive() -> TrainingDirective { isLost ? .cancel : inner.directive() }
    func wantsCheckpoint(fold: String, step: Int) -> Bool { !isLost && inner.wantsCheckpoint(fold: fold, step: step) }
    func learningRate(fold: String, step: Int, planned: Double) -> Double {
        inner.learningRate(fold: fold, step: step, planned: planned)
    }
    func keep(_ checkpoint: TrainingCheckpoint) {
        inner.keep(checkpoint)
        left -= 1
        isLost = left <= 0
    }
}
