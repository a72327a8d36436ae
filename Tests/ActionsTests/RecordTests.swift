import Glibc
import Recipes
import RunStore
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Actions
@testable import Experiments

@Suite struct RecordTests {
    private func recipe(_ session: Session, seed: Int = 0) throws -> Recipe {
        var recipe = try session.recipe(for: Fixtures.table, request: RunRequest(target: "churn"))
        recipe.seed = seed
        return recipe
    }

    @Test func everyActionIsTakenBackAndDoneAgain() throws {
        try Fixtures.withSession { session, store in
            let run = try Fixtures.run(recipe(session), auc: [0.8, 0.9], in: store)
            var journal = ActionJournal()
            try journal.perform(.note(run: "1", "look again"), titled: "note", in: session)
            try journal.perform(.tags(run: "1", ["keep"]), titled: "tags", in: session)
            try journal.perform(.baseline("1"), titled: "baseline", in: session)
            try journal.perform(.bin(["1"]), titled: "bin", in: session)
            #expect(try session.runs().isEmpty)
            #expect(try session.runs(includingBinned: true).count == 1)
            for title in ["bin", "baseline", "tags", "note"] { #expect(try journal.undo(in: session) == title) }
            #expect(try journal.undo(in: session) == nil)
            var now = try session.run(named: run.id)
            #expect(now.note.isEmpty && now.tags.isEmpty && now.binnedAt == nil)
            #expect(try session.baseline() == nil)
            for title in ["note", "tags", "baseline"] { #expect(try journal.redo(in: session) == title) }
            now = try session.run(named: "baseline")
            #expect(now.note == "look again" && now.tags == ["keep"])
        }
    }

    @Test func aQueuedRunThatLeavesTheBinWaitsOn() throws {
        try Fixtures.withSession { session, store in
            let place = TableRecord(fingerprint: "f00d", name: "small.csv", path: "/none/small.csv")
            let run = try store.create(NewRun(recipe: recipe(session), table: place))
            // The one place is taken, so that taking the run out again starts no worker.
            let slot = try #require(try FileLock.slot(of: 1, folder: store.folder))
            defer { slot.lock.release() }
            try session.bin([run.id])
            let isWaiting = try !store.queue().isEmpty
            #expect(!isWaiting)
            try session.restore([run.id])
            #expect(try store.queue().map(\.id) == [run.id])
        }
    }

    @Test func lookingUpAnotherTableLosesNothingOfTheOpenOne() throws {
        try Fixtures.withSession { session, _ in
            session.remember(Fixtures.table, path: "/none/small.csv", options: ReadingOptions(kinds: ["city": .text]), seconds: 2)
            session.rememberCompared(
                Table(
                    name: "other.csv", source: .init(fingerprint: "beef", header: true, delimiter: ","), rowCount: 0, columns: [])
            )
            #expect(session.rememberedTable("f00d") != nil && session.rememberedTable("beef") != nil)
            #expect(session.readingOptions(of: "/none/small.csv").kinds == ["city": .text])
            #expect(session.takeSecondsOfReading("f00d") == 2)
        }
    }

    @Test func runsAreQueriedSortedAndCut() throws {
        try Fixtures.withSession { session, store in
            for (seed, auc) in [0.7, 0.9, 0.8].enumerated() {
                try Fixtures.run(recipe(session, seed: seed), auc: [auc, auc], in: store)
            }
            #expect(try session.runs().map(\.number) == [3, 2, 1])
            #expect(try session.runs(sort: "auc").map(\.number) == [2, 3, 1])
            #expect(try session.runs(query: "auc>0.75", sort: "auc", limit: 1).map(\.number) == [2])
            let (revision, all) = try session.changes(since: 0)
            #expect(all.count == 3)
            try session.setNote("2", "x")
            #expect(try session.changes(since: revision).runs.map(\.number) == [2])
        }
    }

    @Test func nothingIsWrittenBeforeTheFirstRun() throws {
        try withTemporaryFolder { folder in
            let session = Session(project: Project(folder: folder))
            let (runs, changes) = (try session.runs(), try session.changes(since: 0))
            #expect(runs.isEmpty && changes.runs.isEmpty)
            #expect(throws: AssayError.self) { try session.run(named: "last") }
            #expect(!RunStore.exists(in: folder + "/.assay"))
        }
    }

    @Test func aWatchHearsOfAStoreThatAnotherMakes() throws {
        try withTemporaryFolder { folder in
            let session = Session(project: Project(folder: folder))
            let heard = Mutex(0)
            let watch = session.watch { heard.withLock { $0 += 1 } }
            defer { watch.stop() }
            let store = try Project(folder: folder).openStore()
            try Fixtures.run(recipe(session), auc: [0.8, 0.9], in: store)
            for _ in 0..<300 where heard.withLock({ $0 }) == 0 { usleep(10_000) }
            #expect(heard.withLock { $0 } > 0)
        }
    }
}
