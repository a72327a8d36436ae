import Actions
import Charts
import Experiments
import Interface
import Recipes
import RunStore
import Terminal

/// The lines around a screen: the top line with the screens, the sentence about the draft, the bottom line with keys.
enum Chrome {
    /// What a click in these lines means.
    enum Hit {
        case screen(ScreenID)
        case command(String)
    }

    /// What stands at a point of the first or last line.
    static func hit(_ point: Point, _ state: WorkbenchState) -> Hit? {
        if point.y == 0, let tab = tabLine(state).tab(at: point.x, width: state.size.width) {
            return .screen(ScreenID.allCases[tab])
        }
        if point.y == state.size.height - 1, let id = footer(state).command(at: point.x, width: state.size.width) {
            return .command(id)
        }
        return nil
    }

    static func draw(on surface: inout Surface, _ state: WorkbenchState) {
        let (width, height) = (state.size.width, state.size.height)
        tabLine(state).draw(in: Rect(x: 0, y: 0, width: width, height: 1), on: &surface, theme: state.looks.theme)
        if state.screen.hasHeadline { surface.write(headline(state), x: 1, y: 1, width: width - 2) }
        footer(state).draw(in: Rect(x: 0, y: height - 1, width: width, height: 1), on: &surface, theme: state.looks.theme)
    }

    static func tabLine(_ state: WorkbenchState) -> TabLine {
        let (work, role) = work(state)
        return TabLine(
            project: state.project.name,
            tabs: ScreenID.allCases.map { TabLine.Tab(key: String($0.rawValue), title: $0.title) },
            current: state.screen.rawValue - 1, work: work, workRole: role)
    }

    /// What goes on.
    private static func work(_ state: WorkbenchState) -> (String, Role) {
        let glyphs = state.looks.glyphs
        if let importing = state.importing {
            var words = "\(glyphs.half) reads \(Figures.percent(importing.share, 0))"
            if let left = importing.left(at: state.now), state.size.width >= 100 { words += "  \(Figures.clock(left)) left" }
            return (words, .running)
        }
        let active = state.runs.active
        guard !active.isEmpty else { return ("\(glyphs.on) idle", .dim) }
        let running = active.count { $0.state == .running }
        let paused = active.count { $0.state == .paused }
        var words = running > 0 ? "\(running) running" : paused > 0 ? "\(paused) paused" : "\(active.count) queued"
        if let outlook = state.outlook {
            words += " \(Figures.percent(outlook.share, 0))"
            if let left = outlook.left, state.size.width >= 100 { words += "  \(Figures.clock(left)) left" }
        }
        return ("\(glyphs.half) \(words)", .running)
    }

    static func footer(_ state: WorkbenchState) -> FooterLine {
        let all = Catalogue.registry.footer(in: state.scopes, context: state)
        return FooterLine(
            keys: all.filter { $0.id != "help" }, message: state.message, figures: figures(state),
            help: all.first { $0.id == "help" }, limit: 10)
    }

    /// A quiet figure at the right of the bottom line.
    private static func figures(_ state: WorkbenchState) -> String {
        guard state.size.width >= 100, state.screen == .data, let opened = state.table.open else { return "" }
        return "read in \(Figures.duration(opened.seconds))"
    }

    /// The sentence about the draft against what it came from, or about the shown run.
    static func headline(_ state: WorkbenchState) -> [StyledText] {
        state.screen == .train && state.shownRun != nil ? runHeadline(state) : draftHeadline(state)
    }

    private static func divider(_ state: WorkbenchState) -> String { "  \(state.looks.glyphs.dot)  " }

    private static func runHeadline(_ state: WorkbenchState) -> [StyledText] {
        guard let run = state.shownRun else { return [] }
        let dot = divider(state)
        var words = [state.styled("run \(run.number)", .strong)]
        if let parent = state.runs[run.parent] {
            words.append(state.styled(" from \(parent.number):  ", .dim))
            words.append(state.styled(run.recipe.changes(since: parent.recipe), .accent))
        }
        if let verdict = state.runs.verdicts[run.id] {
            // What a part of the folds says may still turn round.
            let isEarly = !run.state.isOver && verdict.folds < run.folds
            if isEarly { words.append(state.styled("\(dot)so far, \(verdict.folds) of \(run.folds) folds", .running)) }
            words.append(state.styled((isEarly ? ":  " : dot) + verdict.effect, isEarly ? .dim : .text))
        } else {
            let recipe = run.recipe
            words.append(
                state.styled("\(dot)\(recipe.modelName), \(recipe.features.count) features\(dot)\(recipe.split)", .dim))
        }
        return words
    }

    private static func draftHeadline(_ state: WorkbenchState) -> [StyledText] {
        guard let draft = state.draft else { return [state.styled(state.whyNotTrain ?? "", .dim)] }
        let dot = divider(state)
        guard let parent = state.runs[state.parent] else {
            return [
                state.styled("draft: ", .dim),
                state.styled("\(draft.modelName) on \(draft.features.count) features\(dot)\(draft.split)"),
                state.styled("\(dot)R trains it", .dim),
            ]
        }
        guard draft == parent.recipe else {
            return [
                state.styled("draft vs run \(parent.number):  ", .dim),
                state.styled(draft.changes(since: parent.recipe), .accent),
                state.styled("\(dot)not trained yet, R does", .dim),
            ]
        }
        var words = [state.styled("draft = run \(parent.number)", .dim)]
        if let verdict = state.runs.verdicts[parent.id] {
            words.append(state.styled(dot + verdict.sentence))
        } else if !parent.state.isOver {
            words.append(state.styled(dot + "is being trained", .running))
        }
        return words
    }
}
