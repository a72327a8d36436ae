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

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] { [] }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard pane.pane == .runs else { return drawPreview(pane, on: &surface, state) }
        let rows = state.runRows
        let all = state.runs.records.count { ($0.binnedAt == nil) != state.runsScreen.showsBin }
        var name = state.runsScreen.showsBin ? "bin · \(rows.count)" : "runs · \(rows.count)"
        if rows.count != all { name += " of \(all)" }
        if let filter = state.runsScreen.filter { name += " · /\(filter)" }
        let figures = state.runsScreen.marked.isEmpty ? "" : "\(state.runsScreen.marked.count) marked"
        state.frame(pane, on: &surface, name: name, figures: figures)
        view(pane, state).draw(on: &surface, in: pane.inner, state: state.runsScreen.table)
    }

    /// A column of the table.
    enum Field: Equatable {
        case number, change, model, spark
        case metric(Metric, isRanking: Bool)
        case spread, fit, when, tags
        case parameter(RecipeDifference)
    }

    static func fields(_ state: WorkbenchState) -> [Field] {
        let rows = state.runRows
        let ranking = state.rankingMetric
        var fields: [Field] = [.number, .change, .model]
        if state.runsScreen.showsDifferences {
            let fixed: Set = ["data", "model"]
            let recipes = rows.map(\.run.recipe)
            let differing = Recipe.differences(among: Array(recipes.prefix(200)))
                .filter { !fixed.contains($0.field) && !$0.field.hasPrefix("feature.") }
            fields += differing.prefix(8).map { .parameter($0) }
        }
        fields += [.metric(ranking, isRanking: true), .spread, .spark]
        if let second = secondMetric(ranking) { fields.append(.metric(second, isRanking: false)) }
        return fields + [.fit, .when, .tags]
    }

    private static func secondMetric(_ ranking: Metric) -> Metric? {
        switch ranking.scope {
        case .quantity: ranking.key == "r2" ? Metric.named("rmse") : Metric.named("r2")
        default: ranking.key == "log_loss" ? Metric.named("accuracy") : Metric.named("log_loss")
        }
    }

    static func view(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let rows = state.runRows
        let fields = fields(state)
        let glyphs = state.looks.glyphs
        var view = TableView(
            columns: fields.map { column($0, state) }, rows: rows.count, isFocused: state.hasFocus(pane),
            emptyText: emptyText(state), style: state.looks.table
        ) { row, column in
            cell(rows[row].run, at: row, fields[column], state)
        }
        view.mark = { row in
            let run = rows[row].run
            if run.id == state.runs.baseline { return state.styled(glyphs.best, .baseline) }
            if state.runsScreen.marked.contains(run.id) { return state.styled(glyphs.marked, .marked) }
            switch run.state {
            case .running: return state.styled(glyphs.half, .running)
            case .failed, .interrupted, .cancelled: return state.styled(glyphs.cross, .bad)
            case .queued: return state.styled(glyphs.off, .dim)
            case .paused: return state.styled(glyphs.half, .dim)
            case .done, .stopped, .unknown: return nil
            }
        }
        view.isMarked = { state.runsScreen.marked.contains(rows[$0].run.id) }
        view.kind = { rows[$0].rule.map { .rule($0) } ?? .cells }
        return view
    }

    private static func emptyText(_ state: WorkbenchState) -> String {
        if state.runsScreen.showsBin { return "The bin is empty." }
        if state.runsScreen.filter != nil { return "No run matches. Esc shows all." }
        guard state.whyNotTrain == nil, let recipe = state.draft else { return "No runs yet." }
        return "No runs yet. R trains what you see: \(recipe.modelName) on \(recipe.features.count) features."
    }

    private static func column(_ field: Field, _ state: WorkbenchState) -> TableColumn {
        func sort(_ key: String) -> TableColumn.Sort? {
            guard state.sortKey == key else { return nil }
            let metric = Metric.named(key)
            let isDescending = metric.map { $0.direction == .higher } ?? true
            return TableColumn.Sort(1, descending: isDescending != state.runsScreen.isReversed)
        }
        switch field {
        case .number: return TableColumn("run", .right, minimum: 6, priority: 10, sort: sort("number"))
        case .change: return TableColumn("what changed", .left, minimum: 14, ideal: 30, maximum: 48, priority: 8)
        case .model: return TableColumn("model", .left, minimum: 8, ideal: 11, priority: 6, sort: sort("model"))
        case .metric(let metric, let isRanking):
            return TableColumn(
                metric.title, .right, minimum: 8, ideal: 9, priority: isRanking ? 9 : 5, sort: sort(metric.key))
        case .spread: return TableColumn("95 %", .right, minimum: 7, priority: 7)
        case .spark: return TableColumn("folds", .left, minimum: 5, ideal: 6, priority: 3)
        case .fit: return TableColumn("fit", .right, minimum: 6, ideal: 7, priority: 2, sort: sort("fit"))
        case .when: return TableColumn("when", .right, minimum: 7, ideal: 8, priority: 4, sort: sort("started"))
        case .tags: return TableColumn("notes", .left, minimum: 4, ideal: 8, maximum: 24, priority: 1)
        case .parameter(let difference):
            let title = difference.title
            return TableColumn(title, .right, minimum: 5, ideal: min(14, title.count), priority: 5)
        }
    }

    private static func cell(_ run: RunRecord, at row: Int, _ field: Field, _ state: WorkbenchState) -> [StyledText] {
        let glyphs = state.looks.glyphs
        let isCurrent = run.state.hasResult || !run.state.isOver
        switch field {
        case .number: return [state.styled("\(run.number)", isCurrent ? .text : .dim)]
        case .change: return changeText(run, state)
        case .model: return [state.styled(run.recipe.modelName, isCurrent ? .text : .dim)]
        case .metric(let metric, let isRanking):
            guard let value = run.metrics[metric.key]?.mean, value.isFinite else { return [state.styled(glyphs.missing, .faint)] }
            return [state.styled(Figures.score(value), isRanking ? .strong : .text)]
        case .spread:
            guard let summary = run.metrics[state.rankingMetric.key], let half = state.halfWidth(of: summary, run) else {
                return []
            }
            return [state.styled("\(glyphs.plusMinus)\(Figures.spread(half, of: summary.mean))", .dim)]
        case .spark:
            guard let folds = run.metrics[state.rankingMetric.key]?.folds, folds.count > 1 else { return [] }
            return [state.styled(Sparkline.trend(folds, width: min(folds.count, 6), glyphs: state.looks.glyphs), .series1)]
        case .fit: return [state.styled(run.seconds["fit"].map { Figures.duration($0) } ?? "", .dim)]
        case .when: return [state.styled(Figures.ago(state.now - (run.finishedAt ?? run.startedAt ?? run.createdAt)), .dim)]
        case .tags:
            return run.tags.map { state.styled("#\($0) ", .badge) } + (run.note.isEmpty ? [] : [state.styled(run.note, .info)])
        case .parameter(let difference):
            let value = value(of: difference, in: run, at: row)
            return [state.styled(value.stringValue ?? (value.isNull ? "" : value.canonicalText), .dim)]
        }
    }

    /// What a run has in a field that differs. Steps are numbered side by side, not as the run counts them: its own number says
    /// nothing, and a run below those that were set side by side is asked for a step that does the same.
    private static func value(of difference: RecipeDifference, in run: RunRecord, at row: Int) -> JSON {
        if difference.values.indices.contains(row) { return difference.values[row] }
        let found = run.recipe.fields.first { field, value in
            difference.isStep
                ? field.hasPrefix("step.") && difference.values.contains(value) : field == difference.field
        }
        return found?.value ?? .null
    }

    private static func changeText(_ run: RunRecord, _ state: WorkbenchState) -> [StyledText] {
        var words = state.predecessor(of: run).map { run.recipe.changes(since: $0.recipe) } ?? "first"
        switch run.state {
        case .interrupted: words += "  interrupted"
        case .failed: words += "  failed"
        case .cancelled: words += "  cancelled"
        case .stopped: words += "  stopped"
        case .queued: words += "  waits"
        case .running, .paused:
            let share = Double(run.progress.done) / Double(max(1, run.progress.total))
            return [state.styled(words), state.styled("  \(run.state.rawValue) \(Figures.percent(share, 0))", .running)]
        case .done, .unknown: return [state.styled(words)]
        }
        return [state.styled(words, .dim)]
    }

    static var commands: [AppCommand] { runsCommands }
}
