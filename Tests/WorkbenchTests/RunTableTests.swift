import Actions
import Interface
import Recipes
import RunStore
import Terminal
import TestSupport
import Testing

@testable import Workbench

/// Keys of the table of runs: columns, order, groups, views, marks, the bin.
@Suite struct RunTableTests {
    private func press(_ keys: String, _ state: inout WorkbenchState) -> [Effect] { KeyTests.press(keys, &state) }

    private func type(_ text: String, _ state: inout WorkbenchState) {
        for key in text { _ = state.update(.input(.key(Key(key)))) }
    }

    private func titles(_ state: WorkbenchState) throws -> [String] {
        let pane = try #require(state.placedPanes.first { $0.pane == .runs })
        return RunsScreen.view(pane, state).columns.map(\.title)
    }

    private func numbers(_ state: WorkbenchState) -> [Int] { state.runRows.filter { $0.rule == nil }.map(\.run.number) }

    /// The screen with three more runs that differ from run 4 in the seed only.
    private func withSeeds(_ size: Size = Size(120, 36)) throws -> WorkbenchState {
        var state = try Fixture.withRuns(size)
        let model = state.runs.records[3]
        let records = (1...3).map { seed in
            var run = model
            (run.id, run.number, run.revision) = ("SEED\(seed)", 5 + seed, 10 + seed)
            run.recipe.seed = seed
            run.recipeHash = ""
            run.metrics["auc"] = .init(folds: (run.metrics["auc"]?.folds ?? []).map { $0 + Double(seed) / 1000 })
            run.curves["auc"] = .init(best: 0.85 + Double(seed) / 1000, bestStep: 40 + Double(seed), last: 0.84)
            return run
        }
        _ = state.update(.runsChanged(records, revision: 20, baseline: nil))
        _ = state.go(to: .runs)
        _ = state.update(.jobs(1))
        return state
    }

    @Test func aRunOnTheTableAsItWasIsToldAndTrainedAgain() throws {
        var state = try Fixture.withRuns()
        _ = press("5", &state)
        #expect(press("F", &state).isEmpty)
        var former = state.runs.records[3]
        let data = former.recipe.source
        former.source = "/projects/churn/churn.csv"
        former.recipe.source.fingerprint = "as it was"
        former.scoredRows = "rows"
        former.revision = 30
        _ = state.update(.runsChanged([former], revision: 30, baseline: nil))
        while state.currentRun?.id != former.id { _ = press("j", &state) }
        func picture() -> String { state.frame().surface.lines.joined(separator: "\n") }
        #expect(picture().contains("has changed since"))
        var other = state.runs.records[2]
        (other.recipe.source, other.scoredRows, other.revision) = (data, "rows", 31)
        _ = state.update(.runsChanged([other], revision: 31, baseline: nil))
        #expect(picture().contains("the scored rows have not"))
        #expect(press("F", &state).contains(.rerun([former.id])))
        #expect(state.screen == .train)
    }

    @Test func theColumnUnderTheCursorSortsItsNaturalOrderTheReverseNot() throws {
        var state = try Fixture.withRuns()
        _ = press("5 l l l s", &state)
        #expect(state.runsScreen.view.sorts.map(\.text) == ["auc"])
        #expect(numbers(state) == [4, 3, 5, 2, 1])
        _ = press("s", &state)
        #expect(numbers(state) == [1, 2, 5, 3, 4])
        _ = press("h S", &state)
        #expect(state.runsScreen.view.sorts.map(\.text) == ["-auc", "model"])
        #expect(state.frame().surface.lines[2].contains("①") && state.frame().surface.lines[2].contains("②"))
        _ = press("s", &state)
        #expect(state.runsScreen.view.sorts.map(\.text) == ["model"])
        _ = press("s s", &state)
        #expect(numbers(state) == [5, 4, 3, 2, 1])
    }

    @Test func aClickOnATitleSorts() throws {
        var state = try Fixture.withRuns()
        _ = press("5", &state)
        let line = state.frame().surface.lines[2]
        let x = try #require(line.ranges(of: "AUC").first.map { line.distance(from: line.startIndex, to: $0.lowerBound) })
        _ = state.update(.input(.mouse(MouseEvent(.press, at: Point(x, 2)))))
        #expect(state.runsScreen.view.sorts.map(\.text) == ["auc"])
    }

