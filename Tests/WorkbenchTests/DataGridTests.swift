import Interface
import Recipes
import Tabular
import Terminal
import Testing

@testable import Workbench

/// The grid of rows: columns hidden, pinned and widened, search and jumps, the mouse, and how little is formatted.
@Suite struct DataGridTests {
    /// The titles that are seen, from left to right.
    private func titles(_ state: WorkbenchState) -> String { state.frame().surface.lines[2] }

    @Test func columnsAreHiddenAndShownAgain() throws {
        var state = try Fixture.opened()
        DataBench.press("Right -", &state)
        #expect(!titles(state).contains("gender"))
        #expect(state.currentColumn?.name == "senior")
        #expect(state.frame().surface.lines[1].contains("1 hidden"))
        DataBench.press("=", &state)
        #expect(titles(state).contains("gender"))
        #expect(state.currentColumn?.name == "senior", "the cursor stays on its column")
    }

    @Test func theLastColumnCannotBeHidden() throws {
        var state = try Fixture.opened()
        for _ in 0..<40 { DataBench.press("-", &state) }
        let count = try #require(state.table.open?.table.columns.count)
        #expect(state.data.grid?.columns.hidden.count == count - 1)
        #expect(state.message?.text.contains("last column") == true)
    }

    @Test func aPinnedColumnStaysWhenOthersScroll() throws {
        var state = try Fixture.opened(Size(80, 24))
        let table = try #require(state.table.open?.table)
        state.data.cursor.column = try #require(table.index(of: "tenure")) + 1
        DataBench.press("|", &state)
        #expect(state.currentColumn?.name == "tenure")
        DataBench.press("$", &state)
        #expect(titles(state).contains("tenure"))
        #expect(titles(state).contains("churn"))
        DataBench.press("0 Right |", &state)
        #expect(state.data.grid?.columns.pinned == [])
    }

    /// The cell of the screen at which a title begins.
    private func place(of title: String, _ state: WorkbenchState) throws -> Int {
        let line = Array(titles(state))
        let wanted = Array(title)
        return try #require(line.indices.first { line[$0...].starts(with: wanted) })
    }

    @Test func widthsChangeByKeysAndByDragging() throws {
        var state = try Fixture.opened()
        let before = try place(of: "gender", state)
        DataBench.press("> >", &state)
        let after = try place(of: "gender", state)
        #expect(after - before == 4)
        // The border stands in the gap before the next title.
        let x = after - 1
        _ = state.update(.input(.mouse(MouseEvent(.press, at: Point(x, 2)))))
        _ = state.update(.input(.mouse(MouseEvent(.drag, at: Point(x - 6, 2)))))
        _ = state.update(.input(.mouse(MouseEvent(.release, at: Point(x - 6, 2)))))
        #expect(state.data.drag == nil)
        #expect(try place(of: "gender", state) == after - 6)
    }

    @Test func aClickOnATitleSorts() throws {
        var state = try Fixture.opened()
        let point = Point(try place(of: "tenure", state), 2)
        DataBench.answer(state.update(.input(.mouse(MouseEvent(.press, at: point)))), &state)
        let table = try #require(state.table.open?.table)
        let tenure = try #require(table["tenure"]?.numbers)
        let values = try DataBench.rows(state).map { tenure[$0] }
        #expect(values.first == 1)
        #expect(values.last?.isNaN == true)
    }

    @Test func aSearchGoesFromMatchToMatchAndRoundTheEnd() throws {
        var state = try Fixture.opened()
        DataBench.press("Ctrl-F", &state)
        DataBench.type("tenure>71", &state)
        let table = try #require(state.table.open?.table)
        let hits = try RowFilter(parsing: "tenure>71").rows(in: table).map(Int.init)
        #expect(state.data.cursor.cursor == hits[0])
        DataBench.press("Enter n n", &state)
        #expect(state.data.cursor.cursor == hits[2])
        DataBench.press("g N", &state)
        #expect(state.data.cursor.cursor == hits[hits.count - 1])
        #expect(state.message?.text.contains("other end") == true)
        DataBench.press("Ctrl-F", &state)
        DataBench.type("nosuchword", &state)
        DataBench.press("Esc", &state)
        #expect(state.data.search == "tenure>71", "leaving keeps the search before")
        #expect(state.data.cursor.cursor == hits[hits.count - 1])
    }

