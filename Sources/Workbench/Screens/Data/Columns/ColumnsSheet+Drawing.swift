import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension ColumnsSheet {
    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let opened = state.table.seen else { return nil }
        let places = shown(state)
        let table = opened.table
        let profiles = opened.profile?.columns ?? []
        let levels = state.alertLevels
        let glyphs = state.looks.glyphs
        let rows = Double(max(1, opened.profile?.rows ?? table.rowCount))
        func title(_ field: Field, _ text: String, _ alignment: Alignment = .left, width: Int) -> TableColumn {
            let mark = sort.flatMap { $0.field == field ? TableColumn.Sort(1, descending: $0.isDescending) : nil }
            return TableColumn(text, alignment, minimum: min(width, 3), ideal: width, sort: mark)
        }
        // Narrow panes keep the evidence about the target in sight, and do without the bars of missing values.
        let isWide = size.width >= 100
        let (missing, shape, bar) = isWide ? (14, 14, 10) : (7, 12, 8)
        let longest = places.prefix(1000).reduce(8) { max($0, TerminalText.columns(of: table.columns[$1].name)) }
        let room = isWide ? min(28, size.width / 5) : min(28, max(10, size.width - 66))
        let columns = [
            title(.name, "name", width: min(room, longest)),
            title(.kind, "kind", width: 10), title(.missing, "missing", isWide ? .left : .right, width: missing),
            title(.distinct, "distinct", .right, width: isWide ? 10 : 9), title(.shape, "shape", width: shape),
            title(.target, "with target", width: 9 + bar), title(.common, "commonest, or range", width: 26),
            title(.alerts, "alert", width: 5),
        ]
        return TableView(
            columns: columns, rows: places.count, selection: .cell, overflow: .scroll, frozen: 1, isFocused: isFocused,
            emptyText: "No column matches. Esc shows all.", style: state.looks.table, isMarked: { isMarked($0, state) }
        ) { row, field in
            let index = places[row]
            let column = table.columns[index]
            let profile = profiles.indices.contains(index) ? profiles[index] : nil
            switch Field(rawValue: field) ?? .name {
            case .name:
                let isTarget = column.name == state.draft?.target.column
                let isOff = state.draft.map { $0.feature(column.name) == nil } ?? false
                return [state.styled(column.name, isTarget ? .accent : isOff ? .dim : .text)]
            case .kind: return [state.styled(state.kind(of: column).rawValue, .dim)]
            case .missing:
                guard let profile, profile.missing > 0 else { return [] }
                let share = Double(profile.missing) / rows
                let percent = Figures.percent(share, 1)
                guard isWide else { return [state.styled(percent)] }
                let text = String(repeating: " ", count: max(0, 7 - percent.count)) + percent + " "
                return [state.styled(text), state.styled(Bar.text(share, width: 6, glyphs: glyphs), .missing)]
            case .distinct: return [state.styled(profile.map { Figures.count($0.distinct) } ?? "", .dim)]
            case .shape: return [state.styled(profile.map { Shape.text($0, width: shape, glyphs: glyphs) } ?? "", .bar)]
            case .target:
                guard let association = profile?.association else { return [] }
                return [
                    state.styled(association.text),
                    state.styled(Bar.text(association.strength, width: bar, glyphs: glyphs), .bar),
                ]
            case .common: return [state.styled(profile.map { Self.common($0, column) } ?? "", .dim)]
            case .alerts:
                guard let level = levels[column.name] else { return [] }
                let role: Role = level == .stop ? .bad : level == .warn ? .warning : .text
                return [state.styled(level == .note ? glyphs.notice : glyphs.alert, role)]
            }
        }
    }

    /// The range of numbers and dates, the commonest value of words.
    private static func common(_ profile: ColumnProfile, _ column: Column) -> String {
        if let numeric = profile.numeric {
            return column.spanText(numeric.min...max(numeric.min, numeric.max))
        }
        guard let top = profile.top.first, top.count > 1 else { return "" }
        return "\(top.value) \(Figures.count(top.count))"
    }
}
