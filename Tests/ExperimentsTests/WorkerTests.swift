import Experiments
import Glibc
import Learning
import Recipes
import RunStore
import Synchronization
import TestSupport
import Testing

@Suite struct WorkerTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func aRunKeepsAllThatTrainingGives() throws {
        let run = try bench.store.create(newRun())
        let done = try bench.worker().run(run.id)
        #expect(done.state == .done && done.id == run.id)
        #expect(done.pid == Int(getpid()) && done.threads == 2 && done.environment["system"] != nil)
        #expect(done.metrics["auc"]?.folds == [0.52, 0.52])
        #expect(done.folds == 2 && done.progress == .init(done: 60, total: 60))
        #expect(done.importance == [.init(column: "age", mean: 1, sd: 0)])
        #expect(done.classes == ["no", "yes"])
        #expect((done.seconds["total"] ?? -1) >= 0)
        let points = try bench.store.points(of: run.id)
        #expect(points.count == 4)
        #expect(points.allSatisfy { $0.steps == Array(1...20) })
        #expect(try bench.store.predictions(of: run.id).map(\.values) == [[0.25, 0.75], [0.25, 0.75]])
        #expect(try bench.store.model(of: run.id) == [20, 7])
        #expect(!Liveness.isHeld(run.id, folder: bench.store.folder))
        #expect(code { _ = try bench.worker().run(run.id) } == "wrong_state")
    }

    @Test func aFailureIsASentenceInTheRun() throws {
        let run = try bench.store.create(newRun(seed: 3))
        #expect(code { _ = try bench.worker(FakeTrainer(failing: 3)).run(run.id) } == "singular")
        let failed = try bench.store.run(run.id)
        #expect(failed.state == .failed && failed.failure == "the matrix is singular: drop a column")
    }

    @Test func changedDataIsNotTrainedOn() throws {
        let run = try bench.store.create(newRun())
        #expect(code { _ = try bench.worker(FakeTrainer(fingerprint: "other")).run(run.id) } == "data_changed")
        #expect(try bench.store.run(run.id).failure?.contains("/data/churn.csv") == true)
    }

    /// Needs to be root, to mount a small file system.
    @Test func aFullDiskEndsARunWithASentence() throws {
        let small = bench.folder.path + "/small"
        mkdir(small, 0o755)
        guard mount("tmpfs", small, "tmpfs", 0, "size=1m") == 0 else { return }
        defer { umount2(small, Int32(MNT_DETACH)) }
        let project = Project(folder: small)
        let worker = Worker(project: project, store: try project.openStore(), engine: FakeTrainer(steps: 200_000).engine)
        #expect(code { _ = try worker.train(newRun()) } == "disk_full")
        #expect(!Liveness.isHeld(try worker.store.runs()[0].id, folder: worker.store.folder))
    }

    @Test func theForegroundStopsAtTheFirstAndCancelsAtTheSecondInterrupt() throws {
        for presses in 1...2 {
            let control = TrainingControl()
            let steps = Atomic<Int>(0)
            let hooks = TrainingHooks(
                directive: { control.directive },
                event: { event in
                    if case .step = event, steps.add(1, ordering: .relaxed).newValue == 5 {
                        for _ in 0..<presses { control.interrupt() }
                    }
                })
            let run = try bench.worker().train(newRun(), table: table(), hooks: hooks)
            #expect(run.state == (presses == 1 ? .stopped : .cancelled))
            #expect(try bench.store.points(of: run.id).first?.steps == Array(1...5))
            #expect(try (bench.store.model(of: run.id) != nil) == (presses == 1))
            // Where it stopped is known, so that verifying stops there too.
            if presses == 1 { #expect(try bench.worker().verify(run).isIdentical) }
        }
    }

    @Test func anotherProcessPausesResumesAndStopsARun() throws {
        let (store, worker) = (bench.store, bench.worker(FakeTrainer(steps: 100_000, pace: 500)))
        // What another process has: a connection of its own.
        let other = try bench.project.openStore()
        let run = try store.create(newRun())
        let training = OnThread { try worker.run(run.id) }
        #expect(try bench.waitUntil { try other.series(of: run.id).first?.count ?? 0 > 10 })
        #expect(Liveness.isHeld(run.id, folder: store.folder))
        #expect(try other.steer(run.id, .pause).id == run.id)
        #expect(try bench.waitUntil { try other.run(run.id).state == .paused })
        usleep(150_000)
        let count = try other.series(of: run.id).first?.count
        usleep(150_000)
        #expect(try other.series(of: run.id).first?.count == count)
        #expect(try Liveness.markInterrupted(other).isEmpty)
        _ = try other.steer(run.id, .resume)
        #expect(try bench.waitUntil { try other.run(run.id).state == .running })
        _ = try other.steer(run.id, .stop)
        let stopped = try training.wait()
        #expect(stopped.state == .stopped && stopped.metrics["auc"]?.folds.count == 2)
        let asked = try other.interventions(of: run.id)
        #expect(asked.map(\.kind) == [.pause, .resume, .stop])
        #expect(asked.allSatisfy { $0.applied?.fold == "1" && ($0.applied?.step ?? 0) > 10 })
        #expect(code { _ = try other.steer(run.id, .pause) } == "wrong_state")
        // Trained again it is stopped at the same step.
        #expect(try worker.verify(stopped).isIdentical)
    }

    @Test func queuedRunsAreCancelledAtOnce() throws {
        let run = try bench.store.create(newRun())
        #expect(try bench.store.steer(run.id, .cancel).state == .cancelled)
        #expect(try bench.store.requeue(run.id).state == .queued)
        #expect(code { _ = try bench.store.steer(run.id, .pause) } == "wrong_state")
    }

    @Test func verifyingFindsTheFirstDifference() throws {
        let run = try bench.worker().train(newRun())
        #expect(try bench.worker().verify(run).isIdentical)
        let drifted = try bench.worker(FakeTrainer(drift: 1e-16)).verify(run)
        #expect(!drifted.isIdentical)
        #expect(
            drifted.differences.map(\.sentence) == [
                "iteration 2 of 1/train/log_loss: 0.5 then, 0.5000000000000001 now",
                "fold 1, prediction of row 2: 0.25 then, 0.2500000000000001 now",
            ])
        let shorter = try bench.worker(FakeTrainer(steps: 19)).verify(run)
        #expect(
            shorter.differences.prefix(2).map(\.sentence) == [
                "iteration 20 of 1/valid/auc: 0.52 then, none now", "fold 1, auc: 0.52 then, 0.519 now",
            ])
        let other = try bench.worker(FakeTrainer(fingerprint: "other")).verify(run)
        #expect(other.firstDifference?.hasPrefix("the data, content of /data/churn.csv: f00d then, other now; ") == true)
    }
}
