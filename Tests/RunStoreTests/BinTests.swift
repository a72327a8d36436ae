import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct BinTests {
    let folder = TemporaryFolder()
    let store: RunStore

    init() throws { store = try RunStore(folder: folder.path) }

    @Test func whatIsInTheBinComesBackUntilItIsEmptied() throws {
        let runs = try (0..<3).map { try store.create(newRun(seed: $0), claimedBy: worker) }
        for run in runs { try store.finish(run.id, with: RunOutcome(state: .done, model: [1, 2, 3])) }
        try store.setBaseline(runs[1].id)
        for run in runs[0...1] { try store.edit(run.id, .binned(true)) }
        #expect(try store.binned().map(\.number) == [1, 2])
        try store.edit(runs[0].id, .binned(false))
        #expect(try store.runs().map(\.number) == [1, 3])

        let before = try store.revision()
        #expect(try store.emptyBin() == [runs[1].id])
        #expect(try store.purged(since: before) == [runs[1].id])
        #expect(try store.purged(since: store.revision()).isEmpty)
        #expect(try store.runs(includingBinned: true).map(\.number) == [1, 3])
        #expect(try store.baseline() == nil, "a baseline that is gone is none")
        #expect(throws: AssayError.self) { try store.run(runs[1].id) }
        #expect(try store.create(newRun(seed: 1)).number == 4, "numbers are never given twice")
        #expect(try store.emptyBin().isEmpty)
    }

    @Test func onlyTheWantedRunsGo() throws {
        let runs = try (0..<2).map { try store.create(newRun(seed: $0)) }
        for run in runs { try store.edit(run.id, .binned(true)) }
        #expect(try store.emptyBin([runs[1].id]) == [runs[1].id])
        #expect(try store.binned().map(\.id) == [runs[0].id])
    }

    @Test func aRunThatStillTrainsStays() throws {
        let run = try store.running()
        try store.edit(run.id, .binned(true))
        #expect(try store.emptyBin().isEmpty)
        #expect(try store.run(run.id).state == .running)
    }
}
