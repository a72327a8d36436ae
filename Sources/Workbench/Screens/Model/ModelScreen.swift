import Charts
import Interface
import Recipes
import RunStore
import Terminal

/// Which family, and its parameters as a form; below them what else the recipe says: split, metric, seeds.
enum ModelScreen: ScreenModule {
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] {
        if area.width >= 100 {
            let (left, right) = area.splitLeft(min(area.width >= 160 ? 86 : 54, area.width * 9 / 20))
            return [PlacedPane(.families, left), PlacedPane(.parameters, right)]
        }
        let (top, bottom) = area.splitTop(min(state.modelChoices.count + 4, area.height / 2))
        return [PlacedPane(.families, top), PlacedPane(.parameters, bottom)]
    }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        switch pane.pane {
        case .families: PaneTable(state: \.model.families, view: familiesView(pane, state), rect: familiesRect(pane, state))
        default: PaneTable(state: \.model.parameters, view: parametersView(pane, state), rect: parametersRect(pane))
        }
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] {
        pane.pane == .families ? state.chooseFamily() : state.typeSetting()
    }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        switch pane.pane {
        case .families: drawFamilies(pane, on: &surface, state)
        default: drawParameters(pane, on: &surface, state)
        }
    }

    // MARK: Families

    private static func familiesRect(_ pane: PlacedPane, _ state: WorkbenchState) -> Rect {
        let inner = pane.inner
        return inner.splitTop(min(inner.height, state.modelChoices.count + 1)).top
    }

    private static func familiesView(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let choices = state.modelChoices
        let ranking = state.rankingMetric
        return TableView(
            columns: [
                TableColumn("", .left, minimum: 1, priority: 10),
                TableColumn("family", .left, minimum: 19, ideal: 22, maximum: 26, priority: 9),
                TableColumn("best " + ranking.title, .right, minimum: 14, ideal: 16, priority: 8),
                TableColumn("time", .right, minimum: 8, ideal: 8, priority: 7),
                TableColumn("1,000 rows", .right, minimum: 10, priority: 5),
                TableColumn("model", .right, minimum: 8, priority: 4),
            ], rows: choices.count, isFocused: state.hasFocus(pane), style: state.looks.table
        ) { row, column in
            let choice = choices[row]
            let family = choice.family
            let isChosen = state.draft.map(choice.isChosen) ?? false
            let isPossible = state.draft.map { family.tasks.contains($0.target.task) } ?? true
            let role: Role = !isPossible ? .dim : isChosen ? .accent : .text
            switch column {
            case 0: return [state.styled(isChosen ? state.looks.glyphs.on : state.looks.glyphs.off, isChosen ? .good : .dim)]
            case 1: return [state.styled(choice.title, role)]
            case 2:
                guard isPossible else { return [state.styled("not for this", .dim)] }
                guard let best = state.bestRun(of: choice, by: ranking) else { return [state.styled("no run", .dim)] }
                let sd = best.run.metrics[ranking.key].flatMap { $0.folds.count > 1 && $0.sd.isFinite ? $0.sd : nil }
                let margin = sd.map { " \(state.looks.glyphs.isUnicode ? "±" : "+-")\(Figures.fixed($0, 3))" } ?? ""
                return [state.styled(Figures.score(best.value)), state.styled(margin, .dim)]
            case 3:
                guard isPossible else { return [] }
                if let seconds = state.bestRun(of: choice, by: ranking)?.run.seconds["total"] {
                    return [state.styled(Figures.duration(seconds))]
                }
                let about = state.looks.glyphs.isUnicode ? "≈ " : "~ "
                return state.expectedSeconds(of: family).map { [state.styled(about + Figures.duration($0), .dim)] } ?? []
            case 4:
                let seconds = state.bestRun(of: choice, by: ranking)?.run.secondsPerThousandRows
                return seconds.map { [state.styled(Figures.duration($0), .dim)] } ?? []
            default:
                let bytes = state.bestRun(of: choice, by: ranking)?.run.modelBytes
                return bytes.map { [state.styled(Figures.bytes($0), .dim)] } ?? []
            }
        }
    }

    private static func drawFamilies(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        state.frame(pane, on: &surface, name: "models")
        let rect = familiesRect(pane, state)
        familiesView(pane, state).draw(on: &surface, in: rect, state: state.model.families)
        let choice = state.currentChoice
        var below = Rect(
            x: pane.inner.x + 1, y: rect.maxY + 1, width: pane.inner.width - 2, height: max(0, pane.inner.maxY - rect.maxY - 1))
        let guarding = state.draftGuardLine
        if !guarding.isEmpty, below.height > 0 {
            surface.write(guarding, x: below.x, y: below.maxY - 1, width: below.width)
            below.height -= 1
        }
        let used = surface.write(paragraph: choice.summary, in: below, style: state.looks[.text])
        let rest = below.splitTop(used + 1).rest
        surface.write(paragraph: choice.source, in: rest, style: state.looks[.dim])
    }

    // MARK: Parameters

    private static func parametersRect(_ pane: PlacedPane) -> Rect {
        let inner = pane.inner
        return inner.splitTop(max(3, inner.height - 3)).top
    }

    private static func parametersView(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let rows = state.settings
        let glyphs = state.looks.glyphs
        var view = TableView(
            columns: [
                TableColumn("parameter", .left, minimum: 14, ideal: 24, priority: 9),
                TableColumn("value", .right, minimum: 12, ideal: 14, maximum: 22, priority: 8),
                TableColumn("", .left, minimum: 9, ideal: 16, priority: 4),
                TableColumn("allowed", .left, minimum: 10, ideal: 26, maximum: 40, priority: 2),
            ], rows: rows.count, isFocused: state.hasFocus(pane), style: state.looks.table
        ) { row, column in
            let setting = rows[row]
            switch column {
            case 0: return [state.styled(setting.name, setting.isChanged ? .accent : .text)]
            case 1: return [state.styled("\(glyphs.left) \(setting.value) \(glyphs.right)", setting.isChanged ? .strong : .text)]
            case 2:
                guard setting.isChanged else { return [] }
                return [state.styled("not \(setting.standard)", .dim)]
            default: return [state.styled(setting.allowed, .dim)]
            }
        }
        view.kind = { rows[$0].heading.map { .rule($0) } ?? .cells }
        return view
    }

    private static func drawParameters(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let changed = state.settings.count { $0.isChanged }
        state.frame(
            pane, on: &surface, name: state.draft.map { "\($0.modelName) · the recipe" } ?? "the recipe",
            figures: changed == 0 ? "all at their defaults" : "\(changed) changed")
        guard state.draft != nil else {
            state.drawEmpty("Parameters stand here once there is a table and a target.", in: pane.inner, on: &surface)
            return
        }
        let rect = parametersRect(pane)
        parametersView(pane, state).draw(on: &surface, in: rect, state: state.model.parameters)
        guard let setting = state.currentSetting else { return }
        let below = Rect(x: rect.x + 1, y: rect.maxY + 1, width: rect.width - 2, height: pane.inner.maxY - rect.maxY - 1)
        surface.write(paragraph: setting.summary, in: below, style: state.looks[.info])
    }

    static var commands: [AppCommand] {
        let hasDraft: @Sendable (WorkbenchState) -> Availability = {
            $0.draft == nil ? .unavailable("there is no table with a target yet") : .available
        }
        let hasSetting: @Sendable (WorkbenchState) -> Availability = {
            $0.currentSetting == nil ? .unavailable("there is no parameter under the cursor") : .available
        }
        return [
            AppCommand(
                "model.choose", "choose", "Takes the family under the cursor, with its defaults.", keys: ["Enter", "Space"],
                scopes: ["model.families"], category: "Model", priority: 90, availability: hasDraft
            ) { $0.chooseFamily() },
            AppCommand(
                "model.all", "train all", "Queues every family that can predict the target, each with its defaults.", keys: ["A"],
                scopes: ["model"], category: "Model", priority: 82,
                availability: { state in state.whyNotTrain.map { .unavailable($0) } ?? .available }
            ) { $0.trainAllFamilies() },
            AppCommand(
                "model.less", "less", "Makes the value smaller, or takes the word before.", keys: ["Left", "h"],
                scopes: ["model.parameters"], category: "Model", priority: 88, availability: hasSetting
            ) { $0.stepSetting(-1) },
            AppCommand(
                "model.more", "more", "Makes the value larger, or takes the next word.", keys: ["Right", "l"],
                scopes: ["model.parameters"], category: "Model", priority: 87, availability: hasSetting
            ) { $0.stepSetting(1) },
            AppCommand(
                "model.type", "type it", "Asks for the value.", keys: ["Enter"], scopes: ["model.parameters"],
                category: "Model", priority: 86, availability: hasSetting
            ) { $0.typeSetting() },
            AppCommand(
                "model.default", "default", "Sets the value back to its default.", keys: ["*"], scopes: ["model.parameters"],
                category: "Model", priority: 84, availability: hasSetting
            ) { state in state.currentSetting.map { state.set($0, to: $0.standard) } ?? [] },
            AppCommand(
                "model.advanced", "advanced", "Shows the parameters that few people change, or not.", keys: ["="],
                scopes: ["model"], category: "Model", priority: 40
            ) { state in
                state.model.showsAdvanced.toggle()
                return []
            },
        ]
    }
}
