import Interface
import Recipes
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Workbench

/// The sheets that tell of one column, of two, of all with the target, and of two tables.
@Suite struct AnalysisSheetTests {
    /// A sheet, the column it is opened from, and the keys and text that open it.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var column: String
        var keys: String
        var text = ""
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "column-number", column: "age", keys: "H Right Right"),
        Case(name: "column-gaps", column: "income", keys: "H l"),
        Case(name: "column-category", column: "plan", keys: "H"),
        Case(name: "column-date", column: "day", keys: "H ["),
        Case(name: "frequency-date", column: "day", keys: "F b"),
        Case(name: "plot-scatter", column: "age", keys: "P", text: "income"),
        Case(name: "plot-boxes", column: "age", keys: "P", text: "plan"),
        Case(name: "plot-cross", column: "plan", keys: "P", text: "bought"),
        Case(name: "plot-time", column: "income", keys: "P", text: "day"),
        Case(name: "tests", column: "age", keys: "W"),
        Case(name: "comparison", column: "age", keys: "C", text: "later.csv"),
    ]

    private func open(_ sheet: Case, _ size: Size, abilities: TerminalAbilities = TerminalAbilities()) throws -> WorkbenchState {
        var state = try SheetBench.opened(at: sheet.column, size, abilities: abilities)
        SheetBench.press(sheet.keys, &state)
        if !sheet.text.isEmpty {
            SheetBench.type(sheet.text, &state)
            SheetBench.press("Enter", &state)
        }
        #expect(state.data.stack.count == 2, "\(state.message?.text ?? "")")
        return state
    }

    private func open(_ name: String, _ size: Size) throws -> WorkbenchState {
        try open(#require(Self.cases.first { $0.name == name }), size)
    }

    @Test(arguments: cases, ScreenTests.sizes)
    func sheetsLookAsTheyDid(sheet: Case, size: Size) throws {
        let state = try open(sheet, size)
        #expect(!state.data.analyses.isWorking)
        expectGolden(state.frame().surface.lines, "sheets/\(sheet.name)-\(size.width)x\(size.height)")
    }

    @Test(arguments: cases)
    func sheetsInASCII(sheet: Case) throws {
        let plain = TerminalAbilities(colours: 0, unicode: false, braille: false)
        let lines = try open(sheet, Size(100, 30), abilities: plain).frame().surface.lines
        // Signs that the driver writes as ASCII are no drawings.
        let signs: Set<Character> = ["·", "−", "±", "×", "→", "←", "ρ", "η"]
        #expect(lines.allSatisfy { $0.allSatisfy { $0.isASCII || signs.contains($0) } })
        expectGolden(lines, "sheets/\(sheet.name)-ascii-100x30")
    }

    @Test(arguments: cases)
    func everySizeIsDrawn(sheet: Case) throws {
        var state = try open(sheet, Size(120, 36))
        for width in [1, 20, 59, 61, 79, 101, 159, 169, 171, 240] {
            for height in [1, 3, 8, 15, 17, 24, 80] {
                state.size = Size(width, height)
                #expect(state.frame().surface.size == Size(width, height))
            }
        }
    }

    /// What the rows that Enter opened were chosen by, and how many there are.
    private func behind(_ state: WorkbenchState) throws -> (filter: String, count: Int) {
        let grid = try #require(state.data.grid)
        return (grid.rows.filter ?? "", try DataBench.rows(state).count)
    }

    @Test func theRowsOfABinAreOpened() throws {
        var state = try open("column-number", Size(120, 36))
        let sheet = try #require(state.data.top as? ColumnSheet)
        let table = try #require(sheet.counts(state).answer)
        let bars = sheet.bars(table)
        let bin = try #require(sheet.currentBin(bars))
        SheetBench.press("Enter", &state)
        #expect(try behind(state).count == bars[bin].count)
        SheetBench.press("Esc Esc", &state)
        #expect(state.data.stack.count == 1)
    }

    @Test func theRowsOfADatesBinAreOpened() throws {
        var state = try open("column-date", Size(120, 36))
        let sheet = try #require(state.data.top as? ColumnSheet)
        let bars = sheet.bars(try #require(sheet.counts(state).answer))
        for step in bars.indices {
            let bin = try #require((state.data.top as? ColumnSheet)?.currentBin(bars))
            SheetBench.press("Enter", &state)
            if bars[bin].count > 0 { #expect(try behind(state).count == bars[bin].count, "step \(step)") }
            SheetBench.press("Esc Right", &state)
        }
    }

    @Test func missingValuesAndOutliersHaveTheirRows() throws {
        var state = try open("column-gaps", Size(120, 36))
        SheetBench.press("Down Enter", &state)
        let missing = try behind(state)
        #expect(missing.filter == "missing(income)" && missing.count > 0)
        SheetBench.press("Esc", &state)
        let sheet = try #require(state.data.top as? ColumnSheet)
        let lines = sheet.lines(state)
        #expect(lines.contains { $0.label == "fit" } && lines.contains { $0.label == "test" })
        let outliers = lines.filter { $0.label == "outliers" }
        #expect(outliers.count >= 2)
    }

    @Test func binsAreMadeFewerAndMore() throws {
        var state = try open("column-number", Size(120, 36))
        SheetBench.press("[ [", &state)
        let sheet = try #require(state.data.top as? ColumnSheet)
        let few = sheet.bins(state)
        // Whole numbers may make fewer bins than were asked for, so that each holds as many of them.
        #expect((1...few).contains(try #require(sheet.counts(state).answer?.entries.count)))
        SheetBench.press("] ] ] ] ] ] ] ]", &state)
        #expect(try #require(state.data.top as? ColumnSheet).bins(state) > 4 * few)
    }

    @Test func theColumnOfTheListIsOpened() throws {
        var state = try SheetBench.opened(at: "age")
        SheetBench.press("Tab Enter", &state)
        #expect((state.data.top as? ColumnSheet)?.column == "age")
        #expect(state.placedPanes.map(\.pane) == [.rows], "the page has the screen")
        SheetBench.press("Tab", &state)
        #expect(state.placedPanes.count > 1, "the other panes come back")
    }

    @Test func plotsOpenTheirRows() throws {
        for sheet in Self.cases where sheet.name.hasPrefix("plot-") {
            var state = try open(sheet, Size(120, 36))
            SheetBench.press("Enter", &state)
            #expect(state.data.stack.count == 3, "\(sheet.name)")
            let rows = try behind(state)
            #expect(rows.count > 0 && rows.count < 600, "\(sheet.name) \(rows)")
        }
    }

    @Test func theCursorOfAScatterGoesOverTiles() throws {
        var state = try open("plot-scatter", Size(120, 36))
        let sheet = try #require(state.data.top as? ScatterSheet)
        let tiles = try #require(sheet.tiles(state))
        let before = sheet.current(tiles)
        SheetBench.press(before.column > 0 ? "Left Up" : "Right Up", &state)
        let after = try #require(state.data.top as? ScatterSheet).current(tiles)
        #expect(abs(after.column - before.column) == 1)
    }

    @Test func testsAreSortedByTheirEffects() throws {
        var state = try open("tests", Size(120, 36))
        let sheet = try #require(state.data.top as? TestsSheet)
        let answer = try #require(sheet.reply(state).answer)
        #expect(answer.tests.rows.count >= 4)
        #expect(answer.signal(of: "income")?.isInformative == true)
        SheetBench.press("Enter", &state)
        #expect((state.data.top as? ColumnSheet)?.column == answer.tests.rows[0].column)
    }

    @Test func aMovedColumnIsFoundAndANewWordNamed() throws {
        var state = try open("comparison", Size(120, 36))
        let sheet = try #require(state.data.top as? ComparisonSheet)
        let rows = sheet.shown(state)
        #expect(rows.first { $0.column == "age" }?.isAlarm == true)
        #expect(rows.first { $0.column == "income" }?.isAlarm == false)
        #expect(rows.first { $0.column == "region" }?.newWords == ["west"])
        SheetBench.press("Right Enter", &state)
        #expect(try behind(state).count > 0)
    }

    @Test func aFileThatIsNotThereIsSaid() throws {
        var state = try SheetBench.opened(at: "age")
        SheetBench.press("C", &state)
        SheetBench.type("nowhere.csv", &state)
        SheetBench.press("Enter", &state)
        #expect(state.frame().surface.lines.joined().contains("there is no file nowhere.csv"))
    }
}
