import Charts
import Interface
import Recipes
import RunStore
import Terminal

extension TrainScreen {
    static func drawCurves(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let run = state.shownRun else {
            let inner = state.frame(pane, on: &surface, name: "curves")
            state.drawEmpty(emptySentence(state), in: inner, on: &surface)
            return
        }
        let points = state.runs.points[run.id] ?? []
        let metrics = metrics(of: run, points: points)
        guard !metrics.isEmpty else {
            let inner = state.frame(pane, on: &surface, name: "curves of run \(run.number)")
            state.drawEmpty(waitingSentence(run), in: inner, on: &surface)
            return
        }
        let shown = pane.frame.height >= 18 ? Array(metrics.prefix(2)) : [metrics[metrics.count - 1]]
        var rect = pane.inner
        for (index, metric) in shown.enumerated() {
            let chart = chart(metric, of: run, state)
            let title = chartTitle(metric, chart, state)
            if index == 0 {
                state.frame(pane, on: &surface, name: title, figures: note(run, state))
            } else {
                let style = state.looks[state.hasFocus(pane) ? .frameFocused : .frame]
                surface.divider(
                    of: pane.frame, y: rect.y - 1, style: style,
                    title: [state.styled(title, state.hasFocus(pane) ? .titleFocused : .title)])
            }
            let height = shown.count == 1 ? rect.height : index == 0 ? (rect.height - 1) / 2 : rect.height
            let (part, rest) = rect.splitTop(height)
            chart.draw(on: &surface, in: part)
            rect = Rect(x: rest.x, y: rest.y + 1, width: rest.width, height: rest.height - 1)
        }
    }

    /// The chart of one metric: finished folds as their mean, the fold in progress over it, the baseline dim beneath.
    static func chart(_ metric: Metric, of run: RunRecord, _ state: WorkbenchState) -> LineChart {
        let curves = Curves(metric, in: state.runs.points[run.id] ?? [])
        var series: [Series] = []
        if let other = state.comparisonRun(for: run) {
            let mean = Curves.mean(Curves(metric, in: state.runs.points[other.id] ?? []).valid)
            if mean.steps.count > 1 {
                series.append(
                    Series("run \(other.number)", x: mean.steps.map(Double.init), y: mean.values, role: .baseline))
            }
        }
        series += lines(curves, run: run, focused: focusedFold(curves, state))
        var chart = LineChart(series, style: state.looks.chart)
        let total = stepTotal(run)
        let unit = (try? ModelFamily.named(run.recipe.model.family))?.stepUnit ?? "steps"
        chart.x = Axis(unit.isEmpty ? "steps" : unit, scale: .integer, extent: extent(state, total: total))
        chart.y = Axis("", scale: state.train.isLogarithmic ? .logarithmic : .linear, format: .significant(4))
        chart.smoothing = state.train.isSmoothed ? 0.8 : 0
        chart.crosshair = state.train.crosshair.map(Double.init)
        chart.tellsByDash = state.looks.tellsByDash
        chart.emptyText = curves.hasSteps ? "No points yet." : "\(run.recipe.modelName) has no steps: see the scores."
        return chart
    }

    /// Lines of the shown run: one fold alone, or the mean of the finished ones and the one that grows.
    private static func lines(_ curves: Curves, run: RunRecord, focused: Int?) -> [Series] {
        func line(_ name: String, _ folds: [Curves.Fold], slot: Int, dash: Series.Dash, marksBest: Bool) -> [Series] {
            let mean = Curves.mean(folds)
            guard !mean.steps.isEmpty else { return [] }
            let best = marksBest ? curves.best(mean.steps, mean.values).map { Double($0.step) } : nil
            return [Series(name, x: mean.steps.map(Double.init), y: mean.values, dash: dash, best: best, slot: slot)]
        }
        func only(_ folds: [Curves.Fold], _ keep: (Curves.Fold) -> Bool) -> [Curves.Fold] { folds.filter(keep) }
        if let focused {
            let isIt = { (fold: Curves.Fold) in fold.fold == String(focused) }
            return line("train", only(curves.train, isIt), slot: 1, dash: .short, marksBest: false)
                + line("fold \(focused)", only(curves.valid, isIt), slot: 0, dash: .solid, marksBest: true)
        }
        let scored = run.metrics.values.map(\.folds.count).max() ?? 0
        let isDone = { (fold: Curves.Fold) in (Int(fold.fold) ?? 0) <= scored }
        let isGrowing = { (fold: Curves.Fold) in (Int(fold.fold) ?? 0) > scored }
        var lines = line("train", only(curves.train, isDone), slot: 1, dash: .short, marksBest: false)
        lines += line("run \(run.number)", only(curves.valid, isDone), slot: 0, dash: .solid, marksBest: true)
        if let fold = curves.valid.last(where: isGrowing) {
            let isIt = { (other: Curves.Fold) in other.fold == fold.fold }
            if scored == 0 { lines += line("train", only(curves.train, isIt), slot: 1, dash: .short, marksBest: false) }
            lines += line("fold \(fold.fold)", [fold], slot: scored == 0 ? 0 : 2, dash: .solid, marksBest: scored == 0)
        }
        return lines
    }

    /// The fold that stands alone: the one under the cursor while the folds have the keys.
    private static func focusedFold(_ curves: Curves, _ state: WorkbenchState) -> Int? {
        guard state.screen == .train, state.pane == .folds, state.train.folds.cursor > 0 else { return nil }
        let fold = state.train.folds.cursor
        return curves.valid.contains { $0.fold == String(fold) } ? fold : nil
    }

    private static func extent(_ state: WorkbenchState, total: Int?) -> Axis.Extent {
        if let window = state.train.window {
            return .fixed(Double(window.lowerBound)...Double(max(window.upperBound, window.lowerBound + 1)))
        }
        return total.map { .fixed(0...Double(max(1, $0))) } ?? .growing
    }

    /// Steps a fold will have, where the recipe says.
    static func stepTotal(_ run: RunRecord) -> Int? {
        guard case .integer(let trees)? = run.recipe.model.parameters["n_estimators"] else { return nil }
        return trees
    }

    private static func chartTitle(_ metric: Metric, _ chart: LineChart, _ state: WorkbenchState) -> String {
        let note = chart.titleNote
        return "\(metric.title) · validation" + (note.isEmpty ? "" : " · \(note)")
    }

    private static func note(_ run: RunRecord, _ state: WorkbenchState) -> String {
        state.train.crosshair.map { "at \($0)" } ?? ""
    }

    private static func emptySentence(_ state: WorkbenchState) -> String {
        if let reason = state.whyNotTrain { return "No runs yet, and \(reason)." }
        guard let recipe = state.draft else { return "No runs yet." }
        return "No runs yet. R trains what you see: \(recipe.modelName) on \(recipe.features.count) features, \(recipe.split)."
    }

    private static func waitingSentence(_ run: RunRecord) -> String {
        switch run.state {
        case .queued: "Run \(run.number) waits for a worker."
        case .failed: "Run \(run.number) failed: \(run.failure ?? "no reason was given")."
        case .interrupted: "Run \(run.number) was interrupted before its first point. r on the Runs screen starts it again."
        case .cancelled: "Run \(run.number) was cancelled before its first point."
        default: "Run \(run.number) reads the table."
        }
    }
}
