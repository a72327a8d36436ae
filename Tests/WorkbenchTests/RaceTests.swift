import Interface
import Recipes
import RunStore
import Terminal
import TestSupport
import Testing

@testable import Workbench

/// Several runs that train on one chart.
@Suite struct RaceTests {
    /// Runs 5, 6 and 7 train; 6 is behind on what all have done, 7 is ahead.
    private func racing(_ size: Size = Size(120, 36)) throws -> WorkbenchState {
        var state = try Fixture.withRuns(size)
        let model = state.runs.records[4]
        for (number, gain) in [(6, -0.02), (7, 0.01)] {
            var run = model
            (run.id, run.number, run.revision) = ("RACE\(number)", number, number)
            run.recipe.seed = number
            run.metrics["auc"] = .init(folds: [0.8512 + gain])
            run.progress.done = 150
            _ = state.update(.runsChanged([run], revision: number, baseline: nil))
            let points = (state.runs.points[model.id] ?? []).filter { $0.name.fold == "1" }.map { series in
                SeriesPoints(name: series.name, steps: series.steps, values: series.values.map { $0 + gain })
            }
            _ = state.update(.points(run: run.id, points))
        }
        _ = state.go(to: .train)
        return state
    }

    @Test func allThatTrainsStandsOnOneChart() throws {
        var state = try racing()
        let effects = KeyTests.press("O", &state)
        #expect(state.train.isRace && state.train.racers.count == 3)
        #expect(effects.contains(.fetchPoints(runs: state.train.racers)))
        let lines = state.frame().surface.lines
        for number in 5...7 { #expect(lines.contains { $0.contains("run \(number)") }, "each with its label") }
        for size in ScreenTests.sizes {
            state.size = size
            expectGolden(state.frame().surface.lines, "screens/train-race-\(size.width)x\(size.height)")
        }
        _ = KeyTests.press("Esc", &state)
        #expect(!state.train.isRace)
    }

    @Test func theLoserIsTheWorstOverTheFoldsThatAllHave() throws {
        var state = try racing()
        _ = KeyTests.press("O", &state)
        let race = TrainScreen.racers(state)
        #expect(race.basis == "over fold 1")
        #expect(TrainScreen.loser(state)?.number == 6)
        #expect(KeyTests.press("K", &state) == [.steer(run: "RACE6", .cancel)])
        var ended = try #require(state.runs["RACE6"])
        (ended.state, ended.revision) = (.cancelled, 100)
        _ = state.update(.runsChanged([ended], revision: 100, baseline: nil))
        #expect(TrainScreen.loser(state)?.number == 5, "of those that still train")
    }

    @Test func theRunUnderTheCursorIsSteered() throws {
        var state = try racing()
        _ = KeyTests.press("O Down", &state)
        #expect(KeyTests.press("x", &state) == [.steer(run: "RACE6", .stop)])
        _ = KeyTests.press("Down", &state)
        #expect(KeyTests.press("X", &state) == [.steer(run: "RACE7", .cancel)])
    }

    @Test func oneRunDoesNotRace() throws {
        var state = try Fixture.withRuns()
        _ = KeyTests.press("4 O", &state)
        #expect(!state.train.isRace && state.message?.text.contains("fewer than two runs train") == true)
        _ = KeyTests.press("K", &state)
        #expect(state.message?.text.contains("no runs race") == true)
    }
}
