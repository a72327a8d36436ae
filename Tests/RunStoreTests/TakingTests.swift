import Recipes
import TestSupport
import Testing

@testable import RunStore

/// Runs that other programs made.
@Suite struct TakingTests {
    let folder = TemporaryFolder()

    private func taken(_ count: Int, state: RunState = .done, tracker: String? = "mlflow") -> TakenRun {
        var table = churn
        table.fingerprint = "lines"
        return TakenRun(
            id: ULID.derived(at: 1_700_000_000, from: "one"), recipe: recipe(), table: table, state: state,
            startedAt: 1_700_000_000, finishedAt: state.isOver ? 1_700_000_060 : nil,
            environment: tracker.map { ["tracker": $0] } ?? [:], note: "theirs", tags: ["red"],
            folds: [StoredFold(fold: 1, trainingRows: 0, validationRows: 0, metrics: ["auc": 0.5])],
            series: [points("1/valid/auc", from: 0, count: count) { Double($0) / 10 }])
    }

    @Test func aRunIsTakenOnceAndGrows() throws {
        let store = try RunStore(folder: folder.path)
        #expect(try store.take(taken(5, state: .interrupted)) == .new(1))
        let revision = try store.revision()
        #expect(try store.take(taken(5, state: .interrupted)) == .known(1))
        #expect(try store.revision() == revision)
        let id = taken(5).id
        try store.edit(id, .note("mine"))
        #expect(try store.take(taken(9000)) == .changed(1))
        let run = try store.run(id)
        #expect(run.state == .done && run.note == "mine" && run.tags == ["red"] && run.seconds["total"] == 60)
        #expect(run.createdAt == 1_700_000_000 && run.metrics["auc"]?.folds == [0.5])
        #expect(try store.points(of: id).first?.steps.count == 9000)
        #expect(try store.series(of: id).first?.last == 899.9)
        #expect(try store.take(taken(9000)) == .known(1))
        #expect(try store.runs().count == 1 && store.damage() == [])
    }

    @Test func whatWasDeletedStaysDeleted() throws {
        let store = try RunStore(folder: folder.path)
        _ = try store.take(taken(5))
        try store.edit(taken(5).id, .binned(true))
        #expect(try store.take(taken(6)) == .deleted)
        try store.emptyBin()
        #expect(try store.take(taken(7)) == .deleted)
        #expect(try store.runs(includingBinned: true).isEmpty)
    }

    @Test func aRunOfOurOwnIsNotOverwritten() throws {
        let store = try RunStore(folder: folder.path)
        var own = newRun(note: "trained here")
        own.id = taken(5).id
        let run = try store.create(own)
        #expect(try store.take(taken(5)) == .known(run.number))
        #expect(try store.run(run.id).note == "trained here")
        #expect(try store.series(of: run.id).isEmpty)
    }

    @Test func identifiersOfNamesAreAlwaysTheSameAndSortByTime() {
        let one = ULID.derived(at: 1_700_000_000, from: "one")
        #expect(ULID.isValid(one) && one == ULID.derived(at: 1_700_000_000, from: "one"))
        #expect(one != ULID.derived(at: 1_700_000_000, from: "two"))
        #expect(one < ULID.derived(at: 1_700_000_001, from: "a") && one < ULID.make())
        for time in [Double.nan, -1, .infinity, 1e300] { #expect(ULID.isValid(ULID.derived(at: time, from: ""))) }
        #expect(!ULID.isValid("01M80CNN6T9Z1R3HFS49ASAKP") && !ULID.isValid("01M80CNN6T9Z1R3HFS49ASAKPU"))
    }
}
