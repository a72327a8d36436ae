import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension DuplicatesSheet {
    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard !answer.equal.isEmpty || !answer.conflicts.isEmpty else {
            state.drawEmpty(
                "No row stands twice, and no rows with the same features differ in the target.", in: rect, on: &surface)
            return
        }
        table(Size(rect.width, rect.height), isFocused: isFocused, state)?.draw(on: &surface, in: rect, state: place.table)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let table = state.table.seen?.table, let answer = reply(state).answer else { return nil }
        let lines = lines(state)
        guard !lines.isEmpty else { return nil }
        let hasClasses = !answer.conflicts.isEmpty
        var columns = [
            TableColumn("rows", .right, minimum: 7, ideal: 7, priority: 9),
            TableColumn("which", .left, minimum: 10, ideal: 24, priority: 8),
        ]
        if hasClasses { columns.append(TableColumn("classes", .left, minimum: 10, ideal: 20, maximum: 30, priority: 7)) }
        columns.append(TableColumn("values", .left, minimum: 16, ideal: 40, maximum: 1000, priority: 6))
        let target = state.draft?.target.column
        return TableView(
            columns: columns, rows: lines.count, isFocused: isFocused, style: state.looks.table,
            kind: { row in if case .heading(let title) = lines[row] { .group(title) } else { .cells } }
        ) { row, column in
            guard case .group(let group, let isConflict) = lines[row] else { return [] }
            switch column {
            case 0: return [state.styled(Figures.count(group.rows.count))]
            case 1: return [state.styled(Self.numbers(group.rows), .dim)]
            case 2 where hasClasses:
                return group.classes.enumerated().flatMap { place, item in
                    [
                        state.styled(place == 0 ? "" : " \(state.looks.glyphs.dot) ", .faint), state.styled("\(item.label) "),
                        state.styled("\(item.count)", .warning),
                    ]
                }
            default:
                return [
                    state.styled(
                        Self.values(
                            table, row: group.rows.first ?? 0, without: isConflict ? target : nil, width: size.width, state))
                ]
            }
        }
    }

    /// The numbers of the rows, as the grid shows them.
    private static func numbers(_ rows: [Int32]) -> String {
        rows.prefix(6).map { Figures.count(Int($0) + 1) }.joined(separator: " ")
    }

    /// What the rows have in common, as far as it fits.
    private static func values(
        _ table: Table, row: Int32, without left: String?, width: Int, _ state: WorkbenchState
    ) -> String {
        let divider = " \(state.looks.glyphs.dot) "
        var text = ""
        for (place, column) in table.columns.enumerated() where column.name != left && text.count < width {
            let value = table.text(row: Int(row), column: place) ?? state.looks.glyphs.missing
            text += (text.isEmpty ? "" : divider) + value
        }
        return text
    }
}
