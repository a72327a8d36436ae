import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// The stack of sheets, the columns with their evidence, one column's profile, and what is noteworthy.
enum DataScreen: ScreenModule {
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        if state.pane == .rows, type(of: state.data.top).fills { return [PlacedPane(.rows, area)] }
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
        if pane.pane == .rows, state.data.top.survivesTable { return sheetTable(state.data.top, \.data.cursor, pane, state) }
        guard let opened = state.table.seen else { return nil }
        switch pane.pane {
        case .rows:
            return sheetTable(state.data.top, \.data.cursor, pane, state)
        case .columns:
            return sheetTable(state.data.columns, \.data.columns.place.table, pane, state)
        case .alerts: return PaneTable(state: \.data.alerts, view: alertsView(opened, pane, state), rect: alertsRect(pane))
        default: return nil
        }
    }

    private static func sheetTable(
        _ sheet: any DataSheet, _ path: WritableKeyPath<WorkbenchState, TableState>, _ pane: PlacedPane, _ state: WorkbenchState
    ) -> PaneTable? {
        let rect = sheet.tableRect(in: pane.inner, state)
        return sheet.table(Size(rect.width, rect.height), isFocused: state.hasFocus(pane), state).map {
            PaneTable(state: path, view: $0, rect: rect)
        }
    }

    /// The scopes of the screen's keys, nearest first: those of the sheet that has them, of all sheets, of the screen.
    static func scopes(of state: WorkbenchState) -> [Scope] {
        switch state.pane {
        case .rows, .columns: [type(of: state.focusedSheet).scope, "data.sheet"]
        default: [Scope("data.\(state.pane.rawValue)")]
        }
    }

    /// What has to be worked out for what is seen.
    static func questions(_ state: WorkbenchState) -> [any DataQuestion] {
        let search: [any DataQuestion] = state.data.search.map { [RowSearch(text: $0)] } ?? []
        return state.data.top.questions(state) + state.data.columns.questions(state) + search
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] {
        switch pane.pane {
        case .alerts: state.applyRemedy()
        case .rows, .columns: state.openUnderCursor()
        default: []
        }
    }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let opened = state.table.seen else {
            let inner = state.frame(pane, on: &surface, name: pane.pane.rawValue)
            guard pane.pane == .rows else { return }
            if state.data.top.survivesTable {
                state.data.top.draw(in: inner, on: &surface, isFocused: state.hasFocus(pane), state)
            } else {
                drawStatus(in: inner, on: &surface, state)
            }
            return
        }
        let isFocused = state.hasFocus(pane)
        switch pane.pane {
        case .rows:
            let isDeep = state.data.stack.count > 1
            let figures = isDeep ? "" : targetText(opened, state)
            let room = pane.inner.width - (isDeep ? 2 : figures.count + 5)
            let names = [opened.table.name] + state.data.stack.map { $0.crumb(state) }.filter { !$0.isEmpty }
            let title = Crumbs.text(
                names, remark: state.remark(of: state.data.top), columns: room, glyphs: state.looks.glyphs)
            state.frame(pane, on: &surface, name: title, figures: figures)
            state.data.top.draw(in: pane.inner, on: &surface, isFocused: isFocused, state)
        case .columns:
            let sheet = state.data.columns
            state.frame(
                pane, on: &surface, name: "columns \(state.looks.glyphs.dot) \(sheet.remark(state))",
                figures: state.sampleRemark(of: opened))
            sheet.draw(in: pane.inner, on: &surface, isFocused: isFocused, state)
        case .alerts: drawAlerts(opened, pane, on: &surface, state)
        default: drawProfile(opened, pane, on: &surface, state)
        }
    }

    private static func drawStatus(in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        switch state.table {
        case .none: state.drawEmpty("No data file is open. Leave with q and start: assay FILE.csv", in: rect, on: &surface)
        case .opening(let path, _): drawImport(of: path, in: rect, on: &surface, state)
        case .failed(_, let error): state.drawEmpty(error.sentence, in: rect, on: &surface)
        case .open: break
        }
    }

    /// The name, a bar, and how far, how fast and how long still.
    private static func drawImport(of path: String, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let width = min(64, rect.width - 4)
        guard width >= 10, rect.height >= 3, let importing = state.importing else {
            return state.drawEmpty("reads \(name)", in: rect, on: &surface)
        }
        let (x, y) = (rect.x + (rect.width - width) / 2, rect.y + max(0, rect.height / 2 - 2))
        surface.write("reads \(name)", x: x, y: y, style: state.looks[.text], width: width)
        surface.write(
            Bar.progress(importing.share, width: width, style: state.looks.chart, showsPercent: false, glyphs: surface.glyphs),
            x: x,
            y: y + 1, width: width)
        let words = importing.words(at: state.now).joined(separator: "  ")
        surface.write(words, x: x, y: y + 2, style: state.looks[.dim], width: width)
        guard rect.height >= 5 else { return }
        surface.write("O says how it is read · Esc ends it", x: x, y: y + 4, style: state.looks[.dim], width: width)
    }

    private static func targetText(_ opened: OpenTable, _ state: WorkbenchState) -> String {
        guard let target = state.draft?.target else { return "no target: ! chooses it" }
        guard let positive = target.positive, let profile = opened.profile?[target.column],
            let count = profile.top.first(where: { $0.value == positive })?.count
        else { return "target \(target.column)" }
        let there = max(1, opened.table.rowCount - profile.missing)
        return "target \(target.column) \(Figures.percent(Double(count) / Double(there), 1)) \(positive)"
    }

    static var commands: [AppCommand] {
        sheetCommands + dataCommands + tableViewCommands + alertCommands + stepCommands + DataSheets.all.flatMap { $0.commands }
    }
}
