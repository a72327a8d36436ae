import Interface
import Recipes
import RunStore
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Workbench

/// Pressed keys and what they lead to, without a terminal.
@Suite struct KeyTests {
    /// Presses keys by their names, divided by blanks; returns the effects.
    @discardableResult
    static func press(_ keys: String, _ state: inout WorkbenchState) -> [Effect] {
        keys.split(separator: " ").flatMap { name in
            state.update(.input(.key(Key(stringLiteral: String(name)))))
        }
    }

    @Test func everyKeyIsBoundOnceInAScope() throws {
        _ = try CommandRegistry(Catalogue.commands)
        #expect(!Catalogue.registry.commands.isEmpty)
    }

    @Test func everyCommandSaysWhatItDoes() {
        for command in Catalogue.commands {
            #expect(command.summary.hasSuffix("."), "\(command.id): \(command.summary)")
            #expect(!command.title.isEmpty && !command.category.isEmpty, "\(command.id)")
        }
    }

    @Test func digitsShowTheScreens() throws {
        var state = try Fixture.withRuns()
        for screen in ScreenID.allCases {
            Self.press("\(screen.rawValue)", &state)
            #expect(state.screen == screen)
        }
    }

    @Test func spaceTogglesAFeatureAndUndoTakesItBack() throws {
        var state = try Fixture.opened()
        let before = try #require(state.draft)
        Self.press("2 Down Space", &state)
        #expect(state.draft?.feature("gender") == nil)
        #expect(state.message?.text.contains("switched gender off") == true)
        Self.press("u", &state)
        #expect(state.draft == before)
        Self.press("U", &state)
        #expect(state.draft?.feature("gender") == nil)
        let effects = Self.press("u u", &state)
        #expect(state.draft == before)
        #expect(!effects.isEmpty)
        Self.press("u", &state)
        #expect(state.message?.text.contains("nothing to take back") == true)
    }

    @Test func theEncodingOfAFeatureIsPutTogetherByKeys() throws {
        var state = try Fixture.opened()
        state.features.table.cursor = try #require(state.featureRows.firstIndex { $0.column == "tenure" })
        Self.press("2 % Down Enter", &state)
        #expect(state.draft?.feature("tenure")?.encoding == "median")
        Self.press("Down Down Down Down Enter", &state)
        #expect(state.draft?.feature("tenure")?.encoding == "median+indicator")
        Self.press("Enter Esc", &state)
        #expect(state.overlay == nil)
        #expect(state.draft?.feature("tenure")?.encoding == "median")
        Self.press("u u u", &state)
        #expect(state.draft?.feature("tenure")?.encoding == "auto")
    }

    @Test func anEncodingCanBeWrittenOut() throws {
        var state = try Fixture.opened()
        state.features.table.cursor = try #require(state.featureRows.firstIndex { $0.column == "tenure" })
        Self.press("2 % w r i t e Enter Ctrl-U l o g + r a r e Enter", &state)
        guard case .prompt(let prompt, .encoding("tenure")) = state.overlay else {
            return #expect(Bool(false), "a wrong answer stays to be changed")
        }
        #expect(prompt.remark?.text.contains("rare makes no sense for tenure") == true)
        Self.press("Ctrl-U l o g + c l i p = 0 . 1 Enter", &state)
        #expect(state.overlay == nil)
        #expect(state.draft?.feature("tenure")?.encoding == "clip=0.1+log")
        #expect(state.frame().surface.lines.contains { $0.contains("clip=0.1") })
    }

    @Test func theTargetCannotBeAFeature() throws {
        var state = try Fixture.opened()
        Self.press("2 G Space", &state)
        #expect(state.message?.text.contains("churn is the target") == true)
        #expect(!state.journal.canUndo)
    }

    @Test func theTrainKeyWorksOnEveryScreenAndShowsTheCurves() throws {
        for screen in ScreenID.allCases {
            var state = try Fixture.opened()
            let effects = Self.press("\(screen.rawValue) R", &state)
            let draft = try #require(state.draft)
            #expect(effects.contains(.train(draft, parent: nil)))
            #expect(state.screen == .train)
        }
    }

    @Test func nothingCanBeTrainedWithAllFeaturesOff() throws {
        var state = try Fixture.opened()
        Self.press("2", &state)
        let effects = Self.press("a a R", &state)
        let isOff = state.draft?.features.isEmpty
        #expect(isOff == true || !effects.contains { if case .train = $0 { true } else { false } })
        if isOff == true {
            #expect(state.message?.text.contains("all features are off") == true)
        }
    }

    @Test func aParameterChangesByKeyAndByWord() throws {
        var state = try Fixture.opened()
        Self.press("3 Tab Right", &state)
        #expect(state.draft?.model.integer("n_estimators") == 200)
        Self.press("* Enter", &state)
        #expect(state.draft?.model.integer("n_estimators") == 100)
        Self.press("Ctrl-U 7 7 Enter", &state)
        #expect(state.draft?.model.integer("n_estimators") == 77)
        Self.press("Enter Ctrl-U 0 Enter", &state)
        #expect(state.message?.kind == .error)
        #expect(state.message?.text.contains("1 to 100000") == true)
        #expect(state.draft?.model.integer("n_estimators") == 77)
    }

