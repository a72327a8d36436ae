import Interface
import Tabular
import Terminal

extension WorkbenchState {
    /// -: hides the column under the cursor; the last one stays.
    mutating func hideColumn() {
        guard let table = table.seen?.table, var grid = data.grid, let column = grid.column(self) else { return }
        guard grid.columns.shown(of: table.columns.count).count > 1 else {
            return say("this is the last column that is shown", .warning)
        }
        grid.columns.hidden.insert(column)
        data.grid = grid
        say("\(table.columns[column].name) is hidden · = shows all", .answer)
        settleSheets()
    }

    /// =: shows all columns again, and stays on the one under the cursor.
    mutating func showAllColumns() {
        guard let table = table.seen?.table, var grid = data.grid else { return }
        guard !grid.columns.hidden.isEmpty else { return say("no column is hidden", .answer) }
        let column = grid.column(self)
        grid.columns.hidden = []
        if let column { grid.select(column, of: table.columns.count) }
        data.grid = grid
        settleSheets()
    }

    /// < and >: changes the width of the column under the cursor.
    mutating func widenColumn(by cells: Int) {
        guard let opened = table.seen, let column = data.grid?.column(self) else { return }
        setWidth(of: column, to: (data.grid?.columns.width(of: column, natural: opened.width(of: column)) ?? 3) + cells)
    }

    /// Gives a column a width, within what can be seen.
    mutating func setWidth(of column: Int, to width: Int) {
        data.grid?.columns.widths[column] = min(max(width, 3), max(10, size.width - 12))
        settleSheets()
    }

    /// |: keeps the column under the cursor at the left, or lets it scroll again; the cursor goes along.
    mutating func pinColumn() {
        guard let table = table.seen?.table, var grid = data.grid, let column = grid.column(self) else { return }
        if let place = grid.columns.pinned.firstIndex(of: column) {
            grid.columns.pinned.remove(at: place)
            say("\(table.columns[column].name) scrolls again", .answer)
        } else {
            grid.columns.pinned.append(column)
            say("\(table.columns[column].name) stays at the left · | lets it scroll again", .answer)
        }
        grid.select(column, of: table.columns.count)
        data.grid = grid
        settleSheets()
    }

    /// Lets columns grow to what their seen cells need, where the sample that gave the widths had nothing so long. Only what is
    /// seen is measured, and only when something else is seen than before.
    mutating func growColumns() {
        guard screen == .data, let opened = table.seen, var grid = data.grid,
            let placed = placedPanes.first(where: { $0.pane == .rows })
        else { return }
        let size = Size(placed.inner.width, placed.inner.height)
        guard let view = grid.table(size, isFocused: false, self) else { return }
        let seen = view.seen(size, state: grid.place.table)
        let window = SeenWindow(rows: seen.rows, columns: seen.columns, order: ObjectIdentifier(grid.order))
        guard window != data.measured else { return }
        data.measured = window
        let shown = grid.columns.shown(of: opened.table.columns.count)
        for place in seen.columns where place > 0 && shown.indices.contains(place - 1) {
            let column = shown[place - 1]
            var width = max(grid.columns.grown[column] ?? 0, opened.width(of: column))
            guard width < GridColumns.widest, grid.columns.widths[column] == nil else { continue }
            for row in seen.rows {
                let source = grid.order.row(at: row)
                guard source < opened.table.rowCount, let text = opened.table.text(row: source, column: column) else { continue }
                width = max(width, TerminalText.columns(of: text))
            }
            if width > opened.width(of: column) { grid.columns.grown[column] = width }
        }
        data.grid = grid
        settleSheets()
    }
}

/// What was seen when widths were last measured.
struct SeenWindow: Hashable, Sendable {
    var rows: Range<Int>
    var columns: [Int]
    var order: ObjectIdentifier
}
