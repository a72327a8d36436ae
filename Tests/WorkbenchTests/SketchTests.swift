import Experiments
import Interface
import Recipes
import RunStore
import Tabular
import Terminal
import Testing

@testable import Actions
@testable import Workbench

/// Preparing a table from the keyboard before a target is chosen.
@Suite struct SketchTests {
    /// The churn table, of which nobody has said yet what is to be predicted.
    private func untargeted() throws -> WorkbenchState {
        var state = try blank()
        let table = try Fixture.churn.get()
        let effects = state.update(.tableOpened(OpenTable(table: table, path: "/projects/churn/churn.csv", seconds: 0.04)))
        #expect(effects == [.makeDraft(target: nil, from: nil)])
        return state
    }

    /// No table is open yet.
    private func blank() throws -> WorkbenchState {
        let project = Project(folder: "/projects/churn", data: "/projects/churn/churn.csv")
        return WorkbenchState(
            project: project, size: Size(120, 36), looks: try Looks(theme: "assay-dark", abilities: TerminalAbilities()),
            now: Fixture.now)
    }

    @Test(arguments: [true, false])
    func theLastRunOnTheTableSaysWhatIsPredicted(_ tableComesFirst: Bool) throws {
        let run = try #require(try Fixture.withRuns().runs.records.first)
        let table = try #require(try untargeted().table.open)
        let wanted = Effect.makeDraft(target: "churn", from: run.recipe)
        var state = tableComesFirst ? try untargeted() : try blank()
        let effects = state.update(.runsChanged([run], revision: 1, baseline: nil))
        #expect(effects.contains(wanted) == tableComesFirst)
        if !tableComesFirst { #expect(state.update(.tableOpened(table)) == [wanted]) }
        // Of another table it says nothing.
        var other = run
        other.recipe.source.fingerprint = "0ther"
        var elsewhere = try untargeted()
        #expect(
            elsewhere.update(.runsChanged([other], revision: 1, baseline: nil)).allSatisfy {
                if case .makeDraft = $0 { false } else { true }
            })
    }

    /// Types a text key by key.
    private func type(_ text: String, _ state: inout WorkbenchState) {
        for letter in text { _ = state.update(.input(.key(letter == " " ? Key(.character(" ")) : Key(letter)))) }
    }

