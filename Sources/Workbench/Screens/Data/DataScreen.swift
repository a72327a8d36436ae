import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// The rows, the columns with their evidence, one column's profile, and what is noteworthy.
enum DataScreen: ScreenModule {
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        if area.width >= 100 {
            let side = min(56, max(38, area.width * 3 / 10))
            let (left, right) = area.splitLeft(area.width - side)
            let (rows, columns) = left.splitTop(max(8, left.height * 55 / 100))
            let (profile, alerts) = right.splitTop(max(12, right.height * 62 / 100))
            return [
                PlacedPane(.rows, rows), PlacedPane(.columns, columns), PlacedPane(.profile, profile),
                PlacedPane(.alerts, alerts),
            ]
        }
        let (top, bottom) = area.splitTop(max(7, area.height / 2))
        let below: Pane = state.pane == .rows ? .profile : state.pane
        let (left, right) = bottom.splitLeft(below == .columns ? bottom.width : bottom.width * 55 / 100)
        switch below {
        case .columns: return [PlacedPane(.rows, top), PlacedPane(.columns, left)]
        default: return [PlacedPane(.rows, top), PlacedPane(.profile, left), PlacedPane(.alerts, right)]
        }
    }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        guard let opened = state.table.open else { return nil }
        switch pane.pane {
        case .rows: return PaneTable(state: \.data.rows, view: rowsView(opened, pane, state), rect: pane.inner)
        case .columns: return PaneTable(state: \.data.columns, view: columnsView(opened, pane, state), rect: pane.inner)
        case .alerts: return PaneTable(state: \.data.alerts, view: alertsView(opened, pane, state), rect: alertsRect(pane))
        default: return nil
        }
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] {
        pane.pane == .alerts ? state.applyRemedy() : []
    }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let opened = state.table.open else {
            let inner = state.frame(pane, on: &surface, name: pane.pane.rawValue)
            if pane.pane == .rows { drawStatus(in: inner, on: &surface, state) }
            return
        }
        switch pane.pane {
        case .rows:
            state.frame(pane, on: &surface, name: rowsTitle(opened, state), figures: targetText(opened, state))
            rowsView(opened, pane, state).draw(on: &surface, in: pane.inner, state: state.data.rows)
        case .columns:
            state.frame(pane, on: &surface, name: "columns · \(opened.table.columns.count)")
            columnsView(opened, pane, state).draw(on: &surface, in: pane.inner, state: state.data.columns)
        case .alerts: drawAlerts(opened, pane, on: &surface, state)
        default: drawProfile(opened, pane, on: &surface, state)
        }
    }

    private static func drawStatus(in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        switch state.table {
        case .none: state.drawEmpty("No data file is open. Leave with q and start: assay FILE.csv", in: rect, on: &surface)
        case .opening(let path, let share):
            state.drawEmpty("reads \(path.split(separator: "/").last ?? "") \(Figures.percent(share, 0))", in: rect, on: &surface)
        case .failed(_, let error): state.drawEmpty(error.sentence, in: rect, on: &surface)
        case .open: break
        }
    }

    private static func rowsTitle(_ opened: OpenTable, _ state: WorkbenchState) -> String {
        let times = state.looks.glyphs.times
        var title = "\(opened.table.name) · \(Figures.count(opened.table.rowCount)) rows \(times) \(opened.table.columns.count)"
        if let filter = state.data.filter {
            title += " · /\(filter): \(Figures.count(state.data.order?.count ?? 0))"
        }
        return title
    }

    private static func targetText(_ opened: OpenTable, _ state: WorkbenchState) -> String {
        guard let target = state.draft?.target else { return "no target: ! chooses it" }
        guard let positive = target.positive, let profile = opened.profile?[target.column],
            let count = profile.top.first(where: { $0.value == positive })?.count
        else { return "target \(target.column)" }
        let there = max(1, opened.table.rowCount - profile.missing)
        return "target \(target.column) \(Figures.percent(Double(count) / Double(there), 1)) \(positive)"
    }

    // MARK: Rows

    private static func rowsView(_ opened: OpenTable, _ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let table = opened.table
        let order = state.data.order
        let count = order?.count ?? table.rowCount
        let digits = max(3, Figures.count(table.rowCount).count)
        var columns = [TableColumn("", .right, minimum: digits)]
        for (index, column) in table.columns.enumerated() {
            let isNumber = column.kind == .number
            let width = min(24, max(column.name.count, opened.width(of: index)))
            let sort = state.data.sort.flatMap { $0.column == index ? TableColumn.Sort(1, descending: $0.descending) : nil }
            columns.append(
                TableColumn(column.name, isNumber ? .right : .left, minimum: 3, ideal: width + (sort == nil ? 0 : 2), sort: sort))
        }
        var view = TableView(
            columns: columns, rows: count, selection: .cell, overflow: .scroll, frozen: 1, isFocused: state.hasFocus(pane),
            emptyText: "No row matches. Esc shows all.", style: state.looks.table
        ) { row, column in
            let source = order.map { $0[row] } ?? row
            if column == 0 { return [state.styled(Figures.count(source + 1), .dim)] }
            guard let text = table.text(row: source, column: column - 1) else {
                return [state.styled(state.looks.glyphs.missing, .missing)]
            }
            let name = table.columns[column - 1].name
            let isOff = state.draft.map { $0.feature(name) == nil && $0.target.column != name } ?? false
            return [state.styled(text, name == state.draft?.target.column ? .accent : isOff ? .dim : .text)]
        }
        view.gap = 2
        return view
    }

    // MARK: Columns

    private static func columnsView(_ opened: OpenTable, _ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let profiles = opened.profile?.columns ?? []
        let table = opened.table
        let glyphs = state.looks.glyphs
        return TableView(
            columns: [
                TableColumn("name", .left, minimum: 10, ideal: 18, maximum: 28, priority: 9),
                TableColumn("kind", .left, minimum: 8, ideal: 10, priority: 7),
                TableColumn("missing", .right, minimum: 7, priority: 6),
                TableColumn("distinct", .right, minimum: 8, priority: 4),
                TableColumn("shape", .left, minimum: 14, priority: 3),
                TableColumn("with target", .left, minimum: 12, ideal: 22, maximum: 28, priority: 8),
            ], rows: table.columns.count, isFocused: state.hasFocus(pane), style: state.looks.table
        ) { row, column in
            let name = table.columns[row].name
            let profile = profiles.indices.contains(row) ? profiles[row] : nil
            switch column {
            case 0: return [state.styled(name, name == state.draft?.target.column ? .accent : .text)]
            case 1: return [state.styled((state.draft?.feature(name)?.kind ?? table.columns[row].kind).rawValue, .dim)]
            case 2:
                return [state.styled(profile.map { Figures.count($0.missing) } ?? "", (profile?.missing ?? 0) > 0 ? .text : .dim)]
            case 3: return [state.styled(profile.map { Figures.count($0.distinct) } ?? "", .dim)]
            case 4: return [state.styled(profile.map { Shape.text($0, width: 14, glyphs: glyphs) } ?? "", .bar)]
            default:
                guard let association = profile?.association else { return [] }
                return [
                    state.styled(association.text),
                    state.styled(Bar.text(association.strength, width: 10, glyphs: glyphs), .bar),
                ]
            }
        }
    }

    // MARK: Alerts

    /// The list above, the whole sentence of the current alert below it.
    private static func alertsRect(_ pane: PlacedPane) -> Rect {
        let inner = pane.inner
        return inner.height >= 8 ? inner.splitTop(inner.height - 5).top : inner
    }

    private static func alertsView(_ opened: OpenTable, _ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
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

    private static func drawAlerts(
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
        surface.write("Enter \(words)", x: below.x, y: below.y + used, style: state.looks[.key], width: below.width)
    }

    static var commands: [AppCommand] { dataCommands }
}

extension OpenTable {
    /// The columns of the screen that a column's first values take.
    func width(of column: Int) -> Int {
        var width = 3
        for row in 0..<min(64, table.rowCount) {
            if let text = table.text(row: row, column: column) { width = max(width, TerminalText.columns(of: text)) }
        }
        return width
    }
}
