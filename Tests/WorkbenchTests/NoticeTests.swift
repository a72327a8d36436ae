import Interface
import Recipes
import RunStore
import Terminal
import Testing

@testable import Workbench

/// How the end of a run is told.
@Suite struct NoticeTests {
    private func ended(after seconds: Double, _ state: inout WorkbenchState) throws -> [Effect] {
        var run = try #require(state.runs.records.last)
        (run.state, run.revision, run.finishedAt) = (.done, 50, (run.startedAt ?? 0) + seconds)
        return state.update(.runsChanged([run], revision: 50, baseline: nil))
    }

    @Test func onlyWhatTookAWhileIsTold() throws {
        var state = try Fixture.withRuns()
        #expect(try !ended(after: 2, &state).contains { if case .notify = $0 { true } else { false } })
        state = try Fixture.withRuns()
        let text = try ended(after: 20, &state).compactMap { if case .notify(_, let text) = $0 { text } else { nil } }
        #expect(text == ["run 5 is done: AUC 0.8451"])
    }

    @Test func theTitleMovesUnlessItIsToBeCalm() throws {
        var state = try Fixture.withRuns()
        var run = try #require(state.runs.records.last)
        #expect(state.title == "40 % · assay · churn")
        (run.progress.done, run.revision) = (420, 40)
        #expect(state.update(.runsChanged([run], revision: 40, baseline: nil)).contains(.title("70 % · assay · churn")))
        (run.progress.done, run.revision) = (425, 41)
        #expect(
            !state.update(.runsChanged([run], revision: 41, baseline: nil)).contains {
                if case .title = $0 { true } else { false }
            })
        state.isCalm = true
        (run.progress.done, run.revision) = (590, 42)
        #expect(state.update(.runsChanged([run], revision: 42, baseline: nil)).contains(.title("assay · churn")))
    }

    @Test func eachWayIsSwitchedInTheSettings() throws {
        var state = try Fixture.withRuns()
        var notices = Notices()
        #expect(notices.text == "bell message title" && Notices(text: notices.text) == notices)
        notices.rings = false
        #expect(KeyTests.press(", Down Enter", &state) == [.rememberNotices(notices)])
        #expect(state.frame().surface.lines.contains { $0.contains("bell when a run ends") && $0.contains("off") })
        notices.sendsMessage = false
        #expect(KeyTests.press("Down Enter", &state) == [.rememberNotices(notices)])
        _ = KeyTests.press("Up Up Enter Ctrl-U 2", &state)
        #expect(KeyTests.press("Enter", &state) == [.setJobs(2)])
    }
}
