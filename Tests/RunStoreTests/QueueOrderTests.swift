import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct QueueOrderTests {
    let folder = TemporaryFolder()
    let store: RunStore

    init() throws { store = try RunStore(folder: folder.path) }

    @Test(arguments: [
        (QueueMove.first, [4, 1, 2, 3, 5]), (.last, [1, 2, 3, 5, 4]), (.earlier(1), [1, 2, 4, 3, 5]),
        (.earlier(-1), [1, 2, 3, 5, 4]),
        (.earlier(99), [4, 1, 2, 3, 5]), (.earlier(-99), [1, 2, 3, 5, 4]), (.place(2), [1, 4, 2, 3, 5]),
        (.place(-7), [4, 1, 2, 3, 5]),
        (.earlier(.min), [4, 1, 2, 3, 5]),
    ])
    func aRunMoves(move: QueueMove, numbers: [Int]) throws {
        for seed in 0..<5 { _ = try store.create(newRun(seed: seed)) }
        let before = try store.revision()
        let id = try store.resolve("4").id
        #expect(try store.move(id, move).map(\.number) == numbers)
        #expect(try RunStore(folder: folder.path).queue().map(\.number) == numbers, "it is so after a restart")
        #expect(try store.claimNext(for: worker)?.number == numbers[0])
        #expect(try !store.runs(changedSince: before).isEmpty, "other screens are told")
    }

    @Test func ofEqualPlacesTheOrderIsKeptToo() throws {
        for seed in 0..<3 { _ = try store.create(newRun(seed: seed)) }
        for _ in 0..<20 {
            for number in [2, 3, 1] { try store.move(store.resolve("\(number)").id, .first) }
        }
        #expect(try store.queue().map(\.number) == [1, 3, 2])
    }

    @Test func whatDoesNotWaitCannotBeMoved() throws {
        let run = try store.running()
        #expect { try store.move(run.id, .first) } throws: { ($0 as? AssayError)?.code == "wrong_state" }
    }

    @Test func soManyRunsGoOnAtOnceAsWereSet() throws {
        #expect(try store.jobs() == 1)
        try store.setJobs(3)
        #expect(try store.jobs() == 3)
        #expect(throws: AssayError.self) { try store.setJobs(0) }
        try store.setJobs(1)
        #expect(try store.setting("jobs") == nil)
    }
}
