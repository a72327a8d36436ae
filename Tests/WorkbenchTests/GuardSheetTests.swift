import Experiments
import Interface
import Recipes
import RunStore
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Actions
@testable import Workbench

/// What the guard finds in the draft and in runs, by keys.
@Suite struct GuardSheetTests {
    /// The Model screen with the leaking feature switched on.
    private func opened(_ size: Size = Size(120, 36)) throws -> WorkbenchState {
        var state = try Fixture.opened(size)
        _ = state.toggleFeatures(["exit_survey"])
        _ = state.go(to: .model)
        return state
    }

    @Test func theLineBeforeTrainingSaysHowMany() throws {
        let state = try opened()
        #expect(state.draftFindings.first?.code == "leak")
        #expect(state.frame().surface.lines.contains { $0.contains("guard 1 stop") && $0.contains("W") })
        #expect(try Fixture.opened().draftFindings.isEmpty)
    }

    @Test func aRemedyIsOneKeyAndUndoTakesItBack() throws {
        var state = try opened()
        DataBench.press("W", &state)
        expectGolden(state.frame().surface.lines, "screens/guard-120x36")
        DataBench.press("Enter", &state)
        #expect(state.draft?.feature("exit_survey") == nil)
        #expect(state.draftFindings.isEmpty)
        DataBench.press("u", &state)
        #expect(state.draft?.feature("exit_survey") != nil)
        DataBench.press("Esc", &state)
        #expect(state.overlay == nil)
    }

    @Test func aCheckIsSilencedAndMadeAgain() throws {
        var state = try opened()
        DataBench.press("W", &state)
        #expect(DataBench.press("s", &state).contains(.silence(["leak"])))
        #expect(state.draftFindings.isEmpty && state.project.silencedChecks == ["leak"])
        #expect(DataBench.press("s", &state).contains(.silence([])))
        #expect(state.draftFindings.count == 1)
        #expect(DataBench.press("u", &state).contains(.silence(["leak"])))
        #expect(Journal(json: state.journal.json) == state.journal)
    }

    @Test func aRunsFindingsAreFetchedAndTheirRowsOpened() throws {
        var state = try Fixture.withRuns()
        _ = state.go(to: .runs)
        let run = try #require(state.currentRun)
        #expect(DataBench.press("W", &state) == [.fetchFindings(run: run.id)])
        let finding = Finding(
            code: "rows_on_both_sides", level: .warn, evidence: "3 rows", rows: [4, 8, 15],
            remedies: [.step(Step(.dropDuplicates, [:])), .drop(column: "gender")])
        _ = state.update(.findings(run: run.id, [finding]))
        DataBench.press("Right Enter", &state)
        #expect(state.draft?.feature("gender") == nil)
        DataBench.press("o", &state)
        #expect(state.screen == .data)
        #expect(try DataBench.rows(state) == [4, 8, 15])
    }

    @Test func sealedRowsAreLookedAtAfterAQuestion() throws {
        var state = try Fixture.withRuns()
        _ = state.go(to: .runs)
        var run = try #require(state.currentRun)
        DataBench.press("H", &state)
        #expect(state.overlay == nil && state.message?.text.contains("set `sealed` on the Model screen") == true)
        run.recipe.sealed = 0.2
        run.state = .done
        run.revision += 100
        _ = state.update(.runsChanged([run], revision: 200, baseline: nil))
        #expect(DataBench.press("H", &state) == [.askUnseal(run: run.id)])
        _ = state.update(.sealedQuestion(Session.SealedQuestion(run: run, rows: 1408, looks: 2)))
        expectGolden(state.frame().surface.lines, "screens/unseal-120x36")
        #expect(DataBench.press("x", &state).isEmpty)
        #expect(DataBench.press("Enter", &state) == [.unseal(run: run.id)])
        // Afterwards the score stands there with its count, and the key says it again.
        run.sealed = SealedResult(at: 0, rows: 1408, scores: ["auc": .init(value: 0.85, error: 0.01)], looks: 3)
        run.revision += 1
        _ = state.update(.runsChanged([run], revision: 201, baseline: nil))
        #expect(state.frame().surface.lines.contains { $0.contains("seen 3 times") })
        #expect(DataBench.press("H", &state).isEmpty)
    }
}
