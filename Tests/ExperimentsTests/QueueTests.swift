import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

@Suite struct QueueTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func theQueueIsWorkedOffInOrderPastFailures() throws {
        for seed in 0..<4 { _ = try bench.store.create(newRun(seed: seed)) }
        let trained = try bench.worker(FakeTrainer(failing: 1)).drainQueue()
        #expect(trained.map(\.number) == [1, 2, 3, 4])
        #expect(trained.map(\.state) == [.done, .failed, .done, .done])
        let starts = try bench.store.runs().compactMap(\.startedAt)
        #expect(starts == starts.sorted())
    }

    @Test func severalWorkersTrainEachRunOnce() async throws {
        for seed in 0..<12 { _ = try bench.store.create(newRun(seed: seed)) }
        try bench.store.set("jobs", to: "3")
        let worker = bench.worker(FakeTrainer(steps: 5, pace: 300))
        let trained = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 { group.addTask { try worker.drainQueue(isDetached: true).map(\.number) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(trained.sorted() == Array(1...12))
        #expect(try bench.store.runs().allSatisfy { $0.state == .done })
    }

    @Test func jobsInOneProcessShareTheQueue() throws {
        for seed in 0..<6 { _ = try bench.store.create(newRun(seed: seed)) }
        #expect(try bench.worker(FakeTrainer(pace: 100)).drainQueue(jobs: 2).map(\.number) == Array(1...6))
    }

    @Test func aWorkerThatNeverCameUpLeavesItsLastWords() throws {
        let run = try bench.store.create(newRun())
        try Launcher.startWorker(
            bench.project, for: run.id, executable: "/bin/sh",
            arguments: ["-c", "echo starting; echo no such library >&2; exit 3"])
        #expect(try bench.waitUntil { try bench.store.run(run.id).state == .failed })
        #expect(try bench.store.run(run.id).failure == "starting / no such library")
        #expect(code { try Launcher.startWorker(bench.project, executable: "/no/such/program") } == "worker")
    }

    @Test func ofACrashTheReasonIsKept() throws {
        let run = try bench.store.create(newRun())
        try Launcher.startWorker(
            bench.project, for: run.id, executable: "/bin/sh",
            arguments: ["-c", "echo 'Trees.swift:7: Fatal error: no rows'; for i in 1 2 3 4 5; do echo frame $i; done; exit 4"])
        #expect(try bench.waitUntil { try bench.store.run(run.id).state == .failed })
        #expect(try bench.store.run(run.id).failure == "Trees.swift:7: Fatal error: no rows")
    }

    @Test func aRunThatAnotherHoldsDoesNotKeepTheQueueFromEnding() throws {
        let runs = try (0..<2).map { try bench.store.create(newRun(seed: $0)) }
        let lock = try #require(try FileLock.ofRun(runs[0].id, folder: bench.store.folder))
        #expect(try bench.worker().drainQueue().map(\.id) == [runs[1].id])
        lock.release()
        #expect(try bench.worker().drainQueue().map(\.id) == [runs[0].id])
    }

    @Test func aWorkerStandsOnItsOwn() throws {
        // Held open by this process, and not to be inherited.
        let run = try bench.store.create(newRun())
        let lock = try #require(try FileLock.ofRun(run.id, folder: bench.store.folder))
        defer { lock.release() }
        let script = "cut -d ' ' -f 6 /proc/$$/stat; for f in /proc/$$/fd/*; do readlink $f; done; echo $0 has begun"
        let pid = try Launcher.startWorker(bench.project, for: "probe", executable: "/bin/sh", arguments: ["-c", script])
        #expect(bench.waitUntil { Launcher.lastWords(of: "probe", folder: bench.store.folder)?.contains("has begun") ?? false })
        let log = bench.store.folder + "/logs/probe.log"
        let lines = try readText(log).split(separator: "\n").map(String.init)
        #expect(lines[0] == "\(pid)", "a session of its own")
        #expect(lines[1] == "/dev/null")
        #expect(lines.filter { $0.hasPrefix(bench.folder.path) } == [log, log])
    }

    @Test func whoeverOpensMovesTheQueueOn() throws {
        #expect(try Launcher.moveQueueOn(bench.project, store: bench.store, executable: "/bin/true") == 0)
        _ = try bench.store.create(newRun())
        #expect(try Launcher.moveQueueOn(bench.project, store: bench.store, executable: "/bin/true") == 1)
    }
}
