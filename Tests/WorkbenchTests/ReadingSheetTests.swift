import Experiments
import Interface
import Recipes
import Tabular
import Terminal
import Testing

@testable import Workbench

/// What was decided about the file, changed by keys; and the import that goes on behind the screen.
@Suite struct ReadingSheetTests {
    @Test func whatWasFoundOutIsShown() throws {
        var state = try Fixture.opened()
        DataBench.press("O", &state)
        let lines = state.frame().surface.lines
        #expect(lines[1].contains("how it was read · all of it found out"))
        #expect(lines.contains { $0.contains("encoding") && $0.contains("utf-8") && $0.contains("found out") })
        #expect(lines.contains { $0.contains("header") && $0.contains("yes") })
    }

    @Test func aChangeReadsTheFileAgainAndIsUndone() throws {
        var state = try Fixture.opened()
        let effects = DataBench.press("O Down Right", &state)
        var expected = ReadingOptions()
        expected.delimiter = ","
        #expect(effects.contains(.openTable(path: "/projects/churn/churn.csv", reading: expected)))
        #expect(effects.contains(.keepReading(expected)))
        #expect(state.table.open != nil, "the table stays on the screen until the other one is there")
        #expect(state.whyNotTrain != nil)
        let back = DataBench.press("u", &state)
        #expect(back.contains(.openTable(path: "/projects/churn/churn.csv", reading: ReadingOptions())))
        #expect(state.project.reading == ReadingOptions())
        DataBench.press("U", &state)
        #expect(state.project.reading == expected)
        #expect(Journal(json: state.journal.json) == state.journal)
    }

    @Test func theSheetStaysWhenTheTableComes() throws {
        var state = try Fixture.opened()
        DataBench.press("O Down Right", &state)
        let table = try #require(state.table.open?.table)
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/projects/churn/churn.csv")))
        #expect(state.data.top is ReadingSheet)
        #expect(state.importing == nil)
    }

    @Test func aValueIsTypedAndANonsenseOneRefused() throws {
        var state = try Fixture.opened()
        DataBench.press("O Down Down Down Down Enter", &state)
        DataBench.type("x", &state)
        DataBench.press("Enter", &state)
        #expect(state.message?.kind == .error)
        #expect(state.project.reading == ReadingOptions())
        DataBench.press("Enter", &state)
        DataBench.type(",", &state)
        let effects = DataBench.press("Enter", &state)
        #expect(state.project.reading.decimal == .comma)
        #expect(!effects.isEmpty)
        DataBench.press("*", &state)
        #expect(state.project.reading.decimal == nil)
    }

    @Test func aKindSaysWhatItWouldLose() throws {
        var state = try Fixture.opened()
        let table = try #require(state.table.open?.table)
        state.data.cursor.column = try #require(table.index(of: "contract")) + 1
        DataBench.press("t", &state)
        let number = try #require(state.frame().surface.lines.first { $0.contains("number") && $0.contains("no numbers") })
        #expect(number.contains("7,043"))
        let effects = DataBench.press("Enter", &state)
        #expect(state.project.reading.kinds["contract"] == .number)
        #expect(effects.contains { if case .openTable = $0 { true } else { false } })
        #expect(state.data.stack.count == 1)
    }

    @Test func aNumberBecomesACategoryInTheDraftAlone() throws {
        var state = try Fixture.opened()
        let table = try #require(state.table.open?.table)
        state.data.cursor.column = try #require(table.index(of: "calls")) + 1
        DataBench.press("t", &state)
        let choices = try #require(state.data.analyses[KindsQuestion(column: "calls")].answer)
        let row = try #require(choices.firstIndex { $0.kind == .category })
        for _ in 0..<row { DataBench.press("Down", &state) }
        let effects = DataBench.press("Enter", &state)
        #expect(state.draft?.feature("calls")?.kind == .category)
        #expect(!effects.contains { if case .openTable = $0 { true } else { false } })
    }

    @Test func theFirstImportSaysHowFarItIs() throws {
        var state = try Fixture.opened()
        state.table = .opening(path: "/large.csv", preview: nil)
        state.importing = Importing(path: "/large.csv", began: state.now - 2)
        _ = state.update(
            .tableProgress(
                Importing(
                    path: "/large.csv", share: 0.4, bytesDone: 400_000_000, bytesTotal: 1_000_000_000, rows: 1_200_000,
                    began: state.now - 2)))
        let text = state.frame().surface.lines.joined(separator: "\n")
        #expect(text.contains("40 %  200 MB/s  1.2 M rows so far  0:03 left"))
        #expect(KeyTests.press("Esc", &state) == [.cancelImport])
        _ = state.update(.tableFailed(path: "/large.csv", AssayError(code: "import_stopped", message: "stopped")))
        #expect(state.importing == nil)
        #expect(KeyTests.press("O", &state).isEmpty)
        #expect(state.frame().surface.lines.contains { $0.contains("delimiter") })
        let effects = KeyTests.press("Down Right", &state)
        #expect(effects.contains { if case .openTable(path: "/large.csv", _) = $0 { true } else { false } })
    }

    @Test func theFirstRowsAreSeenUntilAllAreThere() throws {
        var state = try Fixture.opened()
        let table = try #require(state.table.open?.table)
        let head = Table(
            name: table.name, source: Recipe.Source(fingerprint: "head", header: true, delimiter: ","), rowCount: 100,
            columns: table.columns.map { column in
                let storage: Column.Storage =
                    switch column.storage {
                    case .numbers(let values): .numbers(Array(values.prefix(100)))
                    case .codes(let codes, let words): .codes(Values(Array(codes.prefix(100))), words: words)
                    }
                return Column(name: column.name, kind: column.kind, storage: storage, decimals: column.decimals)
            })
        state.table = .opening(path: "/churn.csv", preview: nil)
        state.importing = Importing(path: "/churn.csv", share: 0.2, began: state.now)
        let asked = state.update(.tablePreviewed(OpenTable(table: head, path: "/churn.csv", estimatedRows: 7000)))
        #expect(asked.contains(.profile(target: state.draft?.target)))
        // The sample's profile is there while the rest is being read, and says what it is of.
        let observer = ProfileObserver()
        let profile = try #require(head.profile(asSampleOf: 7000, target: state.draft?.target, observer: observer))
        _ = state.update(.profiled(fingerprint: "head", target: state.draft?.target.column, profile))
        #expect(state.table.seen?.profile?.sampled?.of == 7000)
        #expect(state.frame().surface.lines.contains { $0.contains("from 100 of 7 k rows") })
        #expect(state.frame().surface.lines[1].contains("the first 100 of about 7 k rows"))
        DataBench.press("Down Down Right", &state)
        DataBench.press("/", &state)
        DataBench.type("gender=Male", &state)
        DataBench.press("Enter Down", &state)
        let before = try DataBench.rows(state)
        let place = state.data.cursor
        KeyTests.press("!", &state)
        #expect(state.message?.text.contains("still being read") == true)
        #expect(state.whyNotTrain != nil)
        let effects = state.update(.tableOpened(OpenTable(table: table, path: "/churn.csv")))
        #expect(try DataBench.rows(state) == before, "what was seen stays until all rows are filtered")
        DataBench.answer(effects, &state)
        let rows = try DataBench.rows(state)
        #expect(Array(rows.prefix(before.count)) == before)
        #expect(rows.count > before.count)
        #expect(state.data.cursor == place)
        #expect(state.data.top.filter == "gender=Male")
    }
}
