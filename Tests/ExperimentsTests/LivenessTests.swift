import Foundation
import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

@Suite struct LivenessTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    private func running(host: String, machine: String) throws -> RunRecord {
        try bench.store.create(
            newRun(), claimedBy: WorkerIdentity(pid: 1, host: host, threads: 1, environment: ["machine": machine]))
    }

    @Test func aRunWhoseLockIsFreeIsInterruptedAtOnce() throws {
        let held = try running(host: Machine.host, machine: "")
        let free = try running(host: Machine.host, machine: "")
        let lock = try #require(try FileLock.ofRun(held.id, folder: bench.store.folder))
        #expect(try Liveness.markInterrupted(bench.store).map(\.id) == [free.id])
        #expect(try bench.store.run(held.id).state == .running)
        #expect(try bench.store.run(free.id).state == .interrupted)
        #expect(try Liveness.markInterrupted(bench.store).isEmpty)
        lock.release()
        #expect(try Liveness.markInterrupted(bench.store).map(\.id) == [held.id])
    }

    @Test func aRunOfAnotherMachineIsUnknownUnlessItsLockIsHeld() throws {
        let run = try running(host: "far-away", machine: "another")
        #expect(try Liveness.markInterrupted(bench.store).isEmpty)
        #expect(Liveness.shown(run, folder: bench.store.folder).state == .unknown)
        let lock = try #require(try FileLock.ofRun(run.id, folder: bench.store.folder))
        #expect(Liveness.shown(run, folder: bench.store.folder).state == .running)
        lock.release()
        #expect(code { _ = try bench.store.steer(run.id, .stop) } == "wrong_state")
    }

    @Test func aMachineThatWasRenamedKnowsItsRuns() throws {
        guard !Machine.identity.isEmpty else { return }
        let run = try running(host: "old-name", machine: Machine.identity)
        #expect(try Liveness.markInterrupted(bench.store).map(\.id) == [run.id])
    }

    @Test func aLockIsHeldByOne() throws {
        let path = bench.folder.path + "/lock"
        #expect(!FileLock.isHeld(path))
        let first = try #require(try FileLock(path))
        #expect(FileLock.isHeld(path))
        #expect(try FileLock(path, patience: 0.01) == nil)
        first.release()
        #expect(!FileLock.isHeld(path) && access(path, F_OK) != 0)
        let second = try #require(try FileLock(path))
        #expect(FileLock.isHeld(path))
        second.release()
    }

    @Test func locksPassFromHandToHandWithoutEverBeingShared() async throws {
        let path = bench.folder.path + "/lock"
        let counter = bench.folder.path + "/counter"
        try writeText("", to: counter)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<50 {
                        guard let lock = try? FileLock(path, patience: 20) else {
                            Issue.record("no lock")
                            return
                        }
                        // Two holders at once would lose a byte.
                        if let text = try? readText(counter) { try? writeText(text + "x", to: counter) }
                        lock.release()
                    }
                }
            }
        }
        #expect(try readText(counter).count == 200)
    }

    /// The whole of it: a worker is killed while it trains.
    @Test func aKilledWorkerIsSeenAtOnceAndItsRunTrainsAgain() async throws {
        let path = bench.folder.path
        let run = try bench.store.create(newRun()).id
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, run = run as String] in
            let project = Project(folder: path)
            let worker = Worker(
                project: project, store: try project.openStore(), threads: 1,
                engine: FakeTrainer(steps: 1_000_000, pace: 200).engine)
            let killer = Thread {
                while ((try? worker.store.series(of: run)) ?? []).isEmpty { usleep(5000) }
                usleep(UInt32.random(in: 0...200_000))
                kill(getpid(), SIGKILL)
            }
            killer.start()
            _ = try worker.run(run)
        }
        let interrupted = try Liveness.markInterrupted(bench.store)
        #expect(interrupted.map(\.id) == [run])
        let steps = try bench.store.points(of: run).first?.steps ?? []
        #expect(!steps.isEmpty && steps == Array(1...steps.count))
        #expect(try bench.store.requeue(run).state == .queued)
        #expect(try bench.worker().run(run).state == .done)
        #expect(try bench.store.points(of: run).first?.steps == Array(1...20))
    }
}
