import Charts
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

/// A row a column with its evidence: on or off, kind, shape, missing, association, importance, warnings.
enum FeaturesScreen: ScreenModule {
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane] { [PlacedPane(.features, area)] }

    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable? {
        PaneTable(state: \.features.table, view: view(pane, state), rect: pane.inner)
    }

    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect] {
        state.currentFeature.map { state.toggleFeatures([$0.column]) } ?? []
    }

    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        let rows = state.featureRows
        let on = rows.count { $0.isOn }
        let possible = rows.count { $0.excluded == nil }
        var name = "features · \(on) of \(possible) on"
        if let filter = state.features.filter { name += " · /\(filter)" }
        state.frame(pane, on: &surface, name: name, figures: figures(state))
        guard state.table.open != nil else {
            state.drawEmpty("The features of a table stand here, each with its evidence.", in: pane.inner, on: &surface)
            return
        }
        view(pane, state).draw(on: &surface, in: pane.inner, state: state.features.table)
    }

    private static func figures(_ state: WorkbenchState) -> String {
        switch state.features.order {
        case .table: "target \(state.draft?.target.column ?? "not chosen")"
        case .importance: "by importance"
        case .association: "by association"
        }
    }

    /// The columns that the table shows, by what they say.
    private enum Field: CaseIterable {
        case on, name, kind, encoding, missing, shape, association, importance, spread, warning
    }

    private static func view(_ pane: PlacedPane, _ state: WorkbenchState) -> TableView {
        let rows = state.featureRows
        let strongest = max(1e-9, rows.compactMap { $0.importance?.mean }.max() ?? 1)
        let names = min(24, max(10, rows.map { $0.column.count }.max() ?? 10))
        let run = state.importanceRun.map { "importance, run \($0.number)" } ?? "importance"
        let columns = [
            TableColumn("on", .left, minimum: 2, priority: 10),
            TableColumn("name", .left, minimum: names, ideal: names, priority: 9),
            TableColumn("kind", .left, minimum: 8, ideal: 10, priority: 5),
            TableColumn("encoding", .left, minimum: 8, ideal: 9, priority: 1),
            TableColumn("missing", .right, minimum: 7, priority: 4),
            TableColumn("shape", .left, minimum: 12, priority: 3),
            TableColumn("with target", .left, minimum: 17, priority: 6),
            TableColumn(run, .left, minimum: 18, ideal: 20, priority: 7),
            TableColumn("", .left, minimum: 7, priority: 0),
            TableColumn("warning", .left, minimum: 8, ideal: 18, maximum: 60, priority: 8),
        ]
        return TableView(
            columns: columns, rows: rows.count, isFocused: state.hasFocus(pane),
            emptyText: state.features.filter == nil ? "This table has no columns." : "No column matches. Esc shows all.",
            style: state.looks.table
        ) { row, column in
            cell(rows[row], Field.allCases[column], strongest: strongest, state)
        }
    }

    private static func cell(_ row: FeatureRow, _ field: Field, strongest: Double, _ state: WorkbenchState) -> [StyledText] {
        let glyphs = state.looks.glyphs
        let text: Role = row.isOn ? .text : .dim
        switch field {
        case .on:
            if row.excluded != nil { return [state.styled(glyphs.dot, .faint)] }
            if row.alert?.level == .stop, !row.isOn { return [state.styled(glyphs.cross, .bad)] }
            return [state.styled(row.isOn ? glyphs.on : glyphs.off, row.isOn ? .good : .dim)]
        case .name: return [state.styled(row.column, text)]
        case .kind: return [state.styled(row.kind.rawValue, .dim)]
        case .encoding:
            guard row.isOn, let feature = state.draft?.feature(row.column) else { return [state.styled(glyphs.missing, .faint)] }
            return [state.styled(encodingText(feature, state), .dim)]
        case .missing:
            guard let profile = row.profile, profile.missing > 0 else { return [] }
            let share = Double(profile.missing) / Double(max(1, state.table.open?.table.rowCount ?? 1))
            return [state.styled(Figures.percent(share, 1), share > 0.2 ? .warning : .dim)]
        case .shape:
            guard let profile = row.profile else { return [] }
            return [state.styled(Shape.text(profile, width: 12, glyphs: state.looks.glyphs), row.isOn ? .bar : .dim)]
        case .association:
            if row.column == state.draft?.target.column { return [state.styled("target", .accent)] }
            if row.excluded != nil, state.draft != nil { return [state.styled("folds", .accent)] }
            guard let association = row.profile?.association else { return [] }
            let bar = Bar.text(association.strength, width: 8, glyphs: state.looks.glyphs)
            return [
                state.styled(association.text, text),
                state.styled(bar, row.isOn ? .bar : .dim),
            ]
        case .importance:
            guard let importance = row.importance else {
                return row.isOn && state.importanceRun != nil ? [state.styled("new", .info)] : []
            }
            let bar = Bar.text(importance.mean / strongest, width: 12, glyphs: state.looks.glyphs)
            return [state.styled(Figures.fixed(importance.mean, 3) + " ", text), state.styled(bar, row.isOn ? .series1 : .dim)]
        case .spread:
            guard let importance = row.importance, importance.sd > 0 else { return [] }
            return [state.styled("\(glyphs.plusMinus)\(Figures.fixed(importance.sd, 3))", .dim)]
        case .warning:
            guard let alert = row.alert else { return [] }
            let role: Role = alert.level == .stop ? .bad : alert.level == .warn ? .warning : .dim
            let mark = alert.level == .note ? glyphs.notice : glyphs.alert
            return [state.styled("\(mark) \(alert.code.replacing("_", with: " "))", role)]
        }
    }

    /// What `auto` comes to for the draft's family.
    private static func encodingText(_ feature: Recipe.Feature, _ state: WorkbenchState) -> String {
        guard feature.encoding == "auto" else { return feature.encoding }
        let isLinear = ["linear", "logistic"].contains(state.draft?.model.family ?? "")
        switch feature.kind {
        case .number, .date: return isLinear ? "standard" : "as it is"
        case .flag, .category, .identifier, .text: return isLinear ? "one-hot" : "native"
        }
    }

    static var commands: [AppCommand] {
        let hasRow: @Sendable (WorkbenchState) -> Availability = {
            $0.currentFeature == nil ? .unavailable("there is no column under the cursor") : .available
        }
        return [
            AppCommand(
                "features.toggle", "on/off", "Switches the feature under the cursor on or off.", keys: ["Space", "Enter"],
                scopes: ["features"], category: "Features", priority: 90, availability: hasRow
            ) { state in state.currentFeature.map { state.toggleFeatures([$0.column]) } ?? [] },
            AppCommand(
                "features.all", "all or none", "Switches all shown features on, or all off where all are on.", keys: ["a"],
                scopes: ["features"], category: "Features", priority: 20, availability: hasRow
            ) { state in state.toggleFeatures(state.featureRows.map(\.column)) },
            AppCommand(
                "features.invert", "invert", "Switches every shown feature: on becomes off and off becomes on.", keys: ["i"],
                scopes: ["features"], category: "Features", availability: hasRow
            ) { $0.invertFeatures() },
            AppCommand(
                "features.encoding", "encoding", "Chooses how the feature under the cursor is given to the model.", keys: ["%"],
                scopes: ["features"], category: "Features", priority: 50,
                availability: { state in
                    guard let row = state.currentFeature else { return .unavailable("there is no column under the cursor") }
                    return state.draft?.feature(row.column) == nil ? .unavailable("\(row.column) is off") : .available
                }
            ) { state in state.currentFeature.map { state.openEncodings(of: $0.column) } ?? [] },
            AppCommand(
                "features.order", "by importance", "Orders the features by importance, by association, or as in the table.",
                keys: ["I", "s"], scopes: ["features"], category: "Features", priority: 60
            ) { state in
                state.features.order =
                    state.features.order == .table
                    ? (state.importanceRun == nil ? .association : .importance)
                    : state.features.order == .importance ? .association : .table
                return []
            },
            AppCommand(
                "features.verdict", "auto-verdict", "Trains after every toggle, without leaving the features; or no more.",
                keys: ["V"], scopes: ["features"], category: "Features", priority: 34
            ) { state in
                state.features.judgesEveryToggle.toggle()
                state.say(state.features.judgesEveryToggle ? "every toggle is trained" : "toggles wait for R", .answer)
                return []
            },
        ]
    }
}

extension WorkbenchState {
    /// Switches every feature that is shown to the other state.
    mutating func invertFeatures() -> [Effect] {
        guard let table = table.open?.table else { return [] }
        let columns = featureRows.filter { $0.excluded == nil }.map(\.column)
        let effects = edit("inverted \(columns.count) features") { recipe in
            for column in columns {
                if recipe.feature(column) != nil {
                    recipe.removeFeature(column)
                } else if let kind = table[column]?.kind {
                    recipe.insert(Recipe.Feature(column: column, kind: kind))
                }
            }
        }
        return effects + verdictEffects(effects)
    }
}
