import Charts
import Interface
import Recipes
import RunStore
import Terminal

/// Curves that grow while a run trains, its folds, and where it stands.
enum TrainScreen: ScreenModule {
    static func isChart(_ pane: Pane) -> Bool { pane == .curves }

    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        if area.width >= 100 {
            let side = min(48, max(34, area.width * 3 / 10))
            let (left, right) = area.splitLeft(area.width - side)
            return [PlacedPane(.curves, left), PlacedPane(.folds, right)]
        }
        let below = area.height >= 26 ? 11 : 8
        let (top, bottom) = area.splitTop(area.height - below)
        return [PlacedPane(.curves, top), PlacedPane(.folds, bottom)]
    }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        switch pane.pane {
        case .curves where state.train.isRace: drawRace(pane, on: &surface, state)
        case .curves: drawCurves(pane, on: &surface, state)
        case .folds where state.train.isRace: drawRaceTable(pane, on: &surface, state)
        default: drawFolds(pane, on: &surface, state)
        }
    }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        if pane.pane == .folds, state.train.isRace {
            return PaneTable(state: \.train.raceTable, view: raceTable(pane, state), rect: pane.inner)
        }
        guard pane.pane == .folds, let run = state.shownRun else { return nil }
        let rect = foldsLayout(pane.inner, run).table
        return PaneTable(state: \.train.folds, view: foldsTable(run, pane, state), rect: rect)
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] { [] }

    static var commands: [AppCommand] { trainCommands + raceCommands }

    /// The metrics whose curves are drawn for a run, the one that is minimised first.
    static func metrics(of run: RunRecord, points: [SeriesPoints]) -> [Metric] {
        let there = Set(points.map(\.name.metric))
        let known = Metric.all.filter { there.contains($0.key) }
        let ranking = known.filter { $0.key == run.recipe.metric }
        let losses = known.filter { $0.key != run.recipe.metric }
        guard run.recipe.trainer != nil else { return losses + ranking }
        // An outside trainer measures what it likes; two charts have room.
        let others = there.subtracting(known.map(\.key)).sorted().map { Metric.of($0) }
        return (losses + others).prefix(ranking.isEmpty ? 2 : 1) + ranking
    }
}
