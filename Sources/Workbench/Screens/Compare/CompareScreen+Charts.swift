import Actions
import Charts
import Interface
import Recipes
import RunStore
import Terminal

extension CompareScreen {
    /// Curves over one another, and below them ROC, confusion matrices or predicted against true.
    static func drawSideBySide(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let runs = state.compare.runs.compactMap { state.runs[$0] }
        let metric = curveMetric(runs, state)
        let chart = curveChart(metric, runs, state)
        let note = chart.titleNote
        state.frame(
            pane, on: &surface, name: "\(metric.title) · validation, mean of folds" + (note.isEmpty ? "" : " · \(note)"))
        let hasPredictions = runs.contains { state.compare.predictions[$0.id] != nil }
        guard pane.inner.height >= 16, hasPredictions else {
            chart.draw(on: &surface, in: pane.inner)
            return
        }
        let (top, rest) = pane.inner.splitTop(pane.inner.height * 45 / 100)
        chart.draw(on: &surface, in: top)
        let below = Rect(x: rest.x, y: rest.y + 1, width: rest.width, height: rest.height - 1)
        let style = state.looks[state.hasFocus(pane) ? .frameFocused : .frame]
        let title = drawPredictions(runs, in: below, on: &surface, state)
        surface.divider(of: pane.frame, y: rest.y, style: style, title: [state.styled(title, .title)])
    }

    /// The metric whose curves are drawn: the one under the cursor where it has curves, else the ranking one.
    private static func curveMetric(_ runs: [RunRecord], _ state: WorkbenchState) -> Metric {
        let there = Set(runs.flatMap { state.runs.points[$0.id] ?? [] }.map(\.name.metric))
        if let pair = state.compare.result?.pairs.first, pair.metrics.indices.contains(state.compare.metrics.cursor) {
            let chosen = pair.metrics[state.compare.metrics.cursor].metric
            if there.contains(chosen), let metric = Metric.named(chosen) { return metric }
        }
        let ranking = state.rankingMetric
        return there.contains(ranking.key) ? ranking : Metric.all.first { there.contains($0.key) } ?? ranking
    }

    private static func curveChart(_ metric: Metric, _ runs: [RunRecord], _ state: WorkbenchState) -> LineChart {
        let series = runs.enumerated().compactMap { index, run -> Series? in
            let curves = Curves(metric, in: state.runs.points[run.id] ?? [])
            let mean = Curves.mean(curves.valid)
            guard mean.steps.count > 1 else { return nil }
            let best = curves.best(mean.steps, mean.values).map { Double($0.step) }
            return Series("run \(run.number)", x: mean.steps.map(Double.init), y: mean.values, best: best, slot: index)
        }
        var chart = LineChart(series, style: state.looks.chart)
        let units = Set(runs.map { (try? ModelFamily.named($0.recipe.model.family))?.stepUnit ?? "" })
        chart.x = Axis(units.count == 1 ? units.first ?? "" : "steps", scale: .integer)
        if let window = state.train.window {
            chart.x.extent = .fixed(Double(window.lowerBound)...Double(max(window.upperBound, window.lowerBound + 1)))
        }
        chart.y = Axis("", scale: state.train.isLogarithmic ? .logarithmic : .linear)
        chart.smoothing = state.train.isSmoothed ? 0.8 : 0
        chart.crosshair = state.train.crosshair.map(Double.init)
        chart.tellsByDash = state.looks.tellsByDash
        chart.emptyText = "These models have no curves."
        return chart
    }

    /// Draws what the predictions say, and returns its title.
    private static func drawPredictions(
        _ runs: [RunRecord], in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) -> String {
        let summaries = runs.map { state.compare.predictions[$0.id] }
        if summaries.contains(where: { ($0?.roc.count ?? 0) > 1 }) {
            let series = zip(runs, summaries).enumerated().compactMap { index, pair -> Series? in
                guard let roc = pair.1?.roc, roc.count > 1 else { return nil }
                return Series("run \(pair.0.number)", x: roc.map(\.falsePositive), y: roc.map(\.truePositive), slot: index)
            }
            var chart = LineChart(series, style: state.looks.chart)
            chart.x = Axis("false positive rate", extent: .fixed(0...1))
            chart.y = Axis("", extent: .fixed(0...1))
            chart.references = [ReferenceLine(.diagonal)]
            chart.tellsByDash = state.looks.tellsByDash
            // The last value of an ROC curve is always 1: the area stands in its place.
            chart.labelsEnds = false
            chart.draw(on: &surface, in: rect)
            for (index, run) in runs.enumerated() where rect.height > runs.count + 4 {
                let area = run.metrics["auc"].map { " AUC \(Figures.score($0.mean))" } ?? ""
                surface.write(
                    "run \(run.number)\(area)", x: rect.maxX - 24, y: rect.maxY - 3 - runs.count + index,
                    style: state.looks[.series(index)], width: 22, align: .right)
            }
            return "ROC · out-of-fold predictions"
        }
        if summaries.contains(where: { !($0?.confusion.isEmpty ?? true) }) {
            let width = rect.width / max(1, runs.count)
            for (index, pair) in zip(runs, summaries).enumerated() {
                guard let summary = pair.1, !summary.confusion.isEmpty else { continue }
                let part = Rect(x: rect.x + index * width, y: rect.y, width: width - 1, height: rect.height)
                surface.write("run \(pair.0.number)", x: part.x + 1, y: part.y, style: state.looks[.series(index)])
                ConfusionMatrix(
                    classes: summary.classes, counts: summary.confusion.map { $0.map(Double.init) }, style: state.looks.chart
                ).draw(on: &surface, in: part.splitTop(1).rest)
            }
            return "true class by predicted class"
        }
        let series = zip(runs, summaries).enumerated().compactMap { index, pair -> Series? in
            guard let scatter = pair.1?.scatter, !scatter.isEmpty else { return nil }
            return Series(
                "run \(pair.0.number)", x: scatter.map(\.truth), y: scatter.map(\.predicted), joining: .points, slot: index)
        }
        var chart = LineChart(series, style: state.looks.chart)
        chart.x = Axis("true value")
        chart.references = [ReferenceLine(.diagonal)]
        chart.labelsEnds = false
        chart.draw(on: &surface, in: rect)
        return "predicted by true value"
    }
}
