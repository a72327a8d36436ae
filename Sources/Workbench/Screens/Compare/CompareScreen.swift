import Actions
import Charts
import Interface
import Recipes
import RunStore
import Statistics
import Terminal

/// Runs side by side: only what differs, the metrics with their paired difference, curves and ROC over one another.
enum CompareScreen: ScreenModule {
    static func isChart(_ pane: Pane) -> Bool { pane == .curves }

    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        let fields = CompareScreen.fields(state).count + 4
        if area.width >= 110 {
            let (left, right) = area.splitLeft(area.width * 55 / 100)
            let (top, bottom) = left.splitTop(min(max(5, fields), left.height / 2))
            return [PlacedPane(.differences, top), PlacedPane(.metrics, bottom), PlacedPane(.curves, right)]
        }
        let (top, rest) = area.splitTop(min(max(4, fields), max(4, area.height / 4)))
        let (middle, bottom) = rest.splitTop(max(6, rest.height * 45 / 100))
        return [PlacedPane(.differences, top), PlacedPane(.metrics, middle), PlacedPane(.curves, bottom)]
    }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        guard state.compare.runs.count >= 2 else { return nil }
        switch pane.pane {
        case .differences:
            return PaneTable(state: \.compare.differences, view: differencesView(pane, state), rect: pane.inner)
        case .metrics: return PaneTable(state: \.compare.metrics, view: metricsView(pane, state), rect: metricsRect(pane, state))
        default: return nil
        }
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] { [] }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard state.compare.runs.count >= 2 else {
            let inner = state.frame(pane, on: &surface, name: pane.pane.rawValue)
            if pane.pane == .differences || pane.frame.height > 8 {
                state.drawEmpty(
                    "Nothing to compare yet. Mark two runs with Space on the Runs screen (5), then c.", in: inner, on: &surface)
            }
            return
        }
        switch pane.pane {
        case .differences:
            state.frame(
                pane, on: &surface, name: state.compare.showsAll ? "recipes" : "only what differs",
                figures: state.compare.result.map { "\($0.sameFields) fields the same" } ?? "")
            differencesView(pane, state).draw(on: &surface, in: pane.inner, state: state.compare.differences)
        case .metrics: drawMetrics(pane, on: &surface, state)
        default: drawSideBySide(pane, on: &surface, state)
        }
    }

    // MARK: What differs

    /// The recipe fields that are shown, a value a run.
    static func fields(_ state: WorkbenchState) -> [RecipeDifference] {
        let recipes = state.compare.runs.compactMap { state.runs[$0]?.recipe }
        guard recipes.count >= 2 else { return [] }
        return state.compare.showsAll ? Recipe.fields(among: recipes) : Recipe.differences(among: recipes)
    }

    private static func differencesView(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let rows = fields(state)
        let runs = state.compare.runs.compactMap { state.runs[$0] }
        let glyphs = state.looks.glyphs
        var columns = [TableColumn("field", .left, minimum: 12, ideal: 24, maximum: 30, priority: 9)]
        for (index, run) in runs.enumerated() {
            let mark = index == 0 ? glyphs.marked : glyphs.best
            columns.append(
                TableColumn("\(mark) run \(run.number)", .left, minimum: 8, ideal: 18, maximum: 40, priority: 8 - index))
        }
        return TableView(
            columns: columns, rows: rows.count, isFocused: state.hasFocus(pane),
            emptyText: "The recipes are the same.", style: state.looks.table
        ) { row, column in
            let field = rows[row]
            if column == 0 {
                let name = field.field.hasPrefix("feature.") || field.isStep ? field.title : field.field
                return [state.styled(name, .text)]
            }
            guard field.values.indices.contains(column - 1) else { return [] }
            let value = field.values[column - 1]
            if field.field.hasPrefix("feature.") {
                return [value.isNull ? state.styled("\(glyphs.off) off", .dim) : state.styled("\(glyphs.on) on", .good)]
            }
            let isDifferent = value != field.values[0]
            let text = value.isNull ? glyphs.missing : value.stringValue ?? value.canonicalText
            return [state.styled(text, column > 1 && isDifferent ? .strong : .text)]
        }
    }

    // MARK: Metrics

    /// The table of metrics above, the verdict on the one under the cursor below it.
    private static func metricsRect(_ pane: PlacedPane, _ state: WorkbenchState) -> Rect {
        let inner = pane.inner
        guard inner.height >= 10 else { return inner }
        return inner.splitTop(min(inner.height - 5, (self.pair(state)?.metrics.count ?? 3) + 1)).top
    }

    /// The pair that is shown: the first run against the one in the next place.
    private static func pair(_ state: WorkbenchState) -> RunComparison.Pair? { state.compare.result?.pairs.first }

    private static func metricsView(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let pair = pair(state)
        let rows = pair?.metrics ?? []
        let glyphs = state.looks.glyphs
        let numbers = state.compare.runs.compactMap { state.runs[$0]?.number }
        return TableView(
            columns: [
                TableColumn("metric", .left, minimum: 13, ideal: 15, priority: 9),
                TableColumn("run \(numbers.first ?? 0)", .right, minimum: 7, ideal: 9, priority: 6),
                TableColumn("run \(numbers.dropFirst().first ?? 0)", .right, minimum: 7, ideal: 9, priority: 6),
                TableColumn("change", .right, minimum: 7, ideal: 9, priority: 8),
                TableColumn("95 %", .left, minimum: 18, ideal: 20, priority: 7),
                TableColumn("p", .right, minimum: 6, ideal: 7, priority: 3), TableColumn("", .left, minimum: 1, priority: 5),
            ], rows: rows.count, isFocused: state.hasFocus(pane),
            emptyText: state.compare.result == nil ? "Being compared." : "The runs have no metric in common.",
            style: state.looks.table
        ) { row, column in
            let metric = rows[row]
            let declared = Metric.named(metric.metric)
            let comparison = metric.comparison
            let better = comparison.better > 0.9
            let worse = comparison.worse > 0.9
            let role: Role = better ? .good : worse ? .bad : .dim
            let decimals = Figures.scoreDecimals(metric.a)
            switch column {
            case 0: return [state.styled(declared?.title ?? metric.metric)]
            case 1: return [state.styled(Figures.score(metric.a))]
            case 2: return [state.styled(Figures.score(metric.b))]
            case 3: return [state.styled(Figures.difference(comparison.difference, decimals), role)]
            case 4:
                guard let interval = comparison.interval else { return [state.styled("one split, no spread", .dim)] }
                return [state.styled(Figures.interval(interval, decimals), .dim)]
            case 5: return comparison.p.map { [state.styled(Figures.probability($0), .dim)] } ?? []
            default: return [state.styled(better ? glyphs.alert : worse ? glyphs.down : glyphs.same, role)]
            }
        }
    }

    private static func drawMetrics(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let pair = pair(state)
        let figures = pair.map { $0.isPaired ? "same folds" : "not the same folds: not paired" } ?? ""
        state.frame(pane, on: &surface, name: "metrics", figures: figures)
        metricsView(pane, state).draw(on: &surface, in: metricsRect(pane, state), state: state.compare.metrics)
        guard pane.inner.height >= 10, let pair, !pair.metrics.isEmpty else { return }
        let chosen = pair.metrics[min(max(0, state.compare.metrics.cursor), pair.metrics.count - 1)]
        let rect = metricsRect(pane, state)
        let below = Rect(x: rect.x, y: rect.maxY + 1, width: rect.width, height: pane.inner.maxY - rect.maxY - 1)
        drawVerdict(chosen, pair, in: below, on: &surface, state)
        // Scores on sealed rows, never without the count of looks.
        let sealed = state.compare.runs.compactMap { state.runs[$0] }.compactMap { run in
            run.sealed?.sentence(run.recipe.metric).map { "run \(run.number), sealed: \($0)" }
        }
        for (row, text) in sealed.prefix(max(0, below.height - 4)).enumerated() {
            surface.write(
                text, x: below.x + 1, y: below.maxY - 1 - row, style: state.looks[.info], width: below.width - 2)
        }
    }

    /// The bar worse, same, better of one metric, and what the evidence is worth.
    private static func drawVerdict(
        _ metric: RunComparison.MetricPair, _ pair: RunComparison.Pair, in rect: Rect, on surface: inout Surface,
        _ state: WorkbenchState
    ) {
        let comparison = metric.comparison
        let title = Metric.named(metric.metric)?.title ?? metric.metric
        let region = "same within \(state.looks.glyphs.plusMinus)\(Figures.shortest(comparison.equivalence, 2))"
        surface.write(
            [
                state.styled(title, .strong),
                state.styled("  worse \(Figures.percent(comparison.worse, 0))", .bad),
                state.styled("  \(region) \(Figures.percent(comparison.same, 0))", .dim),
                state.styled("  better \(Figures.percent(comparison.better, 0))", .good),
            ], x: rect.x + 1, y: rect.y, width: rect.width - 2)
        ProbabilityBar(
            worse: comparison.worse, same: comparison.same, better: comparison.better, style: state.looks.chart
        ).draw(on: &surface, in: Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: 1))
        let folds = state.compare.runs.first.flatMap { state.runs[$0]?.metrics[metric.metric]?.folds.count } ?? 0
        surface.write(
            [
                state.styled(
                    "\(folds) \(folds == 1 ? "split" : "folds"): evidence is \(comparison.evidence.rawValue)",
                    comparison.evidence == .weak ? .warning : .info),
                state.styled(pair.isPaired ? "" : " · not paired, the folds differ", .warning),
            ], x: rect.x + 1, y: rect.y + 2, width: rect.width - 2)
        if let disagreement = pair.disagreement {
            let numbers = state.compare.runs.compactMap { state.runs[$0]?.number }
            surface.write(
                [
                    state.styled("they disagree on \(Figures.count(disagreement.rows)) rows: ", .dim),
                    state.styled("\(numbers[0]) right \(Figures.count(disagreement.onlyA))", .series1), state.styled(", ", .dim),
                    state.styled("\(numbers[1]) right \(Figures.count(disagreement.onlyB))", .series2),
                    state.styled(" · McNemar p \(Figures.probability(disagreement.p))", .dim),
                ], x: rect.x + 1, y: rect.y + 3, width: rect.width - 2)
        }
        guard rect.height >= 9, let interval = comparison.interval else { return }
        surface.write(
            "difference, its 95 % interval, and the region of practical equivalence", x: rect.x + 1, y: rect.y + 5,
            style: state.looks[.dim], width: rect.width - 2)
        IntervalPlot(
            estimate: comparison.difference, interval: interval, equivalence: comparison.equivalence,
            higherIsBetter: Metric.named(metric.metric)?.direction != .lower, style: state.looks.chart
        ).draw(on: &surface, in: Rect(x: rect.x + 1, y: rect.y + 6, width: min(rect.width - 2, 90), height: 3))
    }

    static var commands: [AppCommand] { compareCommands }
}
