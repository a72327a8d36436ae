import Experiments
import Interface
import Recipes
import RunStore
import Terminal
import Testing

@testable import Workbench

/// Outside trainers on the screens: as choices beside the families, and the question before one is started.
@Suite struct OutsideTrainerScreenTests {
    private func state(_ size: Size = Size(120, 36)) throws -> WorkbenchState {
        var state = try Fixture.opened(size)
        state.project.trustFolder = "/nowhere/trust"
        state.project.trainers = [
            DeclaredTrainer(
                name: "forest", trainer: try OutsideTrainer(command: ["python", "forest.py", "--note", "\u{1B}[31m\u{202E}red"]),
                parameters: ["trees": .integer(200), "loss": .text("gini")])
        ]
        return state
    }

    private func question(_ state: WorkbenchState) throws -> TrustQuestion {
        try #require(state.project.trustQuestion(for: state.project.trainers[0].trainer))
    }

    @Test func aDeclaredTrainerIsAChoiceWithItsParameters() throws {
        var state = try state()
        _ = KeyTests.press("3", &state)
        #expect(state.frame().surface.lines.contains { $0.contains("forest") })
        _ = KeyTests.press("G", &state)
        _ = KeyTests.press("Enter", &state)
        let draft = try #require(state.draft)
        #expect(draft.trainer == state.project.trainers[0].trainer && draft.model.family == "trainer")
        #expect(state.expectedSeconds(of: .trainer) == nil)
        #expect(state.settings.prefix(2).map(\.name) == ["loss", "trees"])
        let trees = try #require(state.settings.first { $0.name == "trees" })
        _ = state.set(trees, to: "300")
        #expect(state.draft?.model.parameters["trees"] == .integer(300))
        #expect(state.draft?.trainer != nil)
        _ = KeyTests.press("u", &state)
        _ = KeyTests.press("u", &state)
        #expect(state.draft?.trainer == nil && state.draft?.model.family == "boosting")
        // On every size there is a place for it, and nothing of its words acts.
        for size in [Size(80, 24), Size(120, 36), Size(200, 60)] {
            state.size = size
            for line in state.frame().surface.lines {
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
            }
        }
    }

    @Test func onlyYesStartsIt() throws {
        var state = try state()
        let question = try question(state)
        let recipe = try #require(state.draft)
        let action = TrustedAction.train(recipe, parent: nil)
        #expect(state.update(.trustAsked(question, before: action)).isEmpty)
        let lines = state.frame().surface.lines
        #expect(lines.contains { $0.contains("Start a program of this project?") })
        #expect(lines.contains { $0.contains("python forest.py") })
        #expect(!lines.joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        for key in ["Enter", "Space", "R", "1"] { #expect(KeyTests.press(key, &state).isEmpty, "\(key)") }
        #expect(state.overlay != nil)
        #expect(KeyTests.press("n", &state).isEmpty)
        #expect(state.overlay == nil && state.message?.text.contains("not started") == true)
        _ = state.update(.trustAsked(question, before: action))
        #expect(KeyTests.press("y", &state) == [.trust(question, action)])
        #expect(state.overlay == nil)
    }

    @Test func aQuestionNeverTakesTheKeysOfSomebodyWhoTypes() throws {
        var state = try state()
        let question = try question(state)
        _ = KeyTests.press(":", &state)
        _ = state.update(.trustAsked(question, before: .resume(run: "x")))
        guard case .palette = state.overlay else {
            Issue.record("the palette is gone")
            return
        }
        #expect(state.message?.text.contains("nobody agreed") == true)
    }
}
