import Actions
import Charts
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

extension TrainScreen {
    /// Where the table of folds and the figures below it stand.
    static func foldsLayout(_ inner: Rect, _ run: RunRecord) -> (table: Rect, now: Rect) {
        if inner.width >= 70 {
            let (left, right) = inner.splitLeft(inner.width / 2 - 1)
            return (left, Rect(x: right.x + 1, y: right.y, width: right.width - 1, height: right.height))
        }
        let wanted = max(1, run.folds) + 2
        let (top, rest) = inner.splitTop(min(wanted, max(3, inner.height - 9)))
        return (top, Rect(x: rest.x, y: rest.y + 1, width: rest.width, height: rest.height - 1))
    }

    /// A row for the mean, then a row a fold.
    static func foldsTable(_ run: RunRecord, _ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let points = state.runs.points[run.id] ?? []
        let metric = Metric.named(run.recipe.metric) ?? Metric.all[0]
        let curves = Curves(metric, in: points)
        let scores = run.metrics[metric.key]
        let count = max(run.folds, scores?.folds.count ?? 0)
        let columns = [
            TableColumn("fold", .right, minimum: 4), TableColumn(metric.title, .right, minimum: 7, ideal: 8),
            TableColumn("best", .right, minimum: 5, ideal: 6, priority: -1),
            TableColumn("", .left, minimum: 6, ideal: 10, maximum: 24, priority: -2),
        ]
        return TableView(
            columns: columns, rows: count + 1, isFocused: state.hasFocus(pane), style: state.looks.table
        ) { row, column in
            if row == 0 { return meanCell(column, run, scores, state) }
            let curve = curves.valid.first { $0.fold == String(row) }
            let score = scores.flatMap { $0.folds.indices.contains(row - 1) ? $0.folds[row - 1] : nil }
            switch column {
            case 0: return [state.styled("\(row)")]
            case 1:
                if let score { return [state.styled(Figures.score(score))] }
                if let last = curve?.values.last { return [state.styled(Figures.score(last), .running)] }
                return [state.styled(run.state.isOver ? state.looks.glyphs.missing : "waits", .dim)]
            case 2:
                guard let curve, curve.steps.count > 1, let best = curves.best(curve.steps, curve.values) else { return [] }
                return [state.styled("@\(best.step)", .dim)]
            default:
                guard let curve, curve.values.count > 1 else { return [] }
                return [state.styled(Sparkline.trend(curve.values, width: 10, glyphs: state.looks.glyphs), .series1)]
            }
        }
    }

    private static func meanCell(
        _ column: Int, _ run: RunRecord, _ scores: RunRecord.MetricSummary?, _ state: WorkbenchState
    ) -> [StyledText] {
        switch column {
        case 0: return [state.styled("mean", .dim)]
        case 1: return [state.styled(scores.map { Figures.score($0.mean) } ?? state.looks.glyphs.missing, .strong)]
        case 3:
            guard let scores, scores.folds.count > 1 else { return [] }
            return [state.styled("\(state.looks.glyphs.plusMinus)\(Figures.spread(scores.sd, of: scores.mean))", .dim)]
        default: return []
        }
    }

    static func drawFolds(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let run = state.shownRun else {
            state.frame(pane, on: &surface, name: "folds")
            return
        }
        state.frame(pane, on: &surface, name: "run \(run.number) · \(run.recipe.split)", figures: stateText(run, state))
        let layout = foldsLayout(pane.inner, run)
        foldsTable(run, pane, state).draw(on: &surface, in: layout.table, state: state.train.folds)
        var y = layout.now.y
        for (label, value) in figures(of: run, state) where y < layout.now.maxY {
            surface.write(label, x: layout.now.x + 1, y: y, style: state.looks[.dim], width: 9)
            surface.write(value, x: layout.now.x + 11, y: y, width: layout.now.width - 12)
            y += 1
        }
    }

    private static func stateText(_ run: RunRecord, _ state: WorkbenchState) -> String {
        guard run.state == .running || run.state == .paused, run.progress.total > 0 else { return run.state.rawValue }
        let share = Double(run.progress.done) / Double(run.progress.total)
        return "\(run.state.rawValue) \(Figures.percent(share, 0))"
    }

