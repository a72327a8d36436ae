import Interface
import Recipes
import RunStore
import Terminal
import Testing

@testable import Workbench

/// The columns of the table of runs that show in what recipes differ.
@Suite struct RunColumnTests {
    private static let trim = Step(.trim, ["columns": ["city"]])
    private static let filter = Step(.filter, ["rows": "age>20"])
    private static let hash = Step(.derive, ["name": "rate", "expression": "age / 2"])

    /// A state with runs that do these steps, the first run first, and what differs shown.
    private func state(_ lists: [[Step]]) throws -> WorkbenchState {
        var state = try Fixture.withRuns(Size(200, 60))
        let model = try #require(state.runs.records.last)
        let records = lists.enumerated().map { place, steps in
            var record = model
            record.id = "run\(place)"
            record.number = place + 1
            record.revision = 100 + place
            record.parent = nil
            record.state = .done
            record.recipe.steps = steps
            return record
        }
        let old = state.runs.records.map { record in
            var record = record
            record.binnedAt = Fixture.now
            record.revision = 99
            return record
        }
        _ = state.go(to: .runs)
        _ = state.update(.runsChanged(old + records, revision: 100 + lists.count, baseline: nil))
        state.runsScreen.showsDifferences = true
        return state
    }

    /// The titles of the columns of steps, and what each run has in them, the first run first.
    private func steps(_ state: WorkbenchState) throws -> (titles: [String], cells: [[String]]) {
        let pane = PlacedPane(.runs, Rect(x: 0, y: 0, width: 200, height: 40))
        let view = RunsScreen.view(pane, state)
        let columns = view.columns.indices.filter { view.columns[$0].title.hasPrefix("step") }
        let cells = (0..<view.rows).map { row in columns.map { view.cell(row, $0).map(\.text).joined() } }
        return (columns.map { view.columns[$0].title }, cells.reversed())
    }

    @Test func aStepStandsInItsColumnWhateverItsNumber() throws {
        let found = try steps(try state([[Self.filter, Self.trim], [Self.hash, Self.filter, Self.trim]]))
        #expect(found.titles.count == 1)
        #expect(found.cells == [[""], ["rate = age / 2"]])
    }

    @Test func eachStepThatDiffersHasAColumn() throws {
        let other = Step(.filter, ["rows": "age>30"])
        let found = try steps(try state([[Self.trim, Self.filter], [Self.trim, Self.hash, other]]))
        #expect(found.titles.count == 2)
        // The newest run stands first, and its steps are in their order.
        #expect(found.cells == [["", "rows age>20"], ["rate = age / 2", "rows age>30"]])
    }

    @Test func runsFarBelowHaveTheirStepsToo() throws {
        // The first run stands last, below those that are set side by side.
        let lists = [[Self.hash, Self.filter]] + (0..<220).map { $0 % 2 == 0 ? [Self.filter] : [Self.filter, Self.hash] }
        let found = try steps(try state(lists))
        #expect(found.cells.first == ["rate = age / 2"] && found.cells.last == ["rate = age / 2"])
        #expect(found.cells.dropLast().last == [""])
    }
}
