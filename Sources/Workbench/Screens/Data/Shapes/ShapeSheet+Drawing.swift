import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension ShapeSheet {
    /// Where the parts stand; nil for one that there is no room for.
    struct Places {
        var plot: Rect?
        var components: Rect?
        var oddest: Rect?
    }

    func places(in rect: Rect) -> Places {
        if rect.width >= 90, rect.height >= 24 {
            let (top, bottom) = rect.splitTop(rect.height - min(14, rect.height / 3) - 1)
            let (left, right) = top.splitLeft(top.width * 58 / 100)
            let list = Rect(x: bottom.x, y: bottom.y + 1, width: bottom.width, height: bottom.height - 1)
            return Places(plot: left, components: right.inset(1, 0), oddest: list)
        }
        if rect.width >= 70, rect.height >= 12, face != .plot {
            let (left, right) = rect.splitLeft(rect.width * 55 / 100)
            let side = Rect(x: right.x + 1, y: right.y, width: right.width - 1, height: right.height)
            return face == .components ? Places(plot: left, components: side) : Places(plot: left, oddest: side)
        }
        switch face {
        case .plot: return Places(plot: rect)
        case .components: return Places(components: rect.inset(1, 0))
        case .oddest: return Places(oddest: rect)
        }
    }

    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { places(in: rect).oddest ?? rect }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard answer.coordinates.count == 2 else {
            state.drawEmpty(
                "A shape needs two numbers or flags that vary, besides the target, and three rows.", in: rect, on: &surface)
            return
        }
        let places = places(in: rect)
        if let plot = places.plot { drawPlot(answer, in: plot, on: &surface, state) }
        if let components = places.components { drawComponents(answer, in: components, on: &surface, state) }
        guard let list = places.oddest else { return }
        if list.y > rect.y {
            let title = "oddest rows"
            surface.write(title, x: list.x + 1, y: list.y - 1, style: state.looks[.strong])
            let hint = "by an isolation forest; about 0.5 where nothing stands out"
            surface.write(
                hint, x: list.x + title.count + 3, y: list.y - 1, style: state.looks[.dim],
                width: list.width - title.count - 4)
        }
        table(Size(list.width, list.height), isFocused: isFocused, state)?.draw(on: &surface, in: list, state: place.table)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let answer = reply(state).answer, !answer.oddest.isEmpty, let table = state.table.seen?.table else { return nil }
        let glyphs = state.looks.glyphs
        let rowWidth = max(5, Figures.count(table.rowCount).count)
        return TableView(
            columns: [
                TableColumn("row", .right, minimum: rowWidth, ideal: rowWidth, priority: 9),
                TableColumn("score", .right, minimum: 5, ideal: 6, priority: 8),
                TableColumn(
                    "far from the median, in standard deviations", .left, minimum: 12, ideal: 50, maximum: 1000, priority: 7),
            ], rows: answer.oddest.count, isFocused: isFocused, style: state.looks.table, isMarked: { isMarked($0, state) }
        ) { row, column in
            let odd = answer.oddest[row]
            switch column {
            case 0: return [state.styled(Figures.count(Int(odd.row) + 1))]
            case 1: return [state.styled(Figures.fixed(odd.score, 3), odd.score >= 0.6 ? .warning : .dim)]
            default:
                return odd.far.enumerated().flatMap { place, item -> [StyledText] in
                    let value = table.index(of: item.column).flatMap { table.text(row: Int(odd.row), column: $0) }
                    return [
                        state.styled(place == 0 ? "" : " \(glyphs.dot) ", .faint), state.styled(item.column, .dim),
                        state.styled(" \(value ?? glyphs.missing) "),
                        state.styled(
                            glyphs.folded(Figures.difference(item.distance, 1)), abs(item.distance) >= 3 ? .warning : .dim),
                    ]
                }
            }
        }
    }

    // MARK: Points

    private func drawPlot(
        _ answer: ShapeQuestion.Answer, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        let (title, rest) = rect.splitTop(rect.height >= 10 ? 1 : 0)
        if title.height > 0 {
            let text: String
            switch colouring {
            case .target: text = state.draft.map { "coloured by \($0.target.column)" } ?? "no target to colour by"
            case .clusters: text = "coloured by cluster"
            }
            surface.write(text, x: title.x + 1, y: title.y, style: state.looks[.dim], width: title.width - 2)
        }
        let share = { (place: Int) in
            answer.shares.indices.contains(place) ? Figures.percent(answer.shares[place], 0) : ""
        }
        let mark = current(state)?.at
        ScatterPlot(
            groups(answer, state), x: Axis("1st \(share(0))", format: .significant(2)),
            y: Axis("2nd \(share(1))", format: .significant(2)), mark: mark, style: state.looks.chart
        ).draw(on: &surface, in: rest)
    }

    private func groups(_ answer: ShapeQuestion.Answer, _ state: WorkbenchState) -> [ScatterPlot.Group] {
        let names: [String]
        let labels: [Int32]
        switch colouring {
        case .target: (names, labels) = (answer.classes?.names ?? [], answer.classes?.labels ?? [])
        case .clusters:
            // While one answer is of a sample and the other of all, they are of different rows.
            let found = clusterReply(state).answer.flatMap { $0.drawn == answer.drawn ? $0 : nil }
            (names, labels) = ((found?.sizes ?? []).indices.map { "\($0 + 1)" }, found?.labels ?? [])
        }
        let (x, y) = (answer.coordinates[0], answer.coordinates[1])
        guard labels.count == x.count, !names.isEmpty else { return [ScatterPlot.Group(x: x, y: y)] }
        var groups = names.enumerated().map { ScatterPlot.Group($0.element, x: [], y: [], slot: $0.offset) }
        for (place, label) in labels.enumerated() where groups.indices.contains(Int(label)) {
            groups[Int(label)].x.append(x[place])
            groups[Int(label)].y.append(y[place])
        }
        return groups
    }
}
