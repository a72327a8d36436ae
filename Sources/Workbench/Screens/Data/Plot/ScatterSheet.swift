import Charts
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

/// A number against another: points, classes of the target told apart, and a cursor that goes over tiles of the plane.
struct ScatterSheet: DataSheet {
    static let scope: Scope = "data.scatter"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    let x: String
    let y: String
    /// The tile under the cursor; nil is the fullest.
    var tile: (column: Int, line: Int)?

    init(x: String, y: String, rows: RowSelection) {
        self.x = x
        self.y = y
        self.rows = rows
    }

    private var question: PlotQuestion { PlotQuestion(x: x, y: y, form: .scatter, rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    private func reply(_ state: WorkbenchState) -> Reply<PlotQuestion.Answer> { state.data.analyses[question] }

    func tiles(_ state: WorkbenchState) -> ScatterTiles? {
        if case .scatter(let tiles) = reply(state).answer { tiles } else { nil }
    }

    func crumb(_ state: WorkbenchState) -> String { "\(y) against \(x)" }

    func remark(_ state: WorkbenchState) -> String {
        guard let tiles = tiles(state) else { return "" }
        return tiles.shown < tiles.rows
            ? "\(Figures.count(tiles.shown)) of \(Figures.count(tiles.rows)) rows drawn" : "\(Figures.count(tiles.rows)) rows"
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: y) }

    func current(_ tiles: ScatterTiles) -> (column: Int, line: Int) {
        if let tile { return (min(max(tile.column, 0), tiles.columns - 1), min(max(tile.line, 0), tiles.lines - 1)) }
        let fullest = tiles.tiles.indices.max { (tiles.tiles[$0].count, $1) < (tiles.tiles[$1].count, $0) } ?? 0
        return (fullest % tiles.columns, fullest / tiles.columns)
    }

    /// The rows of the tile under the cursor.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let tiles = tiles(state), let first = state.table.seen?.table[x], let second = state.table.seen?.table[y]
        else { return nil }
        let (column, line) = current(tiles)
        guard tiles.tiles[line * tiles.columns + column].count > 0 else { return nil }
        let across = ScatterTiles.ends(column, of: tiles.columns, in: tiles.xRange)
        let up = ScatterTiles.ends(line, of: tiles.lines, in: tiles.yRange)
        return RowsSheet(
            rows.and(RowFilter.within(across, of: first, isLast: column == tiles.columns - 1))
                .and(RowFilter.within(up, of: second, isLast: line == tiles.lines - 1)))
    }

    static var commands: [AppCommand] {
        [
            moved("scatter.left", "left", "Moves the cursor a tile to the left.", "Left", -1, 0),
            moved("scatter.right", "right", "Moves the cursor a tile to the right.", "Right", 1, 0),
            moved("scatter.up", "up", "Moves the cursor a tile up.", "Up", 0, 1),
            moved("scatter.down", "down", "Moves the cursor a tile down.", "Down", 0, -1),
        ]
    }

    private static func moved(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence, _ across: Int, _ up: Int
    ) -> AppCommand {
        AppCommand(id, title, summary, keys: [key], scopes: [scope], category: "Plots") { state in
            guard let sheet = state.focusedSheet as? ScatterSheet, let tiles = sheet.tiles(state) else { return [] }
            let now = sheet.current(tiles)
            state.change(ScatterSheet.self) {
                $0.tile = (
                    min(max(now.column + across, 0), tiles.columns - 1), min(max(now.line + up, 0), tiles.lines - 1)
                )
            }
            return []
        }
    }

    // MARK: Drawing

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard case .scatter(let tiles) = answer else { return }
        let (picture, lines) = rect.splitTop(max(0, rect.height - 2))
        draw(tiles, in: picture.inset(1, 0), on: &surface, state)
        surface.write(readout(tiles, state), x: lines.x + 1, y: lines.y, width: lines.width - 2)
        surface.write(correlations(tiles, state), x: lines.x + 1, y: lines.y + 1, width: lines.width - 2)
    }

    private func draw(_ tiles: ScatterTiles, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let target = state.draft?.target.column ?? ""
        let groups = tiles.groups.enumerated().map { slot, group in
            ScatterPlot.Group(
                group.label.isEmpty ? "" : "\(target) \(group.label)", x: group.x, y: group.y, slot: slot)
        }
        func axis(_ name: String) -> Axis {
            Axis(name, scale: state.table.seen?.table[name]?.kind == .date ? .date : .linear)
        }
        let (column, line) = current(tiles)
        let across = ScatterTiles.ends(column, of: tiles.columns, in: tiles.xRange)
        let up = ScatterTiles.ends(line, of: tiles.lines, in: tiles.yRange)
        let plot = ScatterPlot(
            groups, x: axis(x), y: axis(y),
            mark: (across.lowerBound / 2 + across.upperBound / 2, up.lowerBound / 2 + up.upperBound / 2),
            style: state.looks.chart)
        plot.draw(on: &surface, in: rect)
    }

    private func readout(_ tiles: ScatterTiles, _ state: WorkbenchState) -> [StyledText] {
        let (column, line) = current(tiles)
        let tile = tiles.tiles[line * tiles.columns + column]
        func span(_ name: String, _ ends: ClosedRange<Double>) -> String {
            state.table.seen?.table[name]?.spanText(ends) ?? ""
        }
        var text = [
            StyledText(state.looks.glyphs.isUnicode ? "◆ " : "O ", state.looks.chart.mark), state.styled("\(x) ", .dim),
            state.styled(span(x, ScatterTiles.ends(column, of: tiles.columns, in: tiles.xRange))),
            state.styled("   \(y) ", .dim),
            state.styled(span(y, ScatterTiles.ends(line, of: tiles.lines, in: tiles.yRange))),
            state.styled("   \(Figures.count(tile.count)) rows", .strong),
        ]
        if tile.targets > 0, state.draft != nil {
            let mean = tile.sum / Double(tile.targets)
            text += [
                state.styled("   \(state.targetName) ", .dim),
                state.styled(state.targetText(mean)),
            ]
        }
        return text
    }

    private func correlations(_ tiles: ScatterTiles, _ state: WorkbenchState) -> [StyledText] {
        func one(_ name: String, _ result: TestResult) -> [StyledText] {
            guard let effect = result.effect else { return [state.styled("\(name) \(result.notes.first ?? "")", .dim)] }
            let interval = effect.interval.map { " " + Figures.interval($0, 3) } ?? ""
            return [
                state.styled("\(name) ", .dim), state.styled(Figures.fixed(effect.value, 3), .strong),
                state.styled(interval, .dim), state.styled("   "),
            ]
        }
        let word = tiles.spearman.effect.map { [state.styled($0.sizeWord, .dim)] } ?? []
        return one("Spearman", tiles.spearman) + one("Pearson", tiles.pearson) + word
    }
}
