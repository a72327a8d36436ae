import Interface
import Recipes

/// Where a person is on the Data screen.
public struct DataScreenState: Sendable {
    /// The sheets of the main pane: all rows at the bottom, over it what was opened from there. Never empty.
    var stack: [any DataSheet] = [RowsSheet()]
    /// The list of all columns, which has a pane of its own.
    var columns = ColumnsSheet()
    var alerts = TableState()
    /// What was asked of the table, and what is known by now.
    var analyses = Analyses()
    /// The target that ``analyses`` speak of.
    var answersTarget: Recipe.Target?

    /// Which of the remedies of the alert under the cursor is in hand.
    var remedy = 0
    /// What was searched for last.
    var search: String?
    /// Where a search goes on as soon as its hits are known.
    var seek: (step: Int, from: Int)?
    /// What was seen when widths were last measured.
    var measured: SeenWindow?
    /// The column whose border is being dragged, where the drag began, and how wide it was.
    var drag: (column: Int, x: Int, width: Int)?

    init() {}

    /// The sheet that is seen.
    var top: any DataSheet {
        get { stack[stack.count - 1] }
        set { stack[stack.count - 1] = newValue }
    }

    /// The cursor of the sheet that is seen.
    var cursor: TableState {
        get { top.place.table }
        set { top.place.table = newValue }
    }

    /// The sheet that is seen, where it is one of rows.
    var grid: RowsSheet? {
        get { top as? RowsSheet }
        set { if let newValue { top = newValue } }
    }

    /// The whole table takes the place of its first rows: sheets, cursors and marks stay, answers are asked for anew.
    mutating func growTable() {
        analyses.removeAll()
        answersTarget = nil
        measured = nil
        for index in stack.indices {
            guard var rows = stack[index] as? RowsSheet else { continue }
            rows.refresh()
            stack[index] = rows
        }
    }

    /// Goes back to the table itself, which is another one now; how it was filtered and sorted stays where that fits.
    mutating func forgetTable(columns count: Int) {
        analyses.removeAll()
        answersTarget = nil
        measured = nil
        seek = nil
        stack = [stack[0]] + stack.dropFirst().filter(\.survivesTable)
        if var rows = stack[0] as? RowsSheet {
            rows.forget(columns: count)
            stack[0] = rows
        }
        columns.place.marked = []
        columns.place.anchor = nil
    }
}