    /// Prepares the table as the runner would, as far as effects ask for it.
    private func carryOut(_ effects: [Effect], _ state: inout WorkbenchState) throws {
        for effect in effects {
            guard case .prepare(let steps, let target) = effect else { continue }
            let made = try #require(state.table.open).preparation.predicting(target).attempting(steps) {
                path throws(AssayError) in
                throw AssayError(code: "no_such_file", message: "there is no file \(path)")
            }
            _ = state.update(.prepared(made, asked: steps, kept: steps))
        }
    }

    private static let rate = Step(.derive, ["name": "rate", "expression": "charges / (tenure + 1)"])

    /// The same with a derived column.
    private func sketched() throws -> WorkbenchState {
        var state = try untargeted()
        KeyTests.press("+", &state)
        type("rate = charges / (tenure + 1)", &state)
        let effects = KeyTests.press("Enter", &state)
        let kept = Sketch(table: try Fixture.churn.get().source.fingerprint, steps: [Self.rate])
        #expect(effects == [.prepare(steps: [Self.rate], target: nil), .keep(draft: nil, sketch: kept, journal: state.journal)])
        try carryOut(effects, &state)
        return state
    }

    @Test func aColumnIsDerivedAndListedWithoutATarget() throws {
        var state = try sketched()
        #expect(state.draft == nil && state.overlay == nil)
        #expect(state.table.open?.table["rate"]?.kind == .number)
        KeyTests.press("&", &state)
        #expect(
            state.frame().surface.lines.contains { $0.contains("rate = charges / (tenure + 1)") && $0.contains("added rate") })
    }

    @Test func stepsAreAddedMovedSwitchedOffAndRemovedWithoutATarget() throws {
        var state = try sketched()
        KeyTests.press("& + f i l t e r Enter", &state)
        type("tenure>10", &state)
        try carryOut(KeyTests.press("Enter", &state), &state)
        let all = try Fixture.churn.get().rowCount
        #expect(state.steps.map(\.kind) == ["derive", "filter"])
        #expect(try #require(state.table.open).table.rowCount < all)
        try carryOut(KeyTests.press("<", &state), &state)
        #expect(state.steps.map(\.kind) == ["filter", "derive"])
        try carryOut(KeyTests.press("Space", &state), &state)
        #expect(state.steps.map(\.isOff) == [true, false])
        #expect(state.table.open?.table.rowCount == all)
        try carryOut(KeyTests.press("d", &state), &state)
        #expect(state.steps == [Self.rate])
        try carryOut(KeyTests.press("u u u", &state), &state)
        #expect(state.steps.map(\.kind) == ["derive", "filter"])
        try carryOut(KeyTests.press("U", &state), &state)
        #expect(state.steps.map(\.kind) == ["filter", "derive"])
    }

    @Test func duplicateRowsAreDroppedWithoutATarget() throws {
        var state = try untargeted()
        let step = Step(.dropDuplicates, [:])
        try carryOut(state.apply(.step(step)), &state)
        #expect(state.isInForce(.step(step)) && state.steps == [step])
        try carryOut(state.apply(.step(step)), &state)
        #expect(state.steps.isEmpty)
        #expect(state.apply(.kind(column: "tenure", .category)).isEmpty)
        #expect(state.message?.text.contains("choose a target first") == true)
    }

    /// The draft that the runner makes of a sketch.
    private func draft(target: String, steps: [Step]) throws -> Recipe {
        let session = Session(project: Project(folder: "/projects/churn"))
        var request = RunRequest(target: target)
        request.steps = steps
        request.ignoresProjectSteps = true
        return try session.recipe(for: try Fixture.churn.get(), request: request)
    }

    @Test func theTargetMakesADraftWithTheSteps() throws {
        var state = try sketched()
        state.data.grid?.select(try #require(state.table.open?.table.index(of: "churn")), of: 99)
        let effects = KeyTests.press("!", &state)
        #expect(effects.contains(.makeDraft(target: "churn", from: nil, steps: [Self.rate])))
        let recipe = try draft(target: "churn", steps: [Self.rate])
        let answer = state.update(.drafted(recipe))
        #expect(state.sketch == nil && state.draft == recipe && recipe.feature("rate") != nil)
        #expect(answer.contains(.keep(draft: recipe, journal: state.journal)))
        // From now on the steps have to keep off the target.
        #expect(answer.contains(.prepare(steps: [Self.rate], target: "churn")))
        try carryOut(answer, &state)
        // What was done before the target was chosen can still be taken back.
        try carryOut(KeyTests.press("u", &state), &state)
        #expect(state.draft?.steps.isEmpty == true && state.draft?.feature("rate") == nil)
        #expect(state.table.open?.table["rate"] == nil)
        try carryOut(KeyTests.press("U", &state), &state)
        #expect(state.draft == recipe)
    }

    @Test func aStepThatComesWhileTheDraftIsMadeIsInIt() throws {
        var state = try sketched()
        let early = try draft(target: "churn", steps: [])
        #expect(state.update(.drafted(early)) == [.makeDraft(target: "churn", from: nil, steps: [Self.rate])])
        #expect(state.draft == nil)
    }

    @Test func theStepsComeBackWithTheProject() throws {
        let before = try sketched()
        let sketch = try #require(before.sketch)
        #expect(Sketch(json: sketch.json) == sketch)
        #expect(throws: AssayError.self) { try Recipe(json: sketch.json) }
        #expect(Journal(json: before.journal.json) == before.journal)
        for keptComesFirst in [true, false] {
            var state = try untargeted()
            let opened = try #require(state.table.open)
            var effects: [Effect]
            if keptComesFirst {
                state.table = .opening(path: opened.path, preview: nil)
                _ = state.update(.restored(draft: nil, sketch: sketch, journal: before.journal))
                effects = state.update(.tableOpened(opened))
            } else {
                effects = state.update(.restored(draft: nil, sketch: sketch, journal: before.journal))
            }
            #expect(effects == [.makeDraft(target: nil, from: nil, steps: [Self.rate])])
            effects = state.update(.sketched(sketch))
            try carryOut(effects, &state)
            #expect(state.table.open?.table["rate"] != nil)
            try carryOut(KeyTests.press("u", &state), &state)
            #expect(state.table.open?.table["rate"] == nil)
        }
    }

    @Test func aSketchOfAnotherTableIsNotTakenOverUnseen() throws {
        var state = try untargeted()
        _ = state.update(.sketched(Sketch(table: "0ther", steps: [Self.rate])))
        #expect(state.sketch == nil && state.steps.isEmpty)
    }
}
