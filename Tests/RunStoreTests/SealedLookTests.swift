import Recipes
import RunStore
import TestSupport
import Testing

/// Findings are kept with their run; looks at sealed rows are counted by the rows.
@Suite struct SealedLookTests {
    let folder = TemporaryFolder()

    private func store() throws -> RunStore { try RunStore(folder: folder.path) }

    private func ended(_ store: RunStore, seed: Int = 0) throws -> String {
        let id = try store.running(seed: seed).id
        _ = try store.finish(id, with: RunOutcome(state: .stopped))
        return id
    }

    private let scores = ["auc": SealedResult.Score(value: 0.8, error: 0.01)]

    private func sealed(_ rows: [Int32], fingerprint: String = "f00d", preparation: String = "[]") -> SealedRows {
        SealedRows(fingerprint: fingerprint, preparation: preparation, rows: rows)
    }

    @Test func looksAtTheSameRowsAreCountedTogether() throws {
        let store = try store()
        let ids = try (0..<4).map { try ended(store, seed: $0) }
        #expect(try store.looks(at: sealed([1, 5, 9])) == 0)
        #expect(try store.keepLook(at: sealed([1, 5, 9]), scores: scores, of: ids[0]).sealed?.looks == 1)
        let revision = try store.revision()
        #expect(try store.keepLook(at: sealed([1, 5, 9]), scores: scores, of: ids[1]).sealed?.looks == 2)
        // The first run has the new count, and screens are told.
        #expect(try store.runs(changedSince: revision).map(\.id).sorted() == [ids[0], ids[1]].sorted())
        #expect(try store.run(ids[0]).sealed?.looks == 2)
        // Other rows count apart, rows in common together.
        #expect(try store.keepLook(at: sealed([2, 6]), scores: scores, of: ids[2]).sealed?.looks == 1)
        #expect(try store.keepLook(at: sealed([6, 9]), scores: scores, of: ids[3]).sealed?.looks == 4)
        #expect(try store.run(ids[2]).sealed?.looks == 2)
        #expect(try store.run(ids[0]).sealed?.looks == 3)
        #expect(try store.looks(at: sealed([9], fingerprint: "other")) == 0)
        // Rows of other steps cannot be compared, and count.
        #expect(try store.looks(at: sealed([77], preparation: "[1]")) == 4)
    }

    @Test func aSecondLookAtARunIsTheFirst() throws {
        let store = try store()
        let id = try ended(store)
        let first = try store.keepLook(at: sealed([3]), scores: scores, of: id)
        let again = try store.keepLook(at: sealed([3]), scores: ["auc": .init(value: 0.1, error: 0)], of: id)
        #expect(again.sealed == first.sealed && again.sealed?.scores["auc"]?.value == 0.8)
        #expect(first.sealed?.rows == 1)
    }

    @Test func aRunThatIsTrainedAnewKeepsItsLookButNotTheScore() throws {
        let store = try store()
        let id = try ended(store)
        _ = try store.keepLook(at: sealed([3]), scores: scores, of: id)
        try store.keep([Finding(code: "leak", level: .stop, evidence: "all")], isComplete: true, of: id)
        let queued = try store.requeue(id)
        #expect(queued.sealed == nil && queued.guarding == .init())
        #expect(try store.findings(of: id).isEmpty)
        #expect(try store.looks(at: sealed([3])) == 1)
    }

    @Test func findingsComeBackAsTheyWere() throws {
        let store = try store()
        let id = try ended(store)
        let findings = [
            Finding(
                code: "rows_on_both_sides", level: .warn, column: "age", evidence: "2 rows", numbers: ["rows": 2, "share": 0.5],
                filter: "age=3", rows: [0, 7],
                remedies: [
                    .drop(column: "age"), .encode(column: "age", words: ["median"]), .kind(column: "age", .category),
                    .step(Step(.dropDuplicates, ["columns": ["age"]])), .split(.time(column: "day", folds: 4)),
                    .parameter("num_leaves", "15"),
                ]),
            Finding(code: "overfit", level: .note, evidence: "a gap"),
        ]
        try store.keep(findings, silenced: ["leak"], isComplete: true, of: id)
        #expect(try store.findings(of: id) == findings)
        let guarding = try store.run(id).guarding
        #expect(guarding.counts == [.warn: 1, .note: 1] && guarding.worst == .warn && guarding.silenced == ["leak"])
        try store.keep([], isComplete: false, of: id)
        #expect(try store.run(id).guarding.total == 0)
        #expect(try store.findings(of: id).isEmpty)
    }
}
