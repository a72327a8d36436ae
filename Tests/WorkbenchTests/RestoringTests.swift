import Recipes
import RunStore
import Tabular
import Testing

@testable import Workbench

/// The kept draft and journal against the table that is opened, in whatever order they arrive.
@Suite struct RestoringTests {
    private let opened: WorkbenchState
    private let recipe: Recipe
    private let table: OpenTable

    init() throws {
        opened = try Fixture.opened()
        recipe = try #require(opened.draft)
        table = try #require(opened.table.open)
    }

    /// A draft with one feature less, and the journal of it.
    private func edited(_ recipe: Recipe) -> (draft: Recipe, journal: Journal) {
        var draft = recipe
        draft.removeFeature("gender")
        var journal = Journal()
        journal.append(.init(title: "switched gender off", change: .draft(before: recipe, after: draft)))
        journal.append(.init(title: "run 1 is the baseline", change: .baseline(before: nil, after: "1")))
        return (draft, journal)
    }

    private func blank() -> WorkbenchState {
        var state = opened
        state.table = .opening(path: table.path, preview: nil)
        state.draft = nil
        return state
    }

    @Test func theKeptDraftOutweighsAFreshOneThatComesLater() {
        let kept = edited(recipe)
        var state = blank()
        _ = state.update(.tableOpened(table))
        _ = state.update(.restored(draft: kept.draft, journal: kept.journal))
        _ = state.update(.drafted(recipe))
        #expect(state.draft == kept.draft && state.journal.entries.count == 2)
    }

    @Test(arguments: [true, false])
    func aDraftOfAnotherTableIsFittedAndNeverTrained(_ keptComesFirst: Bool) {
        var former = recipe
        former.source.fingerprint = "0ther"
        let kept = edited(former)
        var state = blank()
        var effects: [Effect] = []
        if keptComesFirst {
            _ = state.update(.restored(draft: kept.draft, journal: kept.journal))
            effects = state.update(.tableOpened(table))
        } else {
            _ = state.update(.tableOpened(table))
            effects = state.update(.restored(draft: kept.draft, journal: kept.journal))
        }
        #expect(effects == [.makeDraft(target: "churn", from: kept.draft)])
        #expect(state.draft == nil && state.whyNotTrain != nil)
        _ = state.update(.drafted(recipe))
        // Taking back may not bring a draft of the other table; what was done to the store can still be taken back.
        #expect(state.journal.entries.map(\.title) == ["run 1 is the baseline"])
        _ = state.undo()
        _ = state.undo()
        #expect(state.draft == recipe)
    }

    @Test func theTargetOfTheCommandLineOutweighsTheKeptDraft() throws {
        let kept = edited(recipe)
        var state = blank()
        state.wantedTarget = "contract"
        _ = state.update(.restored(draft: kept.draft, journal: kept.journal))
        #expect(state.update(.tableOpened(table)) == [.makeDraft(target: "contract", from: kept.draft)])
        var other = recipe
        other.target = try table.table.target("contract")
        _ = state.update(.drafted(other))
        #expect(state.draft == other && state.wantedTarget == nil)
    }

    @Test func pointsOfRunsSeenLongAgoAreLetGo() {
        var runs = RunsModel()
        for number in 0..<RunsModel.pointsLimit + 1 { runs.keep([], of: "\(max(number, 1))") }
        #expect(runs.points.count == RunsModel.pointsLimit)
        runs.keep([], of: "one more")
        #expect(runs.points.count == RunsModel.pointsLimit && runs.points["1"] == nil && runs.points["one more"] != nil)
    }
}
