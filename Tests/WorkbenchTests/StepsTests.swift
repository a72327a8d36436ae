import Interface
import Recipes
import RunStore
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Actions
@testable import Workbench

/// Preparing the table from the keyboard.
@Suite struct StepsTests {
    private static let noTables: TableLoader = { (path) throws(AssayError) in
        throw AssayError(code: "no_such_file", message: "there is no file \(path)")
    }

    /// Types a text key by key.
    private func type(_ text: String, _ state: inout WorkbenchState) -> [Effect] {
        text.flatMap { state.update(.input(.key($0 == " " ? Key(.character(" ")) : Key($0)))) }
    }

    /// Does what an effect of preparing asks for, as the runner would.
    private func carryOut(_ effects: [Effect], _ state: inout WorkbenchState) throws {
        for effect in effects {
            guard case .prepare(let steps, let target) = effect else { continue }
            let opened = try #require(state.table.open)
            let before = opened.preparation.predicting(target)
            _ = state.update(.prepared(before.attempting(steps, load: Self.noTables), asked: steps, kept: steps))
        }
    }

    /// The churn table with a derived column that was typed.
    private func derived() throws -> WorkbenchState {
        var state = try Fixture.opened()
        KeyTests.press("+", &state)
        _ = type("rate = charges / (tenure + 1)", &state)
        try carryOut(KeyTests.press("Enter", &state), &state)
        return state
    }

    @Test func aDerivedColumnIsTypedShownAndSwitchedOn() throws {
        let state = try derived()
        #expect(state.overlay == nil)
        #expect(state.draft?.steps == [Step(.derive, ["name": "rate", "expression": "charges / (tenure + 1)"])])
        #expect(state.table.open?.table["rate"]?.kind == .number)
        #expect(state.draft?.feature("rate")?.kind == .number)
    }

    @Test func undoAndRedoTakeTheColumnAwayAndBack() throws {
        var state = try derived()
        let with = try #require(state.draft)
        try carryOut(KeyTests.press("u", &state), &state)
        #expect(state.draft?.steps.isEmpty == true)
        #expect(state.draft?.feature("rate") == nil)
        #expect(state.table.open?.table["rate"] == nil)
        try carryOut(KeyTests.press("U", &state), &state)
        #expect(state.draft == with)
        #expect(state.table.open?.table["rate"] != nil)
    }

    @Test func theRowsStayUntilTheOthersAreThere() throws {
        var state = try Fixture.opened()
        let before = try #require(state.table.open?.table)
        KeyTests.press("+", &state)
        _ = type("x = tenure", &state)
        let effects = KeyTests.press("Enter", &state)
        #expect(state.table.open?.table === before)
        #expect(state.table.open?.isPreparing == true)
        try carryOut(effects, &state)
        #expect(state.table.open?.isPreparing == false)
        #expect(state.table.open?.profile == nil, "the profile of the table before is not that of this one")
    }

    @Test func whatIsWrongIsShownUnderTheCharacter() throws {
        var state = try Fixture.opened()
        KeyTests.press("+", &state)
        _ = type("x = tenur + 1", &state)
        guard case .derive(let sheet) = state.overlay else { Issue.record("no line"); return }
        #expect(sheet.error?.offset == 0)
        #expect(sheet.start == 4)
        expectGolden(state.frame().surface.lines, "steps/derive-error-120x36")
        KeyTests.press("Enter", &state)
        #expect(state.draft?.steps.isEmpty == true)
        #expect(state.message?.kind == .error)
    }

    @Test func theTargetCannotBeRead() throws {
        var state = try Fixture.opened()
        KeyTests.press("+", &state)
        _ = type("x = if(churn = \"yes\", 1, 0)", &state)
        guard case .derive(let sheet) = state.overlay else { Issue.record("no line"); return }
        #expect(sheet.error?.message.contains("churn is the target") == true)
        #expect(!sheet.completions.contains { $0.text == "churn" })
    }

    @Test func tabEndsANameThatIsBegun() throws {
        var state = try Fixture.opened()
        KeyTests.press("+", &state)
        _ = type("x = 2 * ten", &state)
        KeyTests.press("Tab", &state)
        guard case .derive(let sheet) = state.overlay else { Issue.record("no line"); return }
        #expect(sheet.line.text == "x = 2 * tenure")
    }

