import Actions
import Charts
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

extension RunsScreen {
    /// The run under the cursor: its curve beside its metrics, and what its change did.
    static func drawPreview(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let run = state.currentRun else {
            let inner = state.frame(pane, on: &surface, name: "run")
            state.drawEmpty("The run under the cursor is shown here.", in: inner, on: &surface)
            return
        }
        state.frame(pane, on: &surface, name: "run \(run.number)", figures: run.state.rawValue)
        let inner = pane.inner
        let words = standing(run, state) + sentence(run, state)
        surface.write(words, x: inner.x + 1, y: inner.y, width: inner.width - 2)
        let rest = Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
        let side = min(46, rest.width / 2)
        let (left, right) = rest.splitLeft(rest.width - side - 2)
        TrainScreen.chart(state.rankingMetric, of: run, state).draw(on: &surface, in: left)
        drawMetrics(run, in: right.inset(1, 0), on: &surface, state)
    }

    /// Where the table has changed since: whether the run can still be held against those on the new one.
    private static func standing(_ run: RunRecord, _ state: WorkbenchState) -> [StyledText] {
        guard state.isOnFormerTable(run) else { return [] }
        let fingerprint = state.table.open?.table.source.fingerprint
        let isComparable = state.runs.kept.contains { other in
            other.recipe.source.fingerprint == fingerprint && other.scoredRows != nil && other.scoredRows == run.scoredRows
        }
        let words = isComparable ? "\(run.table) has changed, the scored rows have not" : "\(run.table) has changed since"
        return [state.styled(words, .warning), state.styled("  \(state.looks.glyphs.dot)  ")]
    }

    private static func sentence(_ run: RunRecord, _ state: WorkbenchState) -> [StyledText] {
        if let failure = run.failure { return [state.styled(failure, .error)] }
        let dot = "  \(state.looks.glyphs.dot)  "
        let sealed = run.sealed?.sentence(run.recipe.metric).map { [state.styled(dot + $0, .info)] } ?? []
        let guarding = state.guardLine(run.guarding.counts).map { [state.styled(dot)] + $0 } ?? []
        if let verdict = state.runs.verdicts[run.id] { return [state.styled(verdict.sentence)] + sealed + guarding }
        let recipe = run.recipe
        let threshold = run.decision.map { ", positive from \(Figures.score($0.threshold)) on" } ?? ""
        return [
            state.styled(
                "\(recipe.modelName) on \(recipe.features.count) features, \(recipe.split), seed \(recipe.seed)" + threshold,
                .dim)
        ] + sealed + guarding
    }

    /// The metrics with their spread, as many as there is room for.
    private static func drawMetrics(_ run: RunRecord, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let known = Metric.all.filter { run.metrics[$0.key] != nil }
        for (row, metric) in known.prefix(rect.height).enumerated() {
            guard let summary = run.metrics[metric.key] else { continue }
            let y = rect.y + row
            let isRanking = metric.key == run.recipe.metric
            surface.write(metric.title, x: rect.x, y: y, style: state.looks[isRanking ? .strong : .text], width: 15)
            surface.write(
                Figures.score(summary.mean), x: rect.x + 16, y: y, style: state.looks[isRanking ? .strong : .text],
                width: 9,
                align: .right)
            surface.write(
                "\(state.looks.glyphs.plusMinus) \(Figures.spread(summary.sd, of: summary.mean))", x: rect.x + 27, y: y,
                style: state.looks[.dim], width: max(0, rect.width - 27))
        }
    }
}
