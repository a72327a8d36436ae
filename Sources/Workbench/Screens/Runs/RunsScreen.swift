import Actions
import Charts
import Interface
import Recipes
import RunStore
import Terminal

/// Every run so far: what changed, how good, how long, when.
enum RunsScreen: ScreenModule {
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        guard area.height >= 26 else { return [PlacedPane(.runs, area)] }
        let below = min(20, area.height * 45 / 100)
        let (top, bottom) = area.splitTop(area.height - below)
        return [PlacedPane(.runs, top), PlacedPane(.preview, bottom)]
    }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        guard pane.pane == .runs else { return nil }
        return PaneTable(state: \.runsScreen.table, view: view(pane, state), rect: pane.inner)
    }

    /// A second click opens the run.
    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] { [] }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard pane.pane == .runs else { return drawPreview(pane, on: &surface, state) }
        state.frame(pane, on: &surface, name: title(state), figures: figures(state))
        view(pane, state).draw(on: &surface, in: pane.inner, state: state.runsScreen.table)
    }

    private static func title(_ state: WorkbenchState) -> String {
        let arrangement = state.runTable
        let count = arrangement.rows.reduce(0) { $0 + ($1.isMember ? 0 : $1.runs.count) }
        var name = state.runsScreen.showsBin ? "bin · \(count)" : "runs · \(count)"
        if count != arrangement.total { name += " of \(arrangement.total)" }
        if state.runsScreen.view.groupsSeeds { name += " · seeds together" }
        if let filter = state.runsScreen.filter { name += " · /\(filter)" }
        if let view = state.runsScreen.viewName { name += " · \(view)" }
        return name
    }

    private static func figures(_ state: WorkbenchState) -> String {
        var words: [String] = []
        let waiting = state.runs.waiting.count
        if waiting > 0 { words.append("\(waiting) waiting, \(state.runs.jobs) at a time") }
        if !state.runsScreen.marked.isEmpty { words.append("\(state.runsScreen.marked.count) marked") }
        return words.joined(separator: " · ")
    }

    /// The columns where none were chosen.
    static func usual(_ state: WorkbenchState) -> [RunField] {
        let ranking = state.rankingMetric.key
        var fields: [RunField] = [.plain(.number), .plain(.change), .plain(.model)]
        fields += [.metric(ranking, .mean), .metric(ranking, .interval), .metric(ranking, .folds)]
        if let second = secondMetric(state.rankingMetric) { fields.append(.metric(second.key, .mean)) }
        return fields + [.seconds("fit"), .plain(.started), .plain(.tag)]
    }

    private static func secondMetric(_ ranking: Metric) -> Metric? {
        switch ranking.scope {
        case .quantity: ranking.key == "r2" ? Metric.named("rmse") : Metric.named("r2")
        default: ranking.key == "log_loss" ? Metric.named("accuracy") : Metric.named("log_loss")
        }
    }

    /// The columns that are seen: of the usual ones as many as there is room for, of chosen ones all, which scroll.
    static func columns(_ pane: PlacedPane, _ state: WorkbenchState) -> [RunColumn] {
        let all = state.runTable.table.columns
        guard state.runsScreen.view.columns == nil else { return all }
        var probe = TableView(columns: all.map { column($0, state) }, rows: state.runRows.count) { _, _ in [] }
        probe.mark = { _ in nil }
        return probe.seen(Size(pane.inner.width, pane.inner.height), state: TableState()).columns.map { all[$0] }
    }

    static func view(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let arrangement = state.runTable
        let rows = arrangement.rows
        let columns = columns(pane, state)
        let glyphs = state.looks.glyphs
        var view = TableView(
            columns: columns.map { column($0, state) }, rows: rows.count, selection: .cell, isFocused: state.hasFocus(pane),
            emptyText: emptyText(state), style: state.looks.table
        ) { row, column in
            cell(rows[row], at: row, columns[column], arrangement.table, state)
        }
        if state.runsScreen.view.columns != nil {
            view.overflow = .scroll
            view.frozen = columns.first == .field(.plain(.number)) ? 1 : 0
        }
        view.mark = { row in
            guard rows[row].rule == nil else { return nil }
            return mark(rows[row], state)
        }
        let range = state.markingRange
        view.isMarked = { row in
            rows[row].rule == nil
                && (state.runsScreen.marked.contains(rows[row].runs[0].id) || range?.contains(row) ?? false)
        }
        view.kind = { rows[$0].rule.map { .rule($0) } ?? .cells }
        if let baseline = state.baselineRun, baseline.binnedAt == nil, !state.runsScreen.showsBin, rows.count > 1 {
            let row = RunRow(run: baseline, runs: [baseline])
            view.pinned = { cell(row, at: .max, columns[$0], arrangement.table, state) }
            view.pinnedMark = state.styled(glyphs.best, .baseline)
        }
        return view
    }

    private static func mark(_ row: RunRow, _ state: WorkbenchState) -> StyledText? {
        let glyphs = state.looks.glyphs
        let run = row.run
        if row.runs.contains(where: { $0.id == state.runs.baseline }) { return state.styled(glyphs.best, .baseline) }
        if row.runs.contains(where: { state.runsScreen.marked.contains($0.id) }) { return state.styled(glyphs.marked, .marked) }
        switch run.state {
        case .running: return state.styled(glyphs.half, .running)
        case .failed, .interrupted, .cancelled: return state.styled(glyphs.cross, .bad)
        case .queued: return state.styled(glyphs.off, .dim)
        case .paused: return state.styled(glyphs.half, .dim)
        case .done, .stopped, .unknown: return nil
        }
    }

    private static func emptyText(_ state: WorkbenchState) -> String {
        if state.runsScreen.showsBin { return "The bin is empty." }
        if state.runsScreen.filter != nil { return "No run matches. Esc shows all." }
        guard state.whyNotTrain == nil, let recipe = state.draft else { return "No runs yet." }
        return "No runs yet. R trains what you see: \(recipe.modelName) on \(recipe.features.count) features."
    }

    static var commands: [AppCommand] { runsCommands + arrangingCommands + queueCommands }
}
