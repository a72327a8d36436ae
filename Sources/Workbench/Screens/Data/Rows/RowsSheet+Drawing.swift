import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension RowsSheet {
    /// The grid: it formats the cells that are seen and no others.
    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let opened = state.table.seen else { return nil }
        let table = opened.table
        let order = order
        let shown = columns.shown(of: table.columns.count)
        let looks = ColumnLooks(state)
        var titles = [TableColumn("", .right, minimum: max(3, Figures.count(table.rowCount).count))]
        titles.reserveCapacity(shown.count + 1)
        for column in shown {
            let sort = sorts.firstIndex { $0.column == column }.map {
                TableColumn.Sort($0 + 1, descending: sorts[$0].isDescending)
            }
            let width = columns.width(of: column, natural: opened.width(of: column) + (sort == nil ? 0 : 2))
            let isRight = table.columns[column].kind == .number
            titles.append(
                TableColumn(
                    table.columns[column].name, isRight ? .right : .left, minimum: min(3, width), ideal: width, sort: sort))
        }
        let missing = [state.styled(state.looks.glyphs.missing, .missing)]
        return TableView(
            columns: titles, rows: order.count(of: table.rowCount), selection: .cell, overflow: .scroll,
            frozen: 1 + columns.pinnedCount, isFocused: isFocused,
            emptyText: isWaiting ? "" : "No row matches. Esc goes back.", style: state.looks.table,
            isMarked: { isMarked($0, state) }
        ) { place, column in
            let row = order.row(at: place)
            guard row < table.rowCount else { return [] }
            if column == 0 { return [state.styled(Figures.count(row + 1), .dim)] }
            guard let text = table.text(row: row, column: shown[column - 1]) else { return missing }
            return [state.styled(text, looks.role(of: shown[column - 1], table))]
        }
    }
}

/// How the values of a column look: the target lit, what the draft does not use dim. Looked up once a column and frame.
private final class ColumnLooks {
    private let draft: Recipe?
    private var roles: [Int: Role] = [:]

    init(_ state: WorkbenchState) { draft = state.draft }

    func role(of column: Int, _ table: Table) -> Role {
        if let role = roles[column] { return role }
        let name = table.columns[column].name
        let role: Role =
            draft.map { $0.target.column == name ? .accent : $0.feature(name) == nil ? .dim : .text } ?? .text
        roles[column] = role
        return role
    }
}
