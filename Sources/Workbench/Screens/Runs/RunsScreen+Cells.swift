import Actions
import Charts
import Interface
import Recipes
import RunStore
import Terminal

extension RunsScreen {
    /// A column with its title, width and part in the order.
    static func column(_ column: RunColumn, _ state: WorkbenchState) -> TableColumn {
        var shape = shape(of: column, state)
        if case .field(let field) = column {
            let sorts = state.runSorts
            if let place = sorts.firstIndex(where: { $0.field == field }) {
                shape.sort = TableColumn.Sort(place + 1, descending: !sorts[place].isUpwards)
            }
            if let width = state.runsScreen.view.widths[field] {
                (shape.minimum, shape.ideal, shape.maximum) = (width, width, width)
            }
        }
        return shape
    }

    private static func shape(of column: RunColumn, _ state: WorkbenchState) -> TableColumn {
        let title = column.title
        let ranking = state.rankingMetric.key
        guard case .field(let field) = column else {
            return TableColumn(title, .right, minimum: 5, ideal: max(5, min(14, title.count)), priority: 5)
        }
        switch field {
        case .plain(.number):
            return TableColumn("run", .right, minimum: state.runsScreen.view.groupsSeeds ? 8 : 6, priority: 10)
        case .plain(.change): return TableColumn(title, .left, minimum: 14, ideal: 30, maximum: 48, priority: 8)
        case .plain(.model): return TableColumn(title, .left, minimum: 8, ideal: 11, priority: 6)
        case .plain(.started): return TableColumn("when", .right, minimum: 7, ideal: 8, priority: 4)
        case .plain(.tag): return TableColumn("notes", .left, minimum: 4, ideal: 8, maximum: 24, priority: 1)
        case .plain(.note): return TableColumn(title, .left, minimum: 4, ideal: 16, maximum: 40, priority: 1)
        case .metric(ranking, .interval): return TableColumn("95 %", .right, minimum: 7, priority: 7)
        case .metric(ranking, .folds): return TableColumn("folds", .left, minimum: 5, ideal: 6, priority: 3)
        case .metric(let key, .mean):
            return TableColumn(title, .right, minimum: 8, ideal: max(9, min(14, title.count)), priority: key == ranking ? 9 : 5)
        case .metric(_, .best): return TableColumn(title, .right, minimum: 8, ideal: max(14, title.count), priority: 5)
        case .metric(_, .folds): return TableColumn(title, .left, minimum: 5, ideal: max(6, title.count), priority: 3)
        case .seconds: return TableColumn(title, .right, minimum: 6, ideal: max(7, title.count), priority: 2)
        case .plain(.source), .plain(.failure), .plain(.filter):
            return TableColumn(title, .left, minimum: 8, ideal: 24, maximum: 60, priority: 2)
        case .plain(.run), .plain(.parent): return TableColumn(title, .left, minimum: 8, ideal: 26, priority: 2)
        default:
            let width = max(7, min(20, title.count))
            return TableColumn(title, field.isNumeric ? .right : .left, minimum: 5, ideal: width, priority: 5)
        }
    }

    static func cell(
        _ row: RunRow, at place: Int, _ column: RunColumn, _ table: RunTable, _ state: WorkbenchState
    ) -> [StyledText] {
        let glyphs = state.looks.glyphs
        let run = row.run
        let isCurrent = run.state.hasResult || !run.state.isOver
        guard case .field(let field) = column else {
            if case .difference(let difference) = column {
                return [state.styled(text(RunTable.value(of: difference, in: run, at: place)), .dim)]
            }
            return []
        }
        switch field {
        case .plain(.number):
            if row.isGroup { return [state.styled("\(row.runs.count) seeds", isCurrent ? .text : .dim)] }
            return [state.styled(row.isMember ? "·  \(run.number)" : "\(run.number)", isCurrent ? .text : .dim)]
        case .plain(.change): return changeText(run, state)
        case .plain(.model): return [state.styled(run.recipe.modelName, isCurrent ? .text : .dim)]
        case .plain(.state): return [state.styled(run.state.rawValue, isCurrent ? .text : .dim)]
        case .metric(let key, .mean): return score(run.metrics[key]?.mean, key, state)
        case .metric(let key, .best):
            guard let curve = run.curves[key], curve.best.isFinite else { return [state.styled(glyphs.missing, .faint)] }
            let step =
                curve.bestStep == curve.bestStep.rounded() ? Figures.fixed(curve.bestStep, 0) : Figures.fixed(curve.bestStep, 1)
            return score(curve.best, key, state) + [state.styled(" @\(step)", .dim)]
        case .metric(let key, .last): return score(run.curves[key]?.last, key, state)
        case .metric(let key, .interval):
            guard let mean = run.metrics[key]?.mean,
                let half = RunInterval.halfWidth(of: key, in: run, overSeeds: row.isGroup)
            else { return [] }
            return [state.styled("\(glyphs.plusMinus)\(Figures.spread(half, of: mean))", .dim)]
        case .metric(let key, .folds):
            guard let folds = run.metrics[key]?.folds, folds.count > 1 else { return [] }
            return [state.styled(Sparkline.trend(folds, width: min(folds.count, 6), glyphs: glyphs), .series1)]
        case .seconds(let part): return [state.styled(run.seconds[part].map { Figures.duration($0) } ?? "", .dim)]
        case .plain(.started):
            return [state.styled(Figures.ago(state.now - (run.finishedAt ?? run.startedAt ?? run.createdAt)), .dim)]
        case .plain(.tag):
            let showsNote = !table.columns.contains(.field(.plain(.note)))
            return run.tags.map { state.styled("#\($0) ", .badge) }
                + (run.note.isEmpty || !showsNote ? [] : [state.styled(run.note, .info)])
        case .plain(.place):
            guard let place = state.runs.waiting.firstIndex(where: { $0.id == run.id }) else { return [] }
            return [state.styled("\(place + 1)", .dim)]
        case .plain(.seed) where row.isGroup: return [state.styled("\(row.runs.count) seeds", .dim)]
        default:
            switch field.value(in: run) {
            case .time(let moment): return [state.styled(Figures.ago(state.now - moment), .dim)]
            case let value: return [state.styled(text(value), .dim)]
            }
        }
    }

    private static func score(_ value: Double?, _ key: String, _ state: WorkbenchState) -> [StyledText] {
        guard let value, value.isFinite else { return [state.styled(state.looks.glyphs.missing, .faint)] }
        return [state.styled(Figures.score(value), key == state.rankingMetric.key ? .strong : .text)]
    }

    private static func text(_ value: RunValue) -> String {
        switch value {
        case .missing: ""
        case .words(let words): words
        case .number(let number), .time(let number): JSON.numberText(number)
        }
    }

    private static func changeText(_ run: RunRecord, _ state: WorkbenchState) -> [StyledText] {
        var words = state.predecessor(of: run).map { run.recipe.changes(since: $0.recipe) } ?? "first"
        switch run.state {
        case .interrupted: words += "  interrupted"
        case .failed: words += "  failed"
        case .cancelled: words += "  cancelled"
        case .stopped: words += "  stopped"
        case .queued:
            let place = state.runs.waiting.firstIndex { $0.id == run.id }.map { " as number \($0 + 1)" } ?? ""
            words = "waits\(place) · " + words
        case .running, .paused:
            let share = Double(run.progress.done) / Double(max(1, run.progress.total))
            return [state.styled(words), state.styled("  \(run.state.rawValue) \(Figures.percent(share, 0))", .running)]
        case .done, .unknown: return [state.styled(words)]
        }
        return [state.styled(words, .dim)]
    }
}
