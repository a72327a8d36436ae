import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import Tabular
import TestSupport
import Testing

@testable import Experiments

/// Workers that are killed at any moment, over and over: what they were at is gone on with, to the same bits.
///
/// `ASSAY_KILLS` says how often (`make kill` 100 times a family); a few times suffice for a change.
@Suite(.serialized) struct KilledRunTests {
    let bench: Bench
    private static let kills = ProcessInfo.processInfo.environment["ASSAY_KILLS"].flatMap { Int($0) } ?? 6

    init() throws { bench = try Bench() }

    /// The real trainer on a small table, which keeps its state as often as it can.
    private static func worker(_ folder: String) throws -> Worker {
        let project = Project(folder: folder)
        let engine = TrainingEngine(
            readTable: { (_, _, _) throws(AssayError) in table },
            train: { (recipe, table, threads, monitor, checkpoint) throws(AssayError) in
                try Trainer.run(recipe, on: table, threads: threads, monitor: monitor, from: checkpoint)
            })
        var worker = Worker(project: project, store: try project.openStore(), threads: 2, engine: engine)
        worker.checkpointInterval = 0.01
        return worker
    }

    private static let table: Table = {
        let x = (0..<400).map { Double($0 * 37 % 101) }
        return Table(
            name: "churn.csv", source: Recipe.Source(fingerprint: "f00d", header: true, delimiter: ","), rowCount: x.count,
            columns: [
                Column(name: "age", kind: .number, storage: .numbers(x)),
                Column(
                    name: "churn", kind: .flag,
                    storage: .codes(x.enumerated().map { $0.element > 50 || $0.offset % 7 == 0 ? 1 : 0 }, words: ["no", "yes"])),
            ])
    }()

    private static func newRun(_ family: String) throws -> NewRun {
        var recipe = recipe()
        recipe.model = Recipe.Model(try ModelFamily.named(family))
        let settings =
            family == "mlp" ? ["preset": "sklearn", "hidden_layer_sizes": "8", "max_iter": "20"] : ["n_estimators": "30"]
        for (name, value) in settings { try recipe.model.set(name, value) }
        return NewRun(
            recipe: recipe, table: TableRecord(fingerprint: "f00d", name: "churn.csv", path: "/data/churn.csv", reading: [:]))
    }

    /// All that a run gave, for comparing.
    private struct Given: Equatable {
        let metrics: [String: RunRecord.MetricSummary]
        let folds: [StoredFold]
        let predictions: [StoredPredictions]
        let model: [UInt8]?
        let points: [SeriesPoints]

        init(_ run: String, _ store: RunStore) throws {
            metrics = try store.run(run).metrics
            folds = try store.folds(of: run)
            predictions = try store.predictions(of: run)
            model = try store.model(of: run)
            points = try store.points(of: run).sorted { $0.name.description < $1.name.description }
        }
    }

    @Test(arguments: ["boosting", "mlp"])
    func aRunThatIsKilledAgainAndAgainGivesTheSameBytes(_ family: String) async throws {
        let path = bench.folder.path
        let worker = try Self.worker(path)
        let began = Date.now
        let whole = try worker.train(Self.newRun(family))
        let length = Date.now.timeIntervalSince(began)
        #expect(whole.state == .done)
        let expected = try Given(whole.id, bench.store)
        var (kills, goneOn) = (0, 0)
        while kills < Self.kills {
            let run = try bench.store.create(Self.newRun(family)).id
            repeat {
                try await killed(run, after: .random(in: 0...length * 1.2))
                kills += 1
                _ = try Liveness.markInterrupted(bench.store)
                #expect(try bench.store.damage() == [])
                let now = try bench.store.run(run)
                if now.state == .interrupted {
                    if Worker.hasCheckpoint(of: now, store: bench.store) { goneOn += 1 }
                    _ = try bench.store.requeue(run, goesOn: true)
                }
            } while try bench.store.run(run).state == .queued && kills < Self.kills
            if try bench.store.run(run).state == .queued { _ = try worker.run(run) }
            #expect(try bench.store.run(run).state == .done)
            #expect(try Given(run, bench.store) == expected)
        }
        #expect(goneOn > 0, "no state was ever gone on from")
    }

    /// Trains a run in a process that is killed after so many seconds, or when it is done.
    private func killed(_ run: String, after seconds: Double) async throws {
        let path = bench.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, run = run as String, seconds = seconds as Double] in
            let worker = try KilledRunTests.worker(path)
            let killer = Thread {
                usleep(UInt32(seconds * 1_000_000))
                kill(getpid(), SIGKILL)
            }
            killer.start()
            _ = try worker.run(run)
            kill(getpid(), SIGKILL)
        }
    }

    /// Killed while the store is being written: everything that was committed is there, in whole batches.
    @Test func aWorkerKilledInATransactionLosesNothingThatWasCommitted() async throws {
        let path = bench.folder.path
        for _ in 0..<Self.kills {
            let run = try bench.store.create(ExperimentsTests.newRun()).id
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, run = run as String] in
                let project = Project(folder: path)
                let worker = Worker(
                    project: project, store: try project.openStore(), threads: 1,
                    engine: FakeTrainer(steps: 1_000_000).engine)
                let killer = Thread {
                    while ((try? worker.store.series(of: run)) ?? []).isEmpty { usleep(500) }
                    usleep(.random(in: 0...100_000))
                    // Every write is done under this lock.
                    while !FileLock.isHeld(worker.store.folder + "/writer") {}
                    usleep(.random(in: 0...3000))
                    kill(getpid(), SIGKILL)
                }
                killer.start()
                _ = try worker.run(run)
            }
            #expect(try Liveness.markInterrupted(bench.store).map(\.id) == [run])
            #expect(try bench.store.damage() == [])
            for points in try bench.store.points(of: run) { #expect(points.steps == Array(1...points.steps.count)) }
            let counts = try bench.store.series(of: run).map(\.count)
            #expect(Set(try bench.store.points(of: run).map(\.steps.count)) == Set(counts))
        }
    }
}