    @Test func theColumnIsSeenWhileItIsTyped() throws {
        var state = try Fixture.opened()
        KeyTests.press("+", &state)
        let effects = type("x = tenure / 12", &state)
        #expect(effects.last == .previewDerived(name: "x", expression: "tenure / 12"))
        let table = try #require(state.table.open?.table)
        let preview = DerivedPreview(of: "tenure / 12", named: "x", on: table)
        _ = state.update(.derivedPreview(expression: "tenure / 12", preview))
        expectGolden(state.frame().surface.lines, "steps/derive-120x36")
        // What comes late belongs to another text.
        _ = state.update(.derivedPreview(expression: "tenure", nil))
        guard case .derive(let sheet) = state.overlay else { Issue.record("no line"); return }
        #expect(sheet.preview != nil)
    }

    @Test func stepsAreAddedEditedMovedAndRemoved() throws {
        var state = try derived()
        // The picker finds the kind by a part of its name; the form has the column under the cursor.
        KeyTests.press("& + c a s e Enter", &state)
        _ = KeyTests.press("Ctrl-U", &state) + type("contract", &state)
        try carryOut(KeyTests.press("Down Right Enter", &state), &state)
        #expect(state.draft?.steps.map(\.sentence) == ["rate = charges / (tenure + 1)", "upper case contract"])
        KeyTests.press("+ f i l t e r Enter", &state)
        _ = type("tenure>10", &state)
        try carryOut(KeyTests.press("Enter", &state), &state)
        #expect(state.draft?.steps.last?.sentence == "rows tenure>10")
        expectGolden(state.frame().surface.lines, "steps/list-120x36")
        try carryOut(KeyTests.press("<", &state), &state)
        #expect(state.draft?.steps.map(\.kind) == ["derive", "filter", "case"])
        try carryOut(KeyTests.press("d", &state), &state)
        #expect(state.draft?.steps.map(\.kind) == ["derive", "case"])
        try carryOut(KeyTests.press("u u", &state), &state)
        #expect(state.draft?.steps.map(\.kind) == ["derive", "case", "filter"])
        KeyTests.press("Down Down e", &state)
        expectGolden(state.frame().surface.lines, "steps/form-120x36")
        _ = KeyTests.press("Ctrl-U", &state) + type("tenure>20", &state)
        try carryOut(KeyTests.press("Enter", &state), &state)
        #expect(state.draft?.steps.last?.sentence == "rows tenure>20")
        KeyTests.press("Esc", &state)
        #expect(state.overlay == nil)
    }

    @Test func aFormSaysWhatIsMissing() throws {
        var state = try Fixture.opened()
        KeyTests.press("& + r e n a m e Enter Ctrl-U Enter", &state)
        let lines = state.frame().surface.lines.joined(separator: "\n")
        #expect(lines.contains("to is missing: its new name"))
        #expect(state.draft?.steps.isEmpty == true)
    }

    @Test func aStepThatCannotBeDoneIsMarkedAndStopsTraining() throws {
        var state = try derived()
        let effects = state.edit("broke it") {
            $0.steps.insert(Step(.remove, ["columns": ["tenure"]]), at: 0)
        }
        try carryOut(effects, &state)
        #expect(state.message?.kind == .error)
        #expect(state.message?.text.contains("step 2 (rate = charges / (tenure + 1))") == true)
        #expect(state.whyNotTrain?.contains("step 2") == true)
        #expect(state.draft?.feature("tenure") != nil, "features wait until the steps can be done")
        KeyTests.press("&", &state)
        expectGolden(state.frame().surface.lines, "steps/failed-120x36")
        try carryOut(KeyTests.press("u", &state), &state)
        #expect(state.whyNotTrain == nil)
    }

    @Test func aStepIsSwitchedOffAndOn() throws {
        var state = try derived()
        let with = try #require(state.draft)
        KeyTests.press("&", &state)
        try carryOut(KeyTests.press("Space", &state), &state)
        #expect(state.draft?.steps.map(\.isOff) == [true])
        #expect(state.table.open?.table["rate"] == nil && state.draft?.feature("rate") == nil)
        #expect(state.draft?.hash != with.hash)
        expectGolden(state.frame().surface.lines, "steps/off-120x36")
        try carryOut(KeyTests.press("Space", &state), &state)
        #expect(state.draft == with)
        try carryOut(KeyTests.press("u u", &state), &state)
        #expect(state.draft == with)
    }

