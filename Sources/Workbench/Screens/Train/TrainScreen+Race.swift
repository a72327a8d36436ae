import Actions
import Charts
import Interface
import Recipes
import RunStore
import Terminal

/// Several runs on one chart, each with its label, and where they stand.
extension TrainScreen {
    /// One run of a race.
    struct Racer {
        var run: RunRecord
        /// Its value on what all racers have done so far; nil until then.
        var value: Double?
    }

    /// The racers and their values: over the folds that all have finished, or before that at the last step that all have in the first fold.
    static func racers(_ state: WorkbenchState) -> (metric: Metric, basis: String, racers: [Racer]) {
        let runs = state.train.racers.compactMap { state.runs[$0] }
        let metric = runs.first.flatMap { Metric.named($0.recipe.metric) } ?? state.rankingMetric
        let folds = runs.map { $0.metrics[metric.key]?.folds.count ?? 0 }.min() ?? 0
        if folds > 0 {
            let racers = runs.map { run -> Racer in
                let values = run.metrics[metric.key]?.folds.prefix(folds) ?? []
                return Racer(run: run, value: values.reduce(0, +) / Double(max(1, values.count)))
            }
            return (metric, folds == 1 ? "over fold 1" : "over folds 1 to \(folds)", racers)
        }
        let curves = runs.map { run in
            Curves(metric, in: state.runs.points[run.id] ?? []).valid.first { $0.fold == "1" }
        }
        guard let step = curves.map({ $0?.steps.last ?? 0 }).min(), step > 0 else {
            return (metric, "not begun by all", runs.map { Racer(run: $0, value: nil) })
        }
        let racers = zip(runs, curves).map { Racer(run: $0, value: $1?.value(at: step)) }
        return (metric, "at \(step) of fold 1", racers)
    }

    /// The run that stands worst among those that still train; nil where fewer than two do, or nothing tells them apart.
    static func loser(_ state: WorkbenchState) -> RunRecord? {
        let race = racers(state)
        let known = race.racers.compactMap { racer in racer.value.map { (run: racer.run, value: $0) } }.filter {
            $0.value.isFinite
        }
        guard known.count > 1, Set(known.map(\.value)).count > 1 else { return nil }
        let training = known.filter { !$0.run.state.isOver }
        return training.min { race.metric.isBetter($1.value, than: $0.value) }?.run
    }

    static func drawRace(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let race = racers(state)
        let inner = state.frame(
            pane, on: &surface, name: "\(race.metric.title) · \(race.racers.count) runs", figures: race.basis)
        var series: [Series] = []
        for (slot, racer) in race.racers.enumerated() {
            let curves = Curves(race.metric, in: state.runs.points[racer.run.id] ?? [])
            let scored = racer.run.metrics[race.metric.key]?.folds.count ?? 0
            let done = curves.valid.filter { (Int($0.fold) ?? 0) <= scored }
            let line = done.isEmpty ? Array(curves.valid.prefix(1)) : done
            let mean = Curves.mean(line)
            guard !mean.steps.isEmpty else { continue }
            let dashes: [Series.Dash] = [.solid, .short]
            series.append(
                Series(
                    "run \(racer.run.number)", x: mean.steps.map(Double.init), y: mean.values,
                    dash: state.looks.tellsByDash ? dashes[slot % dashes.count] : .solid,
                    best: curves.best(mean.steps, mean.values).map { Double($0.step) }, slot: slot))
        }
        var chart = LineChart(series, style: state.looks.chart)
        let unit = race.racers.first.flatMap { try? ModelFamily.named($0.run.recipe.model.family) }?.stepUnit ?? "steps"
        chart.x = Axis(unit.isEmpty ? "steps" : unit, scale: .integer, extent: .growing)
        chart.y = Axis("", scale: state.train.isLogarithmic ? .logarithmic : .linear, format: .significant(4))
        chart.smoothing = state.train.isSmoothed ? 0.8 : 0
        chart.crosshair = state.train.crosshair.map(Double.init)
        chart.tellsByDash = state.looks.tellsByDash
        chart.emptyText = "No points yet."
        chart.draw(on: &surface, in: inner)
    }

