import Interface
import Recipes
import Tabular
import Terminal
import Testing

@testable import Workbench

/// The stack of sheets on the Data screen: what opens what, and the way back.
@Suite struct DataSheetTests {
    /// A state with the cursor of the rows on a column.
    private func opened(at column: String) throws -> WorkbenchState {
        var state = try Fixture.opened()
        let table = try #require(state.table.open?.table)
        let place = try #require(table.index(of: column))
        state.data.cursor.column = place + 1
        return state
    }

    @Test func rowsAreFilteredAndSorted() throws {
        var state = try Fixture.opened()
        DataBench.press("/", &state)
        DataBench.type("tenure>70", &state)
        DataBench.press("Enter", &state)
        let table = try #require(state.table.open?.table)
        let tenure = try #require(table["tenure"]?.numbers)
        let rows = try DataBench.rows(state)
        #expect(!rows.isEmpty && rows.count < table.rowCount)
        #expect(rows.allSatisfy { tenure[$0] > 70 })
        DataBench.press("$ s", &state)
        #expect(try DataBench.rows(state).sorted() == rows)
        DataBench.press("Esc", &state)
        #expect(state.data.top.filter == nil)
        #expect(try DataBench.rows(state).count == table.rowCount)
    }

    @Test func nothingIsWorkedOutWhileAKeyIsPressed() throws {
        var state = try opened(at: "tenure")
        let effects = KeyTests.press("s", &state)
        let grid = try #require(state.data.grid)
        #expect(grid.isWaiting)
        #expect(grid.order.rows == nil, "the rows that were there stay until the new ones are")
        #expect(effects == [.analyse(AnyDataQuestion(grid.arrangement), target: state.draft?.target)])
        #expect(state.frame().surface.lines[1].contains("working"))
        DataBench.answer(effects, &state)
        #expect(state.data.grid?.order.rows != nil)
    }

    @Test func aWaitingSortIsAskedForAgainAfterAnother() throws {
        var state = try opened(at: "tenure")
        func asked(_ effects: [Effect]) -> [Effect] { effects.filter { if case .analyse = $0 { true } else { false } } }
        let first = KeyTests.press("s", &state)
        let second = KeyTests.press("s", &state)
        let third = KeyTests.press("s s", &state)
        #expect(asked(first).count == 1 && asked(second).count == 1)
        #expect(second.contains { if case .dropAnalyses = $0 { true } else { false } }, "the first is ended")
        #expect(asked(third) == first, "what was given up in between is asked for anew")
        DataBench.answer(second, &state)
        #expect(state.data.grid?.isWaiting == true, "an answer to what nobody wants any more is not shown")
        DataBench.answer(third, &state)
        #expect(state.data.grid?.isWaiting == false)
    }

    @Test func severalColumnsSortOneAfterAnother() throws {
        var state = try opened(at: "contract")
        DataBench.press("s", &state)
        let table = try #require(state.table.open?.table)
        state.data.cursor.column = try #require(table.index(of: "tenure")) + 1
        DataBench.press("S S", &state)
        let rows = try DataBench.rows(state)
        let tenure = try #require(table["tenure"]?.numbers)
        let contract = rows.map { table.text(row: $0, column: table.index(of: "contract") ?? 0) ?? "" }
        #expect(contract == contract.sorted())
        for (a, b) in zip(rows, rows.dropFirst()) {
            let same =
                table.text(row: a, column: table.index(of: "contract") ?? 0)
                == table.text(row: b, column: table.index(of: "contract") ?? 0)
            #expect(!same || tenure[b].isNaN || tenure[a] >= tenure[b])
        }
        #expect(state.frame().surface.lines[2].contains("②▼"))
    }

    @Test func aBadFilterIsSaidAndChangesNothing() throws {
        var state = try Fixture.opened()
        DataBench.press("/", &state)
        DataBench.type("tenur>70", &state)
        guard case .prompt(let prompt, _) = state.overlay else {
            Issue.record("there is no prompt")
            return
        }
        #expect(prompt.remark?.text.contains("tenur") == true)
        DataBench.press("Esc", &state)
        #expect(state.overlay == nil)
        #expect(state.data.grid?.isWaiting == false)
        #expect(try DataBench.rows(state).count == state.table.open?.table.rowCount)
    }

    @Test func aFrequencyOpensTheRowsBehindItsValues() throws {
        var state = try opened(at: "contract")
        DataBench.press("F", &state)
        #expect(state.data.stack.count == 2)
        let sheet = try #require(state.data.top as? FrequencySheet)
        let table = try #require(sheet.reply(state).answer)
        #expect(table.entries.map(\.count).reduce(0, +) == 7043)
        #expect(state.frame().surface.lines[1].contains("churn.csv › contract by values"))
        DataBench.press("Enter", &state)
        #expect(try DataBench.rows(state).count == table.entries[0].count)
        #expect(state.data.top.filter == "contract=\(table.entries[0].value ?? "")")
        DataBench.press("Esc Space Space Enter", &state)
        #expect(try DataBench.rows(state).count == table.entries[0].count + table.entries[1].count)
        DataBench.press("Esc Esc", &state)
        #expect(state.data.stack.count == 1)
        #expect(state.screen == .data)
    }

    @Test func aFrequencyOfFilteredRowsIsOfThose() throws {
        var state = try opened(at: "contract")
        DataBench.press("/", &state)
        DataBench.type("tenure>70 or tenure<2", &state)
        DataBench.press("Enter", &state)
        let rows = try DataBench.rows(state)
        DataBench.press("F", &state)
        let sheet = try #require(state.data.top as? FrequencySheet)
        #expect(sheet.reply(state).answer?.rows == rows.count)
        DataBench.press("Enter", &state)
        #expect(state.data.top.filter?.hasPrefix("(tenure>70 or tenure<2) contract=") == true)
        #expect(try DataBench.rows(state).count == sheet.reply(state).answer?.entries[0].count)
    }

    @Test func markedRowsAreOpenedAsAList() throws {
        var state = try Fixture.opened()
        DataBench.press("Space Down Space v Down Down v Enter", &state)
        #expect(state.data.stack.count == 2)
        #expect(try DataBench.rows(state) == [0, 2, 3, 4, 5])
        #expect(state.frame().surface.lines[1].contains("5 marked rows"))
    }

    @Test func anotherTargetHasQuestionsAskedAnew() throws {
        var state = try opened(at: "contract")
        DataBench.press("F", &state)
        let first = try #require((state.data.top as? FrequencySheet)?.reply(state).answer)
        #expect(first.target != nil)
        let effects = state.edit("target") { $0.target = Recipe.Target(column: "tenure", task: .regression) }
        let more = state.update(.said(""))
        #expect(!effects.isEmpty)
        DataBench.answer(more, &state)
        let second = try #require((state.data.top as? FrequencySheet)?.reply(state).answer)
        #expect(second.target != first.target)
    }

    @Test func aNewTableClosesTheSheetsOfTheOld() throws {
        var state = try opened(at: "contract")
        DataBench.press("F Enter", &state)
        let table = try #require(state.table.open?.table)
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/projects/churn/churn.csv")))
        #expect(state.data.stack.count == 1)
        _ = state.frame()
    }
}