    @Test func columnsAreChosenHiddenMovedAndWidened() throws {
        var state = try withSeeds()
        _ = press("C", &state)
        type("auc.best", &state)
        _ = press("Enter", &state)
        #expect(state.runsScreen.view.columns?.last == .metric("auc", .best))
        _ = press("Esc $", &state)
        #expect(try titles(state).last == "AUC best")
        #expect(state.frame().surface.lines.contains { $0.contains("0.8530 @43") })
        _ = press("{ {", &state)
        let fields = try #require(state.runsScreen.view.columns)
        #expect(fields[fields.count - 3] == .metric("auc", .best))
        #expect(state.currentRunField == .metric("auc", .best), "the cursor goes along")
        let before = RunsScreen.column(.field(.metric("auc", .best)), state).ideal
        _ = press("> >", &state)
        #expect(RunsScreen.column(.field(.metric("auc", .best)), state).ideal == before + 4)
        _ = press("< - ", &state)
        #expect(state.runsScreen.view.columns?.contains(.metric("auc", .best)) == false)
        _ = press("0 }", &state)
        #expect(state.runsScreen.view.columns?.prefix(2) == [.plain(.change), .plain(.number)])
    }

    @Test func whatIsAlikeInAllRowsIsHidden() throws {
        var state = try withSeeds()
        _ = press("/", &state)
        type("number>=4", &state)
        _ = press("Enter =", &state)
        let shown = try titles(state)
        #expect(!shown.contains("model") && shown.contains("learning_rate") && shown.contains("seed") && shown.contains("AUC"))
        _ = press("=", &state)
        #expect(try titles(state).contains("model"))
    }

    @Test func seedsStandTogetherWithTheirMeanAndOpenInPlace() throws {
        var state = try withSeeds()
        _ = press("m", &state)
        #expect(state.runRows.count == 5)
        let place = try #require(state.runRows.firstIndex { $0.isGroup })
        let group = state.runRows[place]
        #expect(group.runs.map(\.number).sorted() == [4, 6, 7, 8])
        let mean = try #require(state.runs.records[3].metrics["auc"]?.mean)
        #expect(abs((group.run.metrics["auc"]?.mean ?? 0) - mean - 0.0015) < 1e-12)
        #expect(state.frame().surface.lines.contains { $0.contains("4 seeds") })
        expectGolden(state.frame().surface.lines, "screens/runs-seeds-120x36")
        state.runsScreen.table.cursor = place
        _ = press("Enter", &state)
        #expect(state.runRows.count == 9 && state.runRows[place + 1].isMember)
        _ = press("Enter", &state)
        #expect(state.runRows.count == 5)
    }

    @Test func theBaselineStaysBelowTheTitles() throws {
        for size in ScreenTests.sizes {
            var state = try withSeeds(size)
            state.runs.baseline = state.runs.records[2].id
            _ = press("5 G", &state)
            expectGolden(state.frame().surface.lines, "screens/runs-baseline-\(size.width)x\(size.height)")
            let pane = try #require(state.placedPanes.first { $0.pane == .runs })
            let y = pane.inner.y
            #expect(state.frame().surface.lines[y + 1].contains("◆"), "\(size)")
            _ = state.update(.input(.mouse(MouseEvent(.press, at: Point(pane.inner.x + 4, y + 2)))))
            #expect(state.runsScreen.table.cursor == 0, "the first row stands below it")
        }
    }

    @Test func aViewIsKeptOpenedAndForgotten() throws {
        var state = try withSeeds()
        _ = press("/", &state)
        type("auc>0.84", &state)
        _ = press("Enter l l l s V", &state)
        _ = state.update(.views([]))
        _ = press("Down Enter", &state)
        type("good ones", &state)
        let effects = press("Enter", &state)
        let views = effects.compactMap { effect -> RunView? in
            if case .keepView("good ones", let view) = effect { view } else { nil }
        }
        let kept = try #require(views.first)
        #expect(kept.query == "auc>0.84" && kept.sorts.map(\.text) == ["auc"])
        #expect(state.frame().surface.lines[1].contains("good ones"))
        _ = press("s Esc", &state)
        #expect(state.runsScreen.viewName == nil && state.runsScreen.filter == nil)
        #expect(press("V", &state) == [.fetchViews])
        _ = state.update(.views([KeptView(name: "good ones", view: kept)]))
        _ = press("Enter", &state)
        #expect(state.runsScreen.filter == "auc>0.84" && state.runsScreen.view.sorts.map(\.text) == ["auc"])
        _ = press("V", &state)
        _ = state.update(.views([KeptView(name: "good ones", view: kept)]))
        #expect(press("Down Down Down Enter", &state) == [.keepView("good ones", nil)])
    }

    @Test func markedRunsAreBinnedTaggedAndTakenBackTogether() throws {
        var state = try withSeeds()
        _ = press("g v Down Down v", &state)
        #expect(state.markedRuns.map(\.number).sorted() == [6, 7, 8])
        _ = press("#", &state)
        type("keep", &state)
        #expect(press("Enter", &state).count { if case .setTags = $0 { true } else { false } } == 3)
        #expect(press("u", &state).contains(.setTags(run: "SEED1", [])))
        let binned = press("d", &state)
        #expect(binned.contains { if case .bin(let ids) = $0 { ids.count == 3 } else { false } })
        #expect(state.runsScreen.marked.isEmpty)
        #expect(press("u", &state).contains { if case .restore(let ids) = $0 { ids.count == 3 } else { false } })
        _ = press("a", &state)
        #expect(state.markedRuns.count == state.runs.records.count)
        _ = press("a", &state)
        #expect(state.markedRuns.isEmpty)
    }

