import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension CrossSheet {
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { rect.splitTop(max(0, rect.height - 3)).top }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let cross = cross(state) else { return nil }
        let residuals = cross.residuals
        let margins = cross.margins
        let width = cross.columns.map { min(18, max(8, TerminalText.columns(of: $0))) }
        let names = min(28, max(first.count, cross.rows.map { TerminalText.columns(of: $0) }.max() ?? 8))
        var columns = [TableColumn(first, .left, minimum: 6, ideal: names)]
        columns += zip(cross.columns, width).map { TableColumn($0, .right, minimum: 6, ideal: $1) }
        columns.append(TableColumn("rows", .right, minimum: 8))
        return TableView(
            columns: columns, rows: cross.rows.count, selection: .cell, overflow: .scroll, frozen: 1, isFocused: isFocused,
            emptyText: "No row has both.", style: state.looks.table
        ) { row, column in
            if column == 0 { return [state.styled(cross.rows[row])] }
            guard cross.columns.indices.contains(column - 1) else {
                return [state.styled(Figures.count(margins.rows[row]), .dim)]
            }
            let count = cross.counts[row][column - 1]
            let residual = residuals[row][column - 1]
            let text =
                switch figure {
                case .count: Figures.count(count)
                case .shareOfRow: Figures.percent(Double(count) / Double(max(1, margins.rows[row])), 1)
                case .residual: residual.isNaN ? "" : Figures.difference(residual, 1)
                }
            return [StyledText(text, Self.style(residual, state))]
        }
    }

    /// More than two deviations above what independence would give, or below; quiet in between. Beyond four it is bold.
    private static func style(_ residual: Double, _ state: WorkbenchState) -> Style {
        guard abs(residual) >= 2 else { return state.looks[.dim] }
        let style = state.looks.chart.series(residual > 0 ? 0 : 1)
        return abs(residual) >= 4 ? style.adding(.bold) : style
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard case .cross(let cross, let test) = answer else { return }
        let place = tableRect(in: rect, state)
        table(Size(place.width, place.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: place, state: self.place.table)
        guard rect.height > 6 else { return }
        surface.write(readout(cross, state), x: rect.x + 1, y: rect.maxY - 2, width: rect.width - 2)
        if let test { surface.write(test.spans(state), x: rect.x + 1, y: rect.maxY - 1, width: rect.width - 2) }
    }

    /// What is told of the cell under the cursor, and what the colours mean.
    private func readout(_ cross: CrossTable, _ state: WorkbenchState) -> [StyledText] {
        let (row, column) = (place.table.cursor, place.table.column - 1)
        guard cross.rows.indices.contains(row), cross.columns.indices.contains(column) else { return [] }
        let margins = cross.margins
        let expected = Double(margins.rows[row]) * Double(margins.columns[column]) / Double(max(1, margins.all))
        let residual = cross.residuals[row][column]
        let times = state.looks.glyphs.times
        return [
            state.styled("\(cross.rows[row]) \(times) \(cross.columns[column])", .strong),
            state.styled("   \(Figures.count(cross.counts[row][column])) rows"),
            state.styled("   \(Figures.count(expected)) expected", .dim),
            state.styled("   residual ", .dim),
            StyledText(residual.isNaN ? Figures.none : Figures.difference(residual, 1), Self.style(residual, state)),
            state.styled(
                residual >= 2 ? "  more than by chance" : residual <= -2 ? "  fewer than by chance" : "  as by chance", .dim),
        ]
    }
}