    @Test func jumpsGoToRowsAndColumns() throws {
        var state = try Fixture.opened()
        DataBench.press("Ctrl-G", &state)
        DataBench.type("5,000", &state)
        DataBench.press("Enter", &state)
        #expect(state.data.cursor.cursor == 4999)
        DataBench.press("Ctrl-G", &state)
        DataBench.type("paperl", &state)
        #expect(state.currentColumn?.name == "paperless")
        DataBench.press("Esc", &state)
        #expect(state.currentColumn?.name == "customer_id")
        DataBench.press("Ctrl-G", &state)
        DataBench.type("9999999", &state)
        DataBench.press("Enter", &state)
        #expect(state.data.cursor.cursor == 4999)
    }

    @Test func cellsAndRowsAreCopied() throws {
        var state = try Fixture.opened()
        #expect(DataBench.press("Right y", &state).contains(.copy("Female")))
        let effects = DataBench.press("Y", &state)
        guard case .copy(let row) = effects.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(row.hasPrefix("9334-GTTPN\tFemale\tno\tyes\tno\t14\tno\t0"))
        #expect(row.split(separator: "\t", omittingEmptySubsequences: false).count == 21)
    }

    @Test func columnsAreSortedByEvidenceAndFiltered() throws {
        var state = try Fixture.opened()
        DataBench.press("Tab l l s", &state)
        #expect(state.currentColumn?.name == "calls", "the column with most missing values stands first")
        DataBench.press("Enter", &state)
        #expect(state.data.top.filter == "missing(calls)")
        #expect(try DataBench.rows(state).count == 590)
        DataBench.press("Esc Tab /", &state)
        DataBench.type("stream", &state)
        DataBench.press("Enter", &state)
        #expect(state.data.columns.shown(state).count == 2)
        #expect(state.data.top.filter == nil)
        DataBench.press("Esc", &state)
        #expect(state.data.columns.shown(state).count == 21)
    }

    @Test(arguments: [Size(200, 60), Size(80, 24)])
    func onlySeenCellsAreFormatted(size: Size) throws {
        let rows = 1_000_000
        let numbers = Column(
            name: "x", kind: .number, storage: .numbers((0..<rows).map { Double($0) * 0.5 }), decimals: 1)
        let columns = (0..<300).map {
            Column(name: "x\($0)", kind: .number, storage: numbers.storage, decimals: 1)
        }
        let table = Table(
            name: "large.csv", source: Recipe.Source(fingerprint: "large", header: true, delimiter: ","), rowCount: rows,
            columns: columns)
        var state = try Fixture.opened(size)
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/large.csv")))
        for keys in ["", "G", "$", "Ctrl-U Left"] {
            KeyTests.press(keys, &state)
            let pane = try #require(state.placedPanes.first { $0.pane == .rows })
            var view = try #require(state.data.grid?.table(Size(pane.inner.width, pane.inner.height), isFocused: true, state))
            var asked = 0
            let cell = view.cell
            view.cell = { row, column in
                asked += 1
                return cell(row, column)
            }
            var surface = Surface(size)
            view.draw(on: &surface, in: pane.inner, state: state.data.cursor)
            #expect(asked > 0 && asked <= pane.inner.width / 5 * pane.inner.height, "\(asked) cells after \(keys)")
        }
    }

    @Test func cellsNeverReachTheTerminalAsControlSequences() throws {
        let words = ["\u{1B}[31mred\u{7}", "a\tb\nc", "\u{9B}2J\u{200F}", "tag\u{E0041}"].sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let table = Table(
            name: "bad\u{1B}[2J.csv", source: Recipe.Source(fingerprint: "bad", header: true, delimiter: ","), rowCount: 4,
            columns: [
                Column(name: "w\u{1B}]0;x\u{7}", kind: .category, storage: .codes([0, 1, 2, 3], words: words))
            ])
        var state = try Fixture.opened()
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/bad.csv")))
        for keys in ["", "F", "Enter"] {
            DataBench.press(keys, &state)
            for line in state.frame().surface.lines {
                #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(keys): \(line)")
            }
        }
    }
}
