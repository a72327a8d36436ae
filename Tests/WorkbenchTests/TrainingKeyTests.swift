import Interface
import Recipes
import RunStore
import Terminal
import Testing

@testable import Workbench

/// Keys that train many models, and that steer one while it trains.
@Suite struct TrainingKeyTests {
    @Test func allFamiliesAreQueuedAndTheDraftComesFromItsOwn() throws {
        var state = try Fixture.opened()
        _ = KeyTests.press("3", &state)
        let effects = KeyTests.press("A", &state)
        let recipes = effects.compactMap { effect -> Recipe? in if case .train(let recipe, _) = effect { recipe } else { nil } }
        #expect(recipes.map(\.model.family) == ModelFamily.all.filter { $0.tasks.contains(.classification) }.map(\.key))
        #expect(state.message?.text.contains("\(recipes.count) families") == true)
        for (place, recipe) in recipes.enumerated() {
            let record = RunRecord(
                id: "RUN\(place)", number: place + 1, state: .queued, recipe: recipe, table: "churn.csv", source: "/churn.csv",
                createdAt: Fixture.now)
            _ = state.update(.queued(record))
        }
        let own = try #require(state.draft)
        #expect(
            state.runs[state.parent]?.recipe == own, "what comes after is compared with the draft's own run, not with the last")
    }

    @Test func theLearningRateIsAskedForWhereTheCurvesAreFocused() throws {
        var state = try Fixture.withRuns()
        _ = KeyTests.press("4", &state)
        _ = KeyTests.press("L", &state)
        #expect(state.frame().surface.lines.contains { $0.contains("learning rate of run 5") })
        for key in "0.02" { _ = state.update(.input(.key(Key(key)))) }
        let run = try #require(state.steeredRun)
        #expect(KeyTests.press("Enter", &state).contains(.setLearningRate(run: run.id, 0.02)))
        _ = KeyTests.press("L", &state)
        for key in "7" { _ = state.update(.input(.key(Key(key)))) }
        #expect(KeyTests.press("Enter", &state).isEmpty)
        #expect(state.message?.text.contains("learning_rate cannot be 7") == true)
    }
}
