import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

/// Only what nobody needs counts as left over.
@Suite struct LeftoversTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func statesLogsAndFilesOfRunsThatAreNoMoreAreLeftOver() throws {
        let done = try bench.worker().train(newRun())
        let waiting = try bench.store.create(newRun(seed: 1))
        let folder = bench.store.folder
        let needed = ["checkpoints/\(waiting.id)", "logs/\(done.id).log", "artifacts/\(done.id)/model.bin", "live/\(waiting.id)"]
        let useless = [
            "checkpoints/\(done.id)", "checkpoints/gone", "logs/gone.log", "artifacts/gone/deep/model.bin", "live/gone",
        ]
        for name in needed + useless {
            try FilePath.makeFolder(FilePath.parent(of: folder + "/" + name))
            try FilePath.replace(folder + "/" + name, text: "some text")
        }
        let now = FilePath.changed(folder + "/" + needed[1]) + 60
        let found = try Leftovers.find(bench.store, now: now)
        let names = Set(found.map { String($0.path.dropFirst(folder.count + 1)) })
        #expect(names == ["checkpoints/\(done.id)", "checkpoints/gone", "logs/gone.log", "artifacts/gone", "live/gone"])
        #expect(found.allSatisfy { $0.bytes > 0 && !$0.reason.isEmpty })
        #expect(Leftovers.remove(found) == found.reduce(0) { $0 + $1.bytes })
        #expect(try Leftovers.find(bench.store, now: now) == [])
        for name in needed { #expect(FilePath.exists(folder + "/" + name), "\(name)") }
        // A month later the log of a run that ended well is of no use either.
        #expect(try Leftovers.find(bench.store, now: now + 31 * 86_400).map(\.kind) == ["log"])
    }
}
