import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

/// A worker that waits for more once the queue is empty.
@Suite struct LingeringTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    private var lingering: Worker.Lingering {
        var lingering = Worker.Lingering()
        lingering.logs = false
        lingering.interval = 0.02
        return lingering
    }

    private func isDone(_ run: RunRecord) throws -> Bool { try bench.store.run(run.id).state == .done }

    private var bell: String { Doorbell.path(of: 1, folder: bench.store.folder) }

    @Test func itTakesTheNextRunWithoutAnotherProcess() throws {
        let first = try bench.store.create(newRun())
        let (worker, lingering) = (bench.worker(), lingering)
        let working = OnThread { try worker.drainQueue(lingering: lingering) }
        #expect(try bench.waitUntil { try isDone(first) })
        #expect(bench.waitUntil { FilePath.exists(bell) })
        for seed in 1...3 {
            let next = try bench.store.create(newRun(seed: seed))
            // A program that cannot be started: only the waiting worker can train it.
            #expect(try Launcher.moveQueueOn(bench.project, store: bench.store, executable: "/no/such/program") == 0)
            #expect(try bench.waitUntil { try isDone(next) })
        }
        // Its place is taken away from it: it goes.
        unlink(bench.store.folder + "/slots/1")
        #expect(try working.wait().map(\.number) == [1, 2, 3, 4])
        #expect(!FilePath.exists(bell))
    }

    @Test func itFindsARunThatNobodyRangForAndTheSettingsAsTheyAreThen() throws {
        let first = try bench.store.create(newRun())
        let (worker, lingering) = (bench.worker(), lingering)
        let working = OnThread { try worker.drainQueue(lingering: lingering) }
        #expect(try bench.waitUntil { try isDone(first) })
        #expect(bench.waitUntil { FilePath.exists(bell) })
        _ = try bench.project.silencing(["identifier"])
        let next = try bench.store.create(newRun(seed: 1))
        #expect(try bench.waitUntil { try isDone(next) })
        #expect(try bench.waitUntil { try bench.store.run(next.id).guarding.silenced == ["identifier"] })
        unlink(bench.store.folder + "/slots/1")
        #expect(try working.wait().count == 2)
    }

    @Test func itGoesWhenItHasWaitedLongEnough() throws {
        _ = try bench.store.create(newRun())
        var lingering = lingering
        lingering.limit = 0.1
        #expect(try bench.worker().drainQueue(lingering: lingering).count == 1)
        #expect(!FilePath.exists(bell) && !FilePath.exists(bench.store.folder + "/slots/1"))
    }

    @Test func aBellThatNobodyHearsIsNotRung() throws {
        #expect(!Doorbell.ring(bell))
        do {
            let heard = try #require(Doorbell(bell))
            #expect(!heard.wait(milliseconds: 1))
            #expect(Doorbell.ring(bell) && Doorbell.ring(bell))
            #expect(heard.wait(milliseconds: 1000))
            #expect(!heard.wait(milliseconds: 1))
        }
        #expect(!Doorbell.ring(bell))
        // What a killed worker left there, and what somebody else put there.
        mkfifo(bell, 0o600)
        #expect(!Doorbell.ring(bell))
        unlink(bell)
        try FilePath.replace(bell, text: "no bell")
        #expect(!Doorbell.ring(bell) && Doorbell(bell) == nil)
    }
}