    /// What is worth knowing of the run now, a line each.
    private static func figures(of run: RunRecord, _ state: WorkbenchState) -> [(String, [StyledText])] {
        var lines: [(String, [StyledText])] = []
        let metric = Metric.named(run.recipe.metric) ?? Metric.all[0]
        let points = state.runs.points[run.id] ?? []
        let curves = Curves(metric, in: points)
        let unit = (try? ModelFamily.named(run.recipe.model.family))?.stepUnit ?? ""
        lines.append(
            ("model", [state.styled(run.recipe.modelName), state.styled(" · \(run.recipe.features.count) features", .dim)]))
        if let line = state.guardLine(run.guarding.counts) { lines.append(("guard", line)) }
        if let fold = curves.valid.last, fold.steps.count > 1, let step = fold.steps.last {
            let total = stepTotal(run).map { " of \($0)" } ?? ""
            lines.append((unit.isEmpty ? "step" : unit, [state.styled("\(step)\(total)"), state.styled(rate(run, state), .dim)]))
            lines.append(contentsOf: gapLine(curves, state))
        }
        if let mean = run.metrics[metric.key]?.mean, let other = state.comparisonRun(for: run),
            let before = other.metrics[metric.key]?.mean
        {
            let difference = mean - before
            let isBetter = metric.isBetter(mean, than: before)
            lines.append(
                (
                    "vs \(other.number)",
                    [
                        state.styled(
                            Figures.difference(difference, Figures.scoreDecimals(mean)),
                            difference == 0 ? .dim : isBetter ? .good : .bad),
                        state.styled(run.state.isOver ? "" : " so far", .dim),
                    ]
                ))
        }
        let mean = Curves.mean(curves.valid)
        if mean.steps.count > 1, let best = curves.best(mean.steps, mean.values), best.step != mean.steps.last {
            lines.append(
                ("best", [state.styled("\(Figures.score(best.value)) @\(best.step)"), state.styled(" optimistic", .warning)]))
        }
        if let text = run.sealed?.sentence(metric.key) {
            lines.append(("sealed", [state.styled(text)]))
        } else if run.recipe.sealed > 0 {
            lines.append(("sealed", [state.styled(Figures.percent(run.recipe.sealed, 0)), state.styled(" · H looks", .dim)]))
        }
        if let seconds = run.seconds["total"] {
            lines.append(("took", [state.styled(Figures.duration(seconds)), state.styled(fitText(run), .dim)]))
        }
        return lines
    }

    private static func fitText(_ run: RunRecord) -> String {
        guard let fit = run.seconds["fit"] else { return "" }
        return " · fit \(Figures.duration(fit))"
    }

    /// Steps a second over all folds, from the points so far.
    private static func rate(_ run: RunRecord, _ state: WorkbenchState) -> String {
        guard let started = run.startedAt else { return "" }
        let metric = Metric.named(run.recipe.metric) ?? Metric.all[0]
        let steps = Curves(metric, in: state.runs.points[run.id] ?? []).valid.reduce(0) { $0 + ($1.steps.last ?? 0) }
        let seconds = run.seconds["fit"] ?? max(1e-3, (run.finishedAt ?? state.now) - started)
        guard steps > 0, seconds > 0 else { return "" }
        return "  \(Figures.compact(Double(steps) / seconds))/s"
    }

    /// Training against validation at the end of the mean curves, with a word where they drift apart. While the first folds are
    /// going on, of the fold in progress.
    private static func gapLine(_ curves: Curves, _ state: WorkbenchState) -> [(String, [StyledText])] {
        let valid = Curves.mean(curves.valid)
        let train = Curves.mean(curves.train)
        guard let a = train.values.last, let b = valid.values.last, valid.steps.last == train.steps.last else { return [] }
        var spans = [state.styled(Figures.spread(abs(a - b), of: b))]
        let middle = valid.steps.count / 2
        if middle > 2, train.values.indices.contains(middle) {
            let earlier = abs(train.values[middle] - valid.values[middle])
            if abs(a - b) > 1.2 * earlier, curves.metric.isBetter(valid.values[middle], than: b) {
                spans.append(state.styled(" \(state.looks.glyphs.alert) widening", .warning))
            }
        }
        return [("gap", spans)]
    }
}
