import Charts
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

/// Every column's test with the target: which test and why, how large the effect is, and what is left of p among so many tests.
struct TestsSheet: DataSheet {
    static let scope: Scope = "data.tests"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    /// Shows only columns whose name contains this.
    var filter: String?

    init(rows: RowSelection) { self.rows = rows }

    var filterHint: String? { "part of a name" }

    private var question: TargetTestsQuestion { TargetTestsQuestion(rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<TargetTestsQuestion.Answer> { state.data.analyses[question] }

    /// The tests that are shown, the largest effect first.
    func shown(_ state: WorkbenchState) -> [TargetTests.Row] {
        let rows = reply(state).answer?.tests.rows ?? []
        guard let filter = filter?.lowercased(), !filter.isEmpty else { return rows }
        return rows.filter { $0.column.lowercased().contains(filter) }
    }

    /// The test under the cursor.
    func current(_ state: WorkbenchState) -> TargetTests.Row? {
        let shown = shown(state)
        return shown.indices.contains(place.table.cursor) ? shown[place.table.cursor] : nil
    }

    func crumb(_ state: WorkbenchState) -> String { "tests with \(state.draft?.target.column ?? "the target")" }

    func remark(_ state: WorkbenchState) -> String {
        guard let tests = reply(state).answer?.tests else { return "" }
        let found = tests.rows.count { $0.adjusted < 0.05 }
        return "\(found) of \(tests.rows.count) columns differ at 5 %"
    }

    func column(_ state: WorkbenchState) -> Int? { current(state).flatMap { state.table.seen?.table.index(of: $0.column) } }

    /// The page of the column under the cursor, whose bins have the rows.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let row = current(state), let column = state.table.seen?.table[row.column] else { return nil }
        return ColumnSheet(column, rows: rows)
    }
}
