import Interface
import Tabular
import Terminal

extension WorkbenchState {
    /// The cell under the cursor of the focused sheet, as it stands in the table; nil where there is none or it is missing.
    var currentCell: String? {
        if pane == .rows, let grid = data.grid, let table = table.seen?.table {
            guard grid.place.table.cursor < grid.order.count(of: table.rowCount), let column = grid.column(self) else {
                return nil
            }
            let row = grid.order.row(at: grid.place.table.cursor)
            return row < table.rowCount ? table.text(row: row, column: column) : nil
        }
        guard let cells = currentRow else { return nil }
        let column = focusedTable?.view.selection == .cell ? focusedSheet.place.table.column : 0
        return cells.indices.contains(column) && !cells[column].isEmpty ? cells[column] : nil
    }

    /// What `Y` copies: the row's cells with tabs between them, so that a spreadsheet takes them apart.
    var copyRowText: String? {
        guard screen == .data else { return copyText }
        if pane == .rows, let grid = data.grid, let table = table.seen?.table {
            let row = grid.order.row(at: grid.place.table.cursor)
            guard grid.place.table.cursor < grid.order.count(of: table.rowCount), row < table.rowCount else { return nil }
            let cells = grid.columns.shown(of: table.columns.count).map { table.text(row: row, column: $0) ?? "" }
            return cells.map(Self.oneCell).joined(separator: "\t")
        }
        return currentRow.map { $0.map(Self.oneCell).joined(separator: "\t") }
    }

    /// The cells of the row under the cursor as they are shown.
    private var currentRow: [String]? {
        guard let table = focusedTable else { return nil }
        let row = self[keyPath: table.state].cursor
        guard row < table.view.rows else { return nil }
        return table.view.columns.indices.map { column in
            let text = table.view.cell(row, column).map(\.text).joined()
            return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Tabs and line ends within a cell would make it several.
    private static func oneCell(_ text: String) -> String {
        String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }
}
