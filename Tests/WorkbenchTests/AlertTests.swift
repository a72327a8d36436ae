import Experiments
import Interface
import Recipes
import Tabular
import Terminal
import Testing

@testable import Workbench

/// Alerts: their rows, their remedies.
@Suite struct AlertTests {
    /// A state with one alert, on which the keys are.
    private func opened() throws -> WorkbenchState {
        var state = try Fixture.opened()
        let table = try #require(state.table.open?.table)
        var profile = try Fixture.profile.get()
        profile.alerts = [
            Alert(
                code: "missing", column: "calls", level: .warn, evidence: "590 of 7,043 values are missing",
                rows: "missing(calls)",
                remedies: [.encode(column: "calls", words: ["median", "indicator"]), .drop(column: "calls")])
        ]
        _ = state.update(.profiled(fingerprint: table.source.fingerprint, target: "churn", profile))
        state.focus[.data] = .alerts
        return state
    }

    @Test func theRowsOfAnAlertAreOpened() throws {
        var state = try opened()
        DataBench.press("o", &state)
        #expect(state.data.top.filter == "missing(calls)")
        #expect(try DataBench.rows(state).count == 590)
        #expect(state.pane == .rows)
    }

    @Test func aRemedyIsAppliedAndTakenBack() throws {
        var state = try opened()
        let before = try #require(state.draft)
        DataBench.press("Space", &state)
        #expect(state.draft?.feature("calls")?.encoding == "median+indicator")
        DataBench.press("Space", &state)
        #expect(state.draft == before)
    }

    @Test func anotherRemedyIsChosen() throws {
        var state = try opened()
        DataBench.press("Right Enter", &state)
        #expect(state.draft?.feature("calls") == nil)
        DataBench.press("u", &state)
        #expect(state.draft?.feature("calls") != nil)
    }
}
