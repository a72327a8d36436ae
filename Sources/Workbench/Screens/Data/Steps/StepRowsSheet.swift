import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// The rows that a step took away, or those with cells that it changed: then each such cell before and after.
struct StepRowsSheet: DataSheet {
    static let scope: Scope = "data.steprows"

    var place = SheetPlace()
    var rows = RowSelection.all
    /// The step's number in the recipe.
    let number: Int
    private let step: Step
    private let effect: StepEffect
    private let before: Table
    private let after: Table
    /// Places in the table before: the columns that changed first, then the others.
    private let columns: [(before: Int, after: Int?)]

    init(number: Int, stage: Preparation.Stage, before: Table) {
        self.number = number
        step = stage.step
        effect = stage.effect
        self.before = before
        after = stage.table
        let changed = Set(stage.effect.changed.map(\.column))
        let order =
            before.columns.indices.filter { changed.contains(before.columns[$0].name) }
            + before.columns.indices.filter { !changed.contains(before.columns[$0].name) }
        columns = order.map { [after] place in
            let name = before.columns[place].name
            return (place, changed.contains(name) ? after.index(of: name) : nil)
        }
    }

    func crumb(_ state: WorkbenchState) -> String { "step \(number)" }

    func remark(_ state: WorkbenchState) -> String {
        let what = effect.tookRows ? "rows that went" : "rows with a changed cell"
        return "\(Figures.count(effect.rows.count)) \(what) \(state.looks.glyphs.dot) \(step.sentence)"
    }

    func column(_ state: WorkbenchState) -> Int? {
        let place = place.table.column - 1
        guard columns.indices.contains(place) else { return nil }
        return state.table.seen?.table.index(of: before.columns[columns[place].before].name)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        let glyphs = state.looks.glyphs
        var shown = [TableColumn("row", .right, minimum: 5)]
        for column in columns {
            let name = before.columns[column.before].name
            let width = width(of: column)
            shown.append(
                TableColumn(
                    column.after == nil ? name : "\(glyphs.alert) \(name)",
                    before.columns[column.before].kind == .number && column.after == nil ? .right : .left,
                    minimum: min(width, 40), ideal: width, maximum: 60))
        }
        return TableView(
            columns: shown, rows: effect.rows.count, selection: .cell, overflow: .scroll, frozen: 1, isFocused: isFocused,
            emptyText: "No row.", style: state.looks.table
        ) { row, column in
            let row = Int(effect.rows[row])
            if column == 0 { return [state.styled(Figures.count(row + 1), .dim)] }
            let places = columns[column - 1]
            let old = before.text(row: row, column: places.before) ?? glyphs.missing
            guard let new = places.after.map({ after.text(row: row, column: $0) ?? glyphs.missing }) else {
                return [state.styled(old, .text)]
            }
            if old == new { return [state.styled(old, .text)] }
            return [
                state.styled(old, .bad), state.styled(" \(glyphs.arrow) ", .dim), state.styled(new, .good),
            ]
        }
    }

    /// The cells that a column wants, by some of its values.
    private func width(of column: (before: Int, after: Int?)) -> Int {
        var width = max(4, TerminalText.columns(of: before.columns[column.before].name) + 2)
        for row in effect.rows.prefix(50).map(Int.init) {
            var cells = TerminalText.columns(of: before.text(row: row, column: column.before) ?? " ")
            if let place = column.after { cells += 3 + TerminalText.columns(of: after.text(row: row, column: place) ?? " ") }
            width = max(width, cells)
        }
        return width
    }
}
