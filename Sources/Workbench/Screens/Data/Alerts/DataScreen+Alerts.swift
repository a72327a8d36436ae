import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension DataScreen {

    /// The list above, the whole sentence of the current alert below it.
    static func alertsRect(_ pane: PlacedPane) -> Rect {
        let inner = pane.inner
        return inner.height >= 8 ? inner.splitTop(inner.height - 5).top : inner
    }

    static func alertsView(_ opened: OpenTable, _ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let alerts = opened.profile?.alerts ?? []
        let glyphs = state.looks.glyphs
        return TableView(
            columns: [
                TableColumn("", .left, minimum: 1), TableColumn("", .left, minimum: 8, ideal: 40, maximum: 200),
            ], rows: alerts.count, isFocused: state.hasFocus(pane), hasHeader: false,
            emptyText: opened.profile == nil ? "The profile is being made." : "Nothing is noteworthy.", style: state.looks.table
        ) { row, column in
            let alert = alerts[row]
            let isDone = state.isRemedied(alert)
            let role: Role = isDone ? .dim : alert.level == .stop ? .bad : alert.level == .warn ? .warning : .text
            if column == 0 {
                let mark = isDone ? glyphs.check : alert.level == .note ? glyphs.notice : glyphs.alert
                return [state.styled(mark, isDone ? .good : role)]
            }
            let subject = alert.column.map { $0 + " " } ?? ""
            return [state.styled(subject, isDone ? .dim : .strong), state.styled(alert.evidence, role)]
        }
    }

    static func drawAlerts(
        _ opened: OpenTable, _ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState
    ) {
        let alerts = opened.profile?.alerts ?? []
        let open = alerts.count { !state.isRemedied($0) }
        state.frame(
            pane, on: &surface, name: "alerts \(state.looks.glyphs.dot) \(alerts.count)", figures: open == 0 ? "" : "\(open) open"
        )
        let rect = alertsRect(pane)
        alertsView(opened, pane, state).draw(on: &surface, in: rect, state: state.data.alerts)
        guard rect != pane.inner, alerts.indices.contains(state.data.alerts.cursor) else { return }
        let alert = alerts[state.data.alerts.cursor]
        let below = Rect(x: rect.x + 1, y: rect.maxY + 1, width: rect.width - 2, height: pane.inner.maxY - rect.maxY - 1)
        let stop = alert.evidence.hasSuffix("?") || alert.evidence.hasSuffix(".") ? "" : "."
        let sentence = (alert.column.map { $0 + ": " } ?? "") + alert.evidence + stop
        let used = surface.write(paragraph: sentence, in: below, style: state.looks[.text])
        let words = state.remedyTitle(alert)
        guard !words.isEmpty, used < below.height else { return }
        let others = alert.remedies.count - 1
        let rows = alert.rows == nil ? "" : "o rows behind"
        let more = state.isRemedied(alert) || others < 1 ? "" : "\(surface.glyphs.left)\(surface.glyphs.right) \(others) other"
        let hints = [more, rows].filter { !$0.isEmpty }.joined(separator: "  ")
        if !hints.isEmpty, used + 1 < below.height {
            surface.write(hints, x: below.x, y: below.y + used + 1, style: state.looks[.dim], width: below.width)
        }
        surface.write("Enter \(words)", x: below.x, y: below.y + used, style: state.looks[.key], width: below.width)
    }

}
