import Foundation
import GRDB
import Glibc
import Recipes
import RunStore
import Synchronization
import TestSupport
import Testing

@Suite struct SharingTests {
    let folder = TemporaryFolder()

    @Test func writersDoNotDisturbEachOther() async throws {
        let path = folder.path
        let runs = try { () throws -> [String] in
            let store = try RunStore(folder: path)
            return try (0..<3).map { try store.running(seed: $0).id }
        }()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for run in runs {
                group.addTask {
                    let store = try RunStore(folder: path)
                    for commit in 0..<60 {
                        try store.append([points("1/valid/auc", from: commit * 100 + 1, count: 100) { Double($0) }], to: run)
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try RunStore(folder: path)
        for run in runs { #expect(try store.points(of: run).first?.steps == Array(1...6000)) }
    }

    @Test func watchersHearOtherConnectionsAndTheirOwn() throws {
        let store = try RunStore(folder: folder.path)
        let other = try RunStore(folder: folder.path)
        let heard = Mutex<[Int]>([])
        // So long an interval that only the bell can be what is heard.
        let watcher = StoreWatcher(store, interval: 600) { revision in heard.withLock { $0.append(revision) } }
        defer { watcher.stop() }
        func waitFor(_ revision: Int) -> Bool {
            for _ in 0..<2000 {
                if heard.withLock({ $0.last == revision }) { return true }
                usleep(5000)
            }
            return false
        }
        let run = try other.create(newRun())
        #expect(waitFor(try store.revision()))
        try store.edit(run.id, .note("mine"))
        #expect(waitFor(try store.revision()))
        let count = heard.withLock { $0.count }
        _ = try other.runs()
        usleep(20_000)
        #expect(heard.withLock { $0.count } == count)
    }

    @Test func aWatcherWithoutABellLooksByItself() throws {
        let store = try RunStore(folder: folder.path)
        unlink(folder.path + "/bell")
        let heard = Atomic<Int>(0)
        let watcher = StoreWatcher(store, interval: 0.01) { heard.store($0, ordering: .releasing) }
        defer { watcher.stop() }
        _ = try store.create(newRun())
        let revision = try store.revision()
        for _ in 0..<2000 where heard.load(ordering: .acquiring) != revision { usleep(5000) }
        #expect(heard.load(ordering: .acquiring) == revision)
    }

    /// A writer is killed in the middle of its commits, again and again: every commit that it was told of is there whole.
    @Test(arguments: 1...4)
    func aKilledWriterLosesNoCommit(round: Int) async throws {
        let path = folder.path
        let run = try RunStore(folder: path).running().id
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, run = run as String] in
            let store = try RunStore(folder: path)
            let log = open(path + "/kept", O_WRONLY | O_CREAT | O_APPEND, 0o644)
            let hasBegun = Atomic<Bool>(false)
            let killer = Thread {
                while !hasBegun.load(ordering: .acquiring) { usleep(1000) }
                usleep(UInt32.random(in: 0...150_000))
                kill(getpid(), SIGKILL)
            }
            killer.start()
            for commit in 0... {
                try store.append([points("1/valid/auc", from: commit * 300 + 1, count: 300) { Double($0) }], to: run)
                write(log, "x", 1)
                hasBegun.store(true, ordering: .releasing)
            }
        }
        let told = try readBytes(path + "/kept").count
        let store = try RunStore(folder: path)
        let steps = try #require(try store.points(of: run).first).steps
        #expect(steps == Array(1...max(1, steps.count)))
        #expect(steps.count % 300 == 0)
        #expect(steps.count / 300 == told || steps.count / 300 == told + 1)
        let queue = try DatabaseQueue(path: path + "/runs.sqlite")
        let check = try await queue.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
        try queue.close()
    }
}
