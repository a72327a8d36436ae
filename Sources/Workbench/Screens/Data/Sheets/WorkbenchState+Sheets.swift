import Interface
import Tabular
import Terminal

extension WorkbenchState {
    /// The sheet that has the keys of the Data screen.
    var focusedSheet: any DataSheet {
        get { pane == .columns ? data.columns : data.top }
        set {
            if pane == .columns, let columns = newValue as? ColumnsSheet {
                data.columns = columns
            } else {
                data.top = newValue
            }
        }
    }

    /// Changes the focused sheet where it is of this kind.
    mutating func change<Sheet: DataSheet>(_ kind: Sheet.Type, _ change: (inout Sheet) -> Void) {
        guard var sheet = focusedSheet as? Sheet else { return }
        change(&sheet)
        focusedSheet = sheet
    }

    /// Lays a sheet over those that are open, and gives it the keys.
    mutating func open(_ sheet: any DataSheet) -> [Effect] {
        let column = currentColumn?.name
        data.stack.append(sheet)
        focus[.data] = .rows
        if let table = table.seen?.table, let column, let index = table.index(of: column) {
            data.grid?.select(index, of: table.columns.count)
        }
        screen = .data
        settleSheets()
        return []
    }

    /// Goes back one sheet; false where only the table itself is open.
    mutating func closeSheet() -> Bool {
        guard data.stack.count > 1 else { return false }
        data.stack.removeLast()
        settleSheets()
        return true
    }

    /// Enter: opens what is under the cursor, or all that is marked.
    mutating func openUnderCursor() -> [Effect] {
        commitRange()
        guard let sheet = focusedSheet.opened(self) else {
            say("there is nothing behind this", .answer)
            return []
        }
        return open(sheet)
    }

    /// Sorts the focused sheet by a column of its table.
    mutating func sortSheet(by column: Int, adding: Bool) -> [Effect] {
        var sheet = focusedSheet
        sheet.sort(byTableColumn: column, adding: adding, self)
        focusedSheet = sheet
        settleGrid()
        return []
    }

    // MARK: Marks

    /// Space: marks the row, or no more, and goes on to the next; or ends the range.
    mutating func markRow() -> [Effect] {
        guard let table = focusedTable, table.view.rows > 0 else { return [] }
        if focusedSheet.place.anchor != nil {
            commitRange()
            return []
        }
        let row = focusedSheet.place.table.cursor
        let identity = focusedSheet.identity(of: row, self)
        if focusedSheet.place.marked.remove(identity) == nil { focusedSheet.place.marked.insert(identity) }
        return move(Key(.down))
    }

    /// v: begins a range of marks at the cursor, or marks it.
    mutating func markRange() -> [Effect] {
        if focusedSheet.place.anchor != nil {
            commitRange()
        } else {
            focusedSheet.place.anchor = focusedSheet.place.table.cursor
            say("moving marks a range · v or Space ends it · Esc leaves it", .answer)
        }
        return []
    }

    /// a: marks all rows, or none where some are marked.
    mutating func markAll() -> [Effect] {
        focusedSheet.place.anchor = nil
        guard focusedSheet.place.marked.isEmpty else {
            focusedSheet.place.marked = []
            return []
        }
        let rows = focusedTable?.view.rows ?? 0
        guard rows <= 100_000 else {
            say("these are too many to mark one by one: / narrows them down", .warning)
            return []
        }
        let sheet = focusedSheet
        focusedSheet.place.marked = Set((0..<rows).map { sheet.identity(of: $0, self) })
        return []
    }

    /// Marks the range that is being marked, if one is.
    mutating func commitRange() {
        guard let range = focusedSheet.place.range else { return }
        let sheet = focusedSheet
        focusedSheet.place.marked.formUnion(range.map { sheet.identity(of: $0, self) })
        focusedSheet.place.anchor = nil
    }

    /// Takes the table's own order where that is what the rows are to have, and brings cursors back.
    mutating func settleGrid() {
        data.grid?.settle()
        settleSheets()
    }

    /// The rows and the list of columns speak of one column: the one under the cursor of either.
    mutating func followColumn() {
        switch pane {
        case .rows:
            if let column = data.top.column(self) { data.columns.select(column, self) }
        case .columns:
            if let column = data.columns.column(self) { data.grid?.select(column, of: table.seen?.table.columns.count ?? 0) }
        default: break
        }
        settleSheets()
    }

    /// Brings cursors and windows back into tables that have changed.
    mutating func settleSheets() {
        guard screen == .data else { return }
        for placed in placedPanes {
            guard let table = screen.module.table(in: placed, self) else { continue }
            table.view.settle(&self[keyPath: table.state], size: Size(table.rect.width, table.rect.height))
        }
    }
}
