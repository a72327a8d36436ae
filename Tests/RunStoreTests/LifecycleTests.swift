import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct LifecycleTests {
    let folder = TemporaryFolder()

    @Test func aRunComesBackAsItWasKept() throws {
        let store = try RunStore(folder: folder.path + "/.assay")
        let kept = try store.create(
            NewRun(recipe: recipe(seed: 7), table: churn, parent: nil, note: "first", tags: ["keep", "b"]))
        #expect(kept.number == 1)
        #expect(kept.state == .queued)
        #expect(kept.recipe == recipe(seed: 7))
        #expect(kept.recipeHash == recipe(seed: 7).hash)
        #expect(kept.source == "/data/churn.csv")
        #expect(kept.table == "churn.csv")
        #expect(kept.tags == ["b", "keep"])
        #expect(try RunStore(folder: folder.path + "/.assay").run(kept.id) == kept)
        #expect(try store.table("f00d") == churn)
    }

    @Test func everythingThatARunGivesComesBack() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        #expect(run.state == .running && run.pid == 4711 && run.host == "here" && run.threads == 2)
        #expect(run.environment == ["processor": "a quick one"])
        try store.setExtent(of: run.id, folds: 2, progress: .init(done: 0, total: 30))
        let folds = [
            StoredFold(
                fold: 1, trainingRows: 80, validationRows: 20, metrics: ["auc": 0.75, "precision": 0],
                byConvention: ["precision"],
                bestStep: 12),
            StoredFold(fold: 2, trainingRows: 80, validationRows: 20, metrics: ["auc": 0.85, "log_loss": .nan]),
        ]
        for fold in folds { try store.record(fold, of: run.id, progress: .init(done: fold.fold * 10, total: 30)) }
        let predictions = [
            StoredPredictions(fold: 1, rows: [3, 1, 4], values: [0.1, .nan, -0.0]),
            StoredPredictions(fold: 2, rows: [], values: []),
        ]
        let done = try store.finish(
            run.id,
            with: RunOutcome(
                state: .done, classes: ["no", "yes"], seconds: ["total": 1.5, "fit": 1],
                importance: [.init(column: "age", mean: 0.7, sd: 0.1)],
                predictions: predictions, model: [1, 2, 255]))
        #expect(done.state == .done && done.folds == 2 && done.progress == .init(done: 30, total: 30))
        #expect(done.metrics["auc"] == RunRecord.MetricSummary(folds: [0.75, 0.85]))
        #expect(done.metrics["log_loss"] == nil)
        #expect(done.seconds == ["total": 1.5, "fit": 1])
        #expect(done.classes == ["no", "yes"])
        #expect(done.importance == [.init(column: "age", mean: 0.7, sd: 0.1)])
        #expect(done.startedAt != nil && done.finishedAt != nil)
        var kept = folds
        kept[1].metrics["log_loss"] = nil
        #expect(try store.folds(of: run.id) == kept)
        let back = try store.predictions(of: run.id)
        #expect(back.map(\.rows) == [[3, 1, 4], []])
        #expect(back[0].values.map(\.bitPattern) == predictions[0].values.map(\.bitPattern))
        #expect(try store.model(of: run.id) == [1, 2, 255])
    }

    @Test func theQueueIsServedInOrderAndEachRunOnce() throws {
        let store = try RunStore(folder: folder.path)
        let other = try RunStore(folder: folder.path)
        let made = try (0..<3).map { try store.create(newRun(seed: $0)).id }
        #expect(try other.queue().map(\.id) == made)
        #expect(try store.claimNext(for: worker)?.id == made[0])
        #expect(try other.claim(made[1], for: worker)?.state == .running)
        #expect(try store.claim(made[1], for: worker) == nil)
        try store.edit(made[2], .binned(true))
        #expect(try other.claimNext(for: worker) == nil)
    }

    @Test func claimantsInParallelNeverGetTheSameRun() async throws {
        let path = folder.path
        let store = try RunStore(folder: path)
        for seed in 0..<40 { _ = try store.create(newRun(seed: seed)) }
        let claimed = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let mine = try RunStore(folder: path)
                    var numbers: [Int] = []
                    while let run = try mine.claimNext(for: worker) { numbers.append(run.number) }
                    return numbers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.sorted() == Array(1...40))
    }

    @Test func aStateChangesOnlyFromTheExpectedOne() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        #expect(try !store.setState(of: run.id, from: [.queued], to: .failed))
        #expect(try !store.setState(of: run.id, from: [.running], to: .interrupted, startedAt: 1))
        #expect(
            try store.setState(
                of: run.id, from: [.running, .paused], to: .interrupted, failure: "gone", startedAt: run.startedAt))
        let after = try store.run(run.id)
        #expect(after.state == .interrupted && after.failure == "gone" && after.finishedAt != nil)
        #expect(throws: AssayError.self) { try store.finish(run.id, with: RunOutcome(state: .done)) }
    }

    @Test func requeueingStartsFromNothing() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        try store.append([points("1/valid/auc", from: 1, count: 5000) { Double($0) }], to: run.id)
        try store.record(StoredFold(fold: 1, trainingRows: 8, validationRows: 2, metrics: ["auc": 0.5]), of: run.id)
        try store.send(.stop, to: run.id)
        #expect(throws: AssayError.self) { try store.requeue(run.id) }
        try store.setState(of: run.id, from: [.running], to: .interrupted)
        let again = try store.requeue(run.id)
        #expect(again.state == .queued && again.metrics.isEmpty && again.finishedAt == nil && again.number == run.number)
        #expect(try store.points(of: run.id).isEmpty)
        #expect(try store.interventions(of: run.id).isEmpty)
        #expect(try store.claimNext(for: worker)?.id == run.id)
    }

    @Test func revisionsTellWhatChanged() throws {
        let store = try RunStore(folder: folder.path)
        let (a, b) = (try store.running(seed: 1), try store.running(seed: 2))
        let seen = try store.revision()
        #expect(try store.runs(changedSince: seen).isEmpty)
        try store.edit(b.id, .note("better"))
        try store.edit(b.id, .binned(true))
        #expect(try store.runs(changedSince: seen).map(\.id) == [b.id])
        #expect(try store.runs().map(\.id) == [a.id])
        #expect(try store.runs(includingBinned: true).map(\.id) == [a.id, b.id])
        #expect(try store.revision() == seen + 2)
        #expect(throws: AssayError.self) { try store.edit(b.id, .note("lost"), ifRevision: seen) }
        #expect(try store.run(b.id).note == "better")
    }

    @Test func interventionsWaitUntilTheyAreApplied() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        let pause = try store.send(.pause, to: run.id)
        try store.send(.resume, to: run.id)
        #expect(try store.pendingInterventions(of: run.id).map(\.kind) == [.pause, .resume])
        try store.markApplied(pause, of: run.id, at: .init(fold: "2", step: 17), state: .paused)
        #expect(try store.run(run.id).state == .paused)
        #expect(try store.interventions(of: run.id).first?.applied == .init(fold: "2", step: 17))
        #expect(try store.pendingInterventions(of: run.id).map(\.sequence) == [2])
        try store.finish(run.id, with: RunOutcome(state: .cancelled))
        #expect(throws: AssayError.self) { try store.send(.stop, to: run.id) }
    }

    @Test func numbersAreNeverGivenTwiceAndIdsAscend() throws {
        let store = try RunStore(folder: folder.path)
        let runs = try (0..<20).map { try store.create(newRun(seed: $0)) }
        #expect(runs.map(\.number) == Array(1...20))
        #expect(runs.map(\.id) == runs.map(\.id).sorted())
        let identifiers = (0..<5000).map { _ in ULID.make() }
        #expect(identifiers == identifiers.sorted() && Set(identifiers).count == 5000)
        #expect(identifiers.allSatisfy { $0.count == 26 })
    }

    @Test func settingsAndTheJournalAreKept() throws {
        let store = try RunStore(folder: folder.path)
        try store.set("theme", to: "dusk")
        try store.set("jobs", to: "2")
        try store.set("jobs", to: nil)
        #expect(try store.setting("theme") == "dusk")
        #expect(try store.setting("jobs") == nil)
        let first = try store.appendToJournal(screen: "a", action: ["off": "age"], undo: ["on": "age"])
        try store.appendToJournal(screen: "b", action: "x", undo: "y")
        let second = try store.appendToJournal(screen: "a", action: "later", undo: "earlier")
        #expect(try store.markJournal(second, undone: true))
        #expect(try !store.markJournal(second, undone: true))
        #expect(try store.journal(screen: "a").map(\.isUndone) == [false, true])
        try store.appendToJournal(screen: "a", action: "new", undo: "old")
        #expect(try store.journal(screen: "a").map(\.sequence).first == first)
        #expect(try store.journal(screen: "a").map(\.action) == [["off": "age"], "new"])
        #expect(try store.journal().count == 3)
    }
}