    static func raceTable(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let race = racers(state)
        let values = race.racers.compactMap(\.value).filter(\.isFinite)
        let leader = race.metric.direction == .higher ? values.max() : values.min()
        let worst = loser(state)?.id
        let columns = [
            TableColumn("run", .right, minimum: 5), TableColumn(race.metric.title, .right, minimum: 7, ideal: 8),
            TableColumn("behind", .right, minimum: 7, ideal: 8, priority: -1),
            TableColumn("", .right, minimum: 5, ideal: 9, priority: -2),
            TableColumn("what changed", .left, minimum: 8, ideal: 16, maximum: 40, priority: -3),
        ]
        var view = TableView(
            columns: columns, rows: race.racers.count, isFocused: state.hasFocus(pane), emptyText: "Nobody races.",
            style: state.looks.table
        ) { row, column in
            let racer = race.racers[row]
            let run = racer.run
            switch column {
            case 0: return [state.styled("\(run.number)", run.state.isOver ? .dim : .text)]
            case 1:
                guard let value = racer.value, value.isFinite else { return [state.styled(state.looks.glyphs.missing, .faint)] }
                return [state.styled(Figures.score(value), value == leader ? .strong : .text)]
            case 2:
                guard let value = racer.value, let leader, value.isFinite else { return [] }
                if value == leader { return [state.styled("leads", .good)] }
                return [
                    state.styled(Figures.difference(value - leader, Figures.scoreDecimals(leader)), run.id == worst ? .bad : .dim)
                ]
            case 3:
                let share = Double(run.progress.done) / Double(max(1, run.progress.total))
                return [state.styled(run.state == .running ? Figures.percent(share, 0) : run.state.rawValue, .dim)]
            default:
                return [state.styled(state.predecessor(of: run).map { run.recipe.changes(since: $0.recipe) } ?? "first", .dim)]
            }
        }
        view.mark = { row in
            switch race.racers[row].run.state {
            case .running: state.styled(state.looks.glyphs.half, .running)
            case .failed, .interrupted, .cancelled: state.styled(state.looks.glyphs.cross, .bad)
            default: nil
            }
        }
        return view
    }

    static func drawRaceTable(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let inner = state.frame(pane, on: &surface, name: "race")
        raceTable(pane, state).draw(on: &surface, in: inner, state: state.train.raceTable)
    }

    static var raceCommands: [AppCommand] {
        [
            AppCommand(
                "train.race", "race", "Lays the curves of all runs that train over one another, or shows one run again.",
                keys: ["O"], scopes: ["train"], category: "Train", priority: 60,
                availability: { state in
                    state.train.isRace || state.runs.active.count { $0.state != .queued } > 1
                        ? .available : .unavailable("fewer than two runs train")
                }
            ) { $0.toggleRace() },
            AppCommand(
                "train.race.kill", "kill the loser", "Cancels the run that stands worst in the race.", keys: ["K"],
                scopes: ["train"], category: "Train", priority: 69,
                availability: { state in
                    guard state.train.isRace else { return .unavailable("no runs race: O lets them") }
                    return loser(state) == nil ? .unavailable("nobody stands worst yet") : .available
                }
            ) { state in
                guard let run = loser(state) else { return [] }
                state.say("run \(run.number) is out of the race", .answer)
                return [.steer(run: run.id, .cancel)]
            },
            AppCommand(
                "train.more", "more of it", "Queues the shown run with more trees or epochs, as a run of its own.", keys: ["+"],
                scopes: ["train"], category: "Train", priority: 40,
                availability: { state in
                    guard let run = state.shownRun else { return .unavailable("there is no run") }
                    return run.recipe.stepParameter == nil
                        ? .unavailable("\(run.recipe.model.family) has no trees or epochs") : .available
                }
            ) { state in state.shownRun.map { state.openMore($0) } ?? [] },
        ]
    }
}

extension WorkbenchState {
    /// At most so many curves can be told apart.
    private static let racersAtMost = 8

    /// The run under the cursor of the race.
    var raceRun: RunRecord? {
        guard screen == .train, train.isRace, train.racers.indices.contains(train.raceTable.cursor) else { return nil }
        return runs[train.racers[train.raceTable.cursor]]
    }

    /// O: all runs that train on one chart, or one of them again.
    mutating func toggleRace() -> [Effect] {
        guard !train.isRace else {
            train.isRace = false
            return []
        }
        train.isRace = true
        train.raceTable = .init()
        train.racers = Array(runs.active.filter { $0.state != .queued }.map(\.id).prefix(Self.racersAtMost))
        focus[.train] = .folds
        say("K kills the loser · x and X end the run under the cursor · O shows one run again", .answer)
        return [.fetchPoints(runs: train.racers)]
    }

    /// Lets runs that begin join the race, and fetches the points of those that go on.
    mutating func followRace(_ changed: [RunRecord]) -> [Effect] {
        guard train.isRace else { return [] }
        for run in changed where run.state == .running && !train.racers.contains(run.id) && train.racers.count < Self.racersAtMost
        {
            train.racers.append(run.id)
        }
        let ids = changed.map(\.id).filter(train.racers.contains)
        return ids.isEmpty ? [] : [.fetchPoints(runs: ids)]
    }
}