    @Test func theBinIsEmptiedByAWordAndOtherScreensSeeIt() throws {
        var state = try withSeeds()
        #expect(press("!", &state).isEmpty && state.message?.text.contains("the bin is empty") == true)
        var run = try #require(state.runs["SEED1"])
        (run.binnedAt, run.revision) = (Fixture.now, 30)
        _ = state.update(.runsChanged([run], revision: 30, baseline: nil))
        _ = press("D", &state)
        #expect(numbers(state) == [6])
        _ = press("!", &state)
        type("yes", &state)
        #expect(press("Enter", &state).isEmpty)
        _ = press("!", &state)
        type("empty", &state)
        #expect(press("Enter", &state) == [.emptyBin(["SEED1"])])
        _ = state.update(.runsPurged(["SEED1"]))
        #expect(state.runs["SEED1"] == nil && state.runRows.isEmpty)
        #expect(state.runs.records.map(\.id).contains("SEED2") && state.runs["SEED2"]?.number == 7)
    }

    @Test func aRunComesOutOfTheBinAndThatIsTakenBack() throws {
        var state = try withSeeds()
        var run = try #require(state.runs["SEED1"])
        (run.binnedAt, run.revision) = (Fixture.now, 30)
        _ = state.update(.runsChanged([run], revision: 30, baseline: nil))
        #expect(press("D d", &state).contains(.restore(["SEED1"])))
        #expect(press("u", &state).contains(.bin(["SEED1"])))
        let kept = Journal(json: state.journal.json)
        #expect(kept == state.journal)
    }

    @Test func aQueryIsCompletedAndCountsWhileItIsTyped() throws {
        var state = try withSeeds()
        _ = press("/", &state)
        type("sta", &state)
        #expect(state.frame().surface.lines.last?.contains("Tab state: started") == true)
        _ = press("Ctrl-U", &state)
        type("state:run", &state)
        _ = press("Tab", &state)
        guard case .prompt(let prompt, _) = state.overlay else { return #expect(Bool(false), "the line stays") }
        #expect(prompt.text == "state:running")
        #expect(prompt.remark?.text == "1 of 8 runs")
        type(" aucc>1", &state)
        guard case .prompt(let wrong, _) = state.overlay else { return }
        #expect(wrong.remark?.text.contains("at character 15") == true)
    }

    @Test func aRunThatWaitsMovesAndIsCancelled() throws {
        var state = try withSeeds()
        for number in 1...2 {
            var run = try #require(state.runs["SEED\(number)"])
            (run.state, run.place, run.revision) = (.queued, Double(number), 30)
            _ = state.update(.runsChanged([run], revision: 30, baseline: nil))
        }
        state.runsScreen.table.cursor = try #require(numbers(state).firstIndex(of: 7))
        #expect(state.frame().surface.lines.contains { $0.contains("waits as number 2") })
        #expect(press("[", &state) == [.move(run: "SEED2", .earlier(1))])
        #expect(press("]", &state).isEmpty && state.message?.text.contains("the last already") == true)
        #expect(press("X", &state) == [.steer(run: "SEED2", .cancel)])
        _ = press("J Ctrl-U 3", &state)
        #expect(press("Enter", &state) == [.setJobs(3)])
        #expect(state.frame().surface.lines[1].contains("2 waiting, 3 at a time"))
    }

    @Test func moreOfARunIsAskedFor() throws {
        var state = try withSeeds()
        _ = press("g +", &state)
        #expect(state.frame().surface.lines.last?.contains("more trees than 100 of run 8") == true)
        #expect(press("Ctrl-U 5 0 Enter", &state) == [.more(run: "SEED3", 50)])
        #expect(state.screen == .train)
        state.runsScreen.table.cursor = 0
        _ = press("5 G +", &state)
        #expect(state.message?.text.contains("baseline has no trees or epochs") == true)
    }

    @Test func tenThousandRunsAreArrangedOnce() throws {
        var state = try withSeeds()
        let model = state.runs.records[3]
        let many = (0..<10_000).map { place in
            var run = model
            (run.id, run.number, run.revision) = ("M\(place)", 100 + place, 100 + place)
            run.metrics["auc"] = .init(folds: [Double(place * 7919 % 10_007) / 10_007])
            return run
        }
        _ = state.update(.runsChanged(many, revision: 20_000, baseline: nil))
        _ = press("l l l s", &state)
        #expect(state.runRows.first?.run.metrics["auc"]?.mean == many.compactMap { $0.metrics["auc"]?.mean }.max())
        let key = state.runsScreen.arrangement?.key
        _ = press("Down Down", &state)
        #expect(state.runsScreen.arrangement?.key == key, "moving arranges nothing anew")
    }
}