    @Test func anotherFamilyComesWithItsDefaults() throws {
        var state = try Fixture.opened()
        Self.press("3 g Down Down Enter", &state)
        #expect(state.draft?.model == Recipe.Model(.logistic))
        Self.press("3 Shift-Tab g Down Enter", &state)
        #expect(state.draft?.model.family == "logistic")
        #expect(state.message?.text.contains("cannot predict classes") == true)
    }

    @Test func twoMarkedRunsAreCompared() throws {
        var state = try Fixture.withRuns()
        let effects = Self.press("5 g Down Space Space c", &state)
        #expect(state.screen == .compare)
        #expect(state.compare.runs.compactMap { state.runs[$0]?.number } == [3, 4])
        #expect(effects.contains(.compare(state.compare.runs)))
    }

    @Test func comparingNeedsTwoRunsAndSaysSo() throws {
        var state = try Fixture.withRuns()
        Self.press("5 c", &state)
        #expect(state.screen == .runs)
        #expect(state.message?.text.contains("mark two runs") == true)
    }

    @Test func theBinIsUndone() throws {
        var state = try Fixture.withRuns()
        let run = state.runs.records[3].id
        let effects = Self.press("5 g Down d", &state)
        #expect(effects.contains(.bin([run])))
        #expect(Self.press("u", &state).contains(.restore([run])))
        #expect(Self.press("U", &state).contains(.bin([run])))
    }

    @Test func theBaselineIsUndone() throws {
        var state = try Fixture.withRuns()
        Self.press("5 g Down B", &state)
        #expect(state.runs.baseline == state.runs.records[3].id)
        Self.press("u", &state)
        #expect(state.runs.baseline == nil)
    }

    @Test func theFilterWorksAsItIsTyped() throws {
        var state = try Fixture.withRuns()
        Self.press("5 / m o d e l : l o g i s t i c", &state)
        #expect(state.runRows.map(\.run.recipe.model.family) == ["logistic"])
        Self.press("Esc", &state)
        #expect(state.runRows.count == 5)
        Self.press("/ b o o s t Enter", &state)
        #expect(state.overlay == nil)
        Self.press("Esc", &state)
        #expect(state.runsScreen.filter == nil)
    }

    @Test func thePaletteDoesWhatItFinds() throws {
        var state = try Fixture.opened()
        Self.press(":", &state)
        #expect(state.overlay != nil)
        Self.press("i n v e r t", &state)
        Self.press("Esc", &state)
        #expect(state.overlay == nil)
        Self.press(": F e a t u r e s Enter", &state)
        #expect(state.overlay == nil)
        #expect(state.screen == .features)
    }

    @Test func helpFiltersAndFires() throws {
        var state = try Fixture.opened()
        Self.press("2 ? i n v e r t Enter", &state)
        #expect(state.overlay == nil)
        #expect(state.message?.text.contains("inverted") == true)
    }

    @Test func themesArePreviewedAndLeftAsTheyWere() throws {
        var state = try Fixture.opened()
        let before = state.looks.theme.name
        Self.press("T Down Down", &state)
        #expect(state.looks.theme.name != before)
        Self.press("Esc", &state)
        #expect(state.looks.theme.name == before)
        let effects = Self.press("T Down Enter", &state)
        #expect(effects.contains(.rememberTheme(state.looks.theme.name)))
    }

    @Test func unavailableCommandsSayWhy() throws {
        var state = try Fixture.opened()
        Self.press("4 p", &state)
        #expect(state.message?.text == "pause: no run is going on")
    }

    @Test func steeringGoesToTheRunningRun() throws {
        var state = try Fixture.withRuns()
        let run = state.runs.records[4].id
        #expect(Self.press("4 p", &state) == [.steer(run: run, .pause)])
        #expect(Self.press("x", &state) == [.steer(run: run, .stop)])
        #expect(Self.press("X", &state) == [.steer(run: run, .cancel)])
        #expect(Self.press("Ctrl-C", &state) == [.steer(run: run, .stop)])
    }

    @Test func qLeavesAndRunsGoOn() throws {
        var state = try Fixture.withRuns()
        #expect(Self.press("q", &state) == [.quit])
    }

    /// Any keys in any order: the state stays drawable.
    @Test func randomKeysDoNoHarm() throws {
        let names =
            Catalogue.commands.flatMap { $0.keys.flatMap { $0.keys.map(\.description) } }
            .filter { !["q", "Ctrl-C", "Ctrl-Z", "e"].contains($0) } + ["x", "7", "z", "Esc", "Enter", "Space", "Backspace"]
        var random = SeededGenerator(seed: 7)
        var state = try Fixture.withRuns()
        for step in 0..<1500 {
            let key = names[Int(random.next() % UInt64(names.count))]
            _ = state.update(.input(.key(Key(named: key) ?? Key("j"))))
            if step % 50 == 0 {
                state.size = [Size(120, 36), Size(80, 24), Size(200, 60), Size(61, 17)][step / 50 % 4]
                _ = state.frame()
            }
        }
        _ = state.frame()
    }
}
