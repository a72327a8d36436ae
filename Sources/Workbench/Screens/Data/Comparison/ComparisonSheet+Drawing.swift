import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension ComparisonSheet {
    private func parts(of rect: Rect) -> (table: Rect, picture: Rect) {
        let height = rect.height >= 16 ? min(max(9, rect.height * 42 / 100), 22) : 0
        let (top, bottom) = rect.splitTop(rect.height - height)
        return (top, bottom)
    }

    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { parts(of: rect).table }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let answer = reply(state).answer else { return nil }
        let rows = shown(state)
        let glyphs = state.looks.glyphs
        let largest = rows.reduce(0.1) { $1.stability.isFinite ? max($0, $1.stability) : $0 }
        let nameWidth = min(28, max(10, rows.map { TerminalText.columns(of: $0.column) }.max() ?? 10))
        return TableView(
            columns: [
                TableColumn("", .left, minimum: 1), TableColumn("column", .left, minimum: 8, ideal: nameWidth, priority: 9),
                TableColumn("kind", .left, minimum: 8, ideal: 17, priority: 3),
                TableColumn("missing", .right, minimum: 7, priority: 6), TableColumn("now", .right, minimum: 7, priority: 6),
                TableColumn("mean or top", .right, minimum: 8, ideal: 14, priority: 5),
                TableColumn("now", .right, minimum: 8, ideal: 14, priority: 5),
                TableColumn("new values", .left, minimum: 8, ideal: 20, maximum: 40, priority: 4),
                TableColumn("PSI", .right, minimum: 6, priority: 8), TableColumn("", .left, minimum: 8, ideal: 10, priority: 2),
                TableColumn("KS", .right, minimum: 6, priority: 7), TableColumn("p", .right, minimum: 7, priority: 3),
            ], rows: rows.count, isFocused: isFocused, emptyText: "No column matches.", style: state.looks.table
        ) { place, column in
            let row = rows[place]
            switch column {
            case 0: return row.isAlarm || !row.isInBoth ? [state.styled(glyphs.alert, .warning)] : []
            case 1: return [state.styled(row.column, row.isAlarm || !row.isInBoth ? .text : .dim)]
            case 2: return [state.styled(kinds(row, glyphs), row.kinds.reference == row.kinds.current ? .dim : .warning)]
            case 3: return [state.styled(share(row.missing.reference), .dim)]
            case 4:
                let isMore = row.missing.current - row.missing.reference > 0.01
                return [state.styled(share(row.missing.current), isMore ? .missing : .dim)]
            case 5: return [state.styled(centre(row, answer, isReference: true, state), .dim)]
            case 6: return [state.styled(centre(row, answer, isReference: false, state))]
            case 7: return newValues(row, state)
            case 8:
                return [state.styled(row.stability.isNaN ? "" : Figures.fixed(row.stability, 3), row.isAlarm ? .warning : .text)]
            case 9:
                let bar = row.stability.isFinite ? Bar.text(row.stability / largest, width: 10, glyphs: glyphs) : ""
                return [state.styled(bar, row.isAlarm ? .barSecond : .bar)]
            case 10: return [state.styled(row.distance.isNaN ? "" : Figures.fixed(row.distance, 3), .dim)]
            default: return [state.styled(row.p.isNaN ? "" : Figures.probability(row.p), .dim)]
            }
        }
    }

    private func kinds(_ row: TableComparison.Row, _ glyphs: Glyphs) -> String {
        switch (row.kinds.reference, row.kinds.current) {
        case (let then?, let now?): then == now ? now.rawValue : "\(then.rawValue) \(glyphs.arrow) \(now.rawValue)"
        case (_?, nil): "gone"
        case (nil, _?): "new"
        case (nil, nil): ""
        }
    }

    private func share(_ share: Double) -> String { share.isNaN ? "" : share == 0 ? "0" : Figures.percent(share, 1) }

    /// The mean of numbers, the commonest of words.
    private func centre(
        _ row: TableComparison.Row, _ answer: ComparisonQuestion.Answer, isReference: Bool, _ state: WorkbenchState
    ) -> String {
        if let means = row.means {
            let value = isReference ? means.reference : means.current
            guard row.kinds.reference == .date, let column = state.table.seen?.table[row.column] else {
                return Figures.shortest(value, 4)
            }
            return column.dayText(of: value)
        }
        guard let top = answer.tops[row.column] else { return "" }
        return (isReference ? top.reference : top.current) ?? ""
    }

    private func newValues(_ row: TableComparison.Row, _ state: WorkbenchState) -> [StyledText] {
        guard row.newWordRows > 0 else { return [] }
        return [
            state.styled(row.newWords.joined(separator: ", "), .accent),
            state.styled(" in \(Figures.count(row.newWordRows)) rows", .dim),
        ]
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), working: "reads and compares", in: rect, on: &surface) else { return }
        let (top, picture) = parts(of: rect)
        table(Size(top.width, top.height), isFocused: isFocused, state)?.draw(on: &surface, in: top, state: place.table)
        guard picture.height > 4, let row = current(state) else { return }
        surface.horizontalLine(x: rect.x, y: picture.y, width: rect.width, style: state.looks[.frame])
        let inside = Rect(x: picture.x + 1, y: picture.y + 1, width: picture.width - 2, height: picture.height - 1)
        surface.write(rule(row, state), x: inside.x, y: inside.y, width: inside.width)
        let below = Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 1)
        if let reply = shapes(state), let shapes = state.answer(reply, in: below, on: &surface) {
            draw(shapes, answer.name, in: below, on: &surface, state)
        }
    }

    /// Whether the column has moved, and by which rule.
    private func rule(_ row: TableComparison.Row, _ state: WorkbenchState) -> [StyledText] {
        let name = state.styled(row.column, .strong)
        guard row.isInBoth else {
            let words = row.kinds.current == nil ? "   the other file does not have it" : "   only the other file has it"
            return [name, state.styled(words, .warning)]
        }
        guard row.kinds.reference == row.kinds.current || !row.stability.isNaN else {
            return [name, state.styled("   is of another kind in the other file", .warning)]
        }
        guard !row.stability.isNaN else {
            return [name, state.styled("   is not compared: names and texts differ anyway", .dim)]
        }
        let figures = "PSI \(Figures.fixed(row.stability, 3))"
        let limit = Figures.fixed(row.limit, 3)
        return row.isAlarm
            ? [
                name, state.styled("   has moved: ", .warning),
                state.styled("\(figures) is above \(limit), the larger of 0.1 and what chance gives", .dim),
            ]
            : [
                name, state.styled("   has not moved: ", .good),
                state.styled("\(figures) is not above \(limit), the larger of 0.1 and what chance gives", .dim),
            ]
    }

    /// Bars for the open table, a line in steps for the other.
    private func draw(
        _ shapes: ComparedShapes, _ name: String, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        let bin = currentBin(shapes)
        guard shapes.reference.indices.contains(bin) else { return }
        let steps = shapes.current.flatMap { Array(repeating: $0, count: 12) }
        let top = (shapes.reference + shapes.current).reduce(0, max)
        var histogram = Histogram(
            shapes.reference, edges: shapes.edges, top: top, cursor: bin, curve: steps, style: state.looks.chart)
        histogram.x.scale = current(state)?.kinds.reference == .date ? .date : .linear
        let isUnicode = surface.glyphs.isUnicode
        surface.write(
            [
                state.styled(isUnicode ? "■ " : "# ", .bar), state.styled(state.table.seen?.table.name ?? "then", .dim),
                StyledText(isUnicode ? "   ⠒⠒ " : "   -- ", state.looks.chart.mark), state.styled(name, .dim),
                state.styled("   \(label(bin, shapes, state)) ", .strong),
                state.styled("\(Figures.percent(shapes.reference[bin], 1)) \(surface.glyphs.arrow) "),
                state.styled(Figures.percent(shapes.current[bin], 1)),
                state.styled("   JS \(Figures.fixed(shapes.distance, 3))", .dim),
            ], x: rect.x, y: rect.y, width: rect.width)
        histogram.draw(
            on: &surface, in: Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1))
    }

    /// What the bin under the cursor stands for.
    private func label(_ bin: Int, _ shapes: ComparedShapes, _ state: WorkbenchState) -> String {
        guard !shapes.edges.isEmpty else { return shapes.labels[bin] }
        guard let row = current(state), row.kinds.reference == .date, let column = state.table.seen?.table[row.column] else {
            return "\(Figures.shortest(shapes.edges[bin], 4)) to \(Figures.shortest(shapes.edges[bin + 1], 4))"
        }
        return "\(column.text(of: shapes.edges[bin])) to \(column.text(of: shapes.edges[bin + 1]))"
    }
}