    @Test func theRowsThatAStepChangedAreOpened() throws {
        var state = try derived()
        try carryOut(state.edit("case") { $0.steps.append(Step(.changeCase, ["columns": ["contract"], "to": "upper"])) }, &state)
        try carryOut(state.edit("filter") { $0.steps.append(Step(.filter, ["rows": "tenure>10"])) }, &state)
        KeyTests.press("& Enter", &state)
        #expect(state.overlay == nil)
        #expect((state.data.top as? StepRowsSheet)?.number == 3)
        #expect(state.frame().surface.lines.joined().contains("rows that went"))
        KeyTests.press("Esc & k Enter", &state)
        expectGolden(state.frame().surface.lines, "steps/rows-120x36")
        // A step that took no row and changed no cell says so, and its list stays.
        KeyTests.press("Esc & k k Enter", &state)
        #expect(state.message?.text.contains("added rate") == true)
        #expect(state.overlay != nil)
    }

    @Test func aStepIsSeenWhileItIsTyped() throws {
        var state = try Fixture.opened()
        let effects = KeyTests.press("& + c a s e Enter Ctrl-U", &state) + type("contract", &state)
        let step = Step(.changeCase, ["columns": ["contract"]])
        #expect(effects.last == .previewStep(step, place: 0))
        let made = try #require(state.table.open?.preparation)
        let preview = try made.preview(of: step, at: 0, rows: 100, load: Self.noTables)
        _ = state.update(.stepPreviewed(step, .success(preview)))
        expectGolden(state.frame().surface.lines, "steps/preview-120x36")
        // What comes late belongs to another step.
        _ = state.update(.stepPreviewed(Step(.trim, ["columns": ["contract"]]), .failure(AssayError(code: "x", message: "late"))))
        #expect(!state.frame().surface.lines.joined().contains("late"))
        _ = state.update(.stepPreviewed(step, .failure(AssayError(code: "x", message: "no such luck"))))
        #expect(state.frame().surface.lines.joined().contains("no such luck"))
    }

    @Test(arguments: [true, false]) func anotherNameKeepsTheFeatureOnOrOff(_ isOn: Bool) throws {
        var state = try derived()
        if isOn {
            _ = state.edit("encoded") { $0.insert(Recipe.Feature(column: "rate", kind: .number, encoding: "median")) }
        } else {
            _ = state.toggleFeatures(["rate"])
        }
        KeyTests.press("& e Ctrl-U", &state)
        _ = type("speed = charges / (tenure + 2)", &state)
        try carryOut(KeyTests.press("Enter", &state), &state)
        #expect(state.draft?.feature("rate") == nil)
        #expect(state.draft?.feature("speed")?.encoding == (isOn ? "median" : nil))
        guard case .steps = state.overlay else { Issue.record("the list of steps is gone"); return }
    }

    @Test func leavingTheLineGoesBackToTheSteps() throws {
        var state = try derived()
        for keys in ["& e Esc", "+ d e r i v e Enter Esc"] {
            KeyTests.press(keys, &state)
            guard case .steps = state.overlay else { Issue.record("\(keys): the list of steps is gone"); return }
        }
    }

    @Test func cursorsStayOnTheirColumns() throws {
        var state = try derived()
        let table = try #require(state.table.open?.table)
        state.data.grid?.select(try #require(table.index(of: "tenure")), of: table.columns.count)
        try carryOut(state.edit("without gender") { $0.steps.append(Step(.remove, ["columns": ["gender"]])) }, &state)
        #expect(state.currentColumn?.name == "tenure")
        #expect(state.draft?.feature("gender") == nil)
    }

    @Test func aRunsRecipeBringsItsStepsAndKeepsItsFeatures() throws {
        var state = try Fixture.withRuns()
        var run = state.runs.records[2]
        run.recipe.steps = [Step(.derive, ["name": "rate", "expression": "charges / 2"])]
        try carryOut(state.editCopy(of: run), &state)
        #expect(state.table.open?.table["rate"] != nil)
        #expect(state.draft == run.recipe, "what was off in the run stays off")
    }

    @Test(arguments: [Size(60, 16), Size(80, 24), Size(200, 60)])
    func everySizeIsDrawn(_ size: Size) throws {
        var state = try derived()
        state.size = size
        for keys in ["&", "e", "Esc", "Enter", "&", "+", "Enter"] {
            KeyTests.press(keys, &state)
            #expect(state.frame().surface.size == size)
        }
    }
}
