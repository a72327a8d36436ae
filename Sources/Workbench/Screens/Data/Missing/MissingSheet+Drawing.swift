import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension MissingSheet {
    /// The patterns above, and below what the column under the cursor is missing together with.
    private func parts(of rect: Rect, _ matrix: MissingnessMatrix) -> (patterns: Rect, together: Rect) {
        let wanted = min(matrix.columns.count + 1, max(2, rect.height / 3))
        let (patterns, together) = rect.splitTop(max(min(3, rect.height), rect.height - wanted - 1))
        return (patterns, together)
    }

    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect {
        reply(state).answer.map { parts(of: rect, $0.matrix).patterns } ?? rect
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard !answer.matrix.columns.isEmpty else {
            state.drawEmpty("No column misses some of its values here.", in: rect, on: &surface)
            return
        }
        let (patterns, together) = parts(of: rect, answer.matrix)
        table(Size(patterns.width, patterns.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: patterns, state: place.table)
        drawTogether(answer.matrix, in: together, on: &surface, state)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let answer = reply(state).answer, !answer.matrix.columns.isEmpty else { return nil }
        let matrix = answer.matrix
        let glyphs = state.looks.glyphs
        let sign = glyphs.isUnicode ? "■" : "#"
        let targetTitle =
            answer.targets == nil ? "" : state.draft.map { $0.target.positive.map { "is \($0)" } ?? $0.target.column }
        let targetWidth = answer.targets == nil ? 1 : max(7, min(10, (targetTitle ?? "").count))
        var columns = [
            TableColumn("rows", .right, minimum: 7, ideal: max(7, Figures.count(matrix.rows).count)),
            TableColumn("share", .right, minimum: 7, ideal: 7),
            TableColumn(targetTitle ?? "", .right, minimum: targetWidth, ideal: targetWidth),
        ]
        columns += matrix.columns.map { name in
            let width = min(14, max(5, TerminalText.columns(of: name)))
            return TableColumn(name, .centre, minimum: width, ideal: width)
        }
        return TableView(
            columns: columns, rows: matrix.patterns.count, selection: .cell, overflow: .scroll, frozen: Self.frozen,
            isFocused: isFocused, style: state.looks.table
        ) { row, column in
            let pattern = matrix.patterns[row]
            let isWhole = !pattern.isMissing.contains(true)
            switch column {
            case 0: return [state.styled(Figures.count(pattern.count))]
            case 1:
                return [state.styled(Figures.percent(Double(pattern.count) / Double(max(1, matrix.rows)), 1), .dim)]
            case 2:
                guard let mean = answer.targets?[row] else { return [] }
                return [state.styled(glyphs.folded(state.targetText(mean)), isWhole ? .dim : .text)]
            default:
                return [
                    pattern.isMissing[column - Self.frozen] ? state.styled(sign, .warning) : state.styled(glyphs.dot, .faint)
                ]
            }
        }
    }

    private func drawTogether(
        _ matrix: MissingnessMatrix, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        guard let gap = gap(matrix), rect.height > 1 else { return }
        let looks = state.looks
        let share = Double(matrix.counts[gap]) / Double(max(1, matrix.rows))
        let rows = matrix.counts[gap] == 1 ? "row" : "rows"
        surface.write(
            [
                state.styled(matrix.columns[gap], .accent), state.styled(" is missing in "),
                state.styled(Figures.count(matrix.counts[gap]), .strong),
                state.styled(" \(rows), \(Figures.percent(share, 1))"),
                state.styled(matrix.columns.count > 1 ? "; correlation of its gaps with those of" : "", .dim),
            ], x: rect.x + 1, y: rect.y + 1, width: rect.width - 2)
        let others = matrix.columns.indices.filter { $0 != gap && !matrix.correlations[gap][$0].isNaN }.sorted {
            (abs(matrix.correlations[gap][$1]), $0) < (abs(matrix.correlations[gap][$0]), $1)
        }
        let nameWidth = min(24, others.reduce(4) { max($0, TerminalText.columns(of: matrix.columns[$1])) })
        let barWidth = min(30, rect.width - nameWidth - 14)
        for (line, other) in others.prefix(rect.height - 2).enumerated() {
            let y = rect.y + 2 + line
            let value = matrix.correlations[gap][other]
            surface.write(matrix.columns[other], x: rect.x + 1, y: y, style: looks[.text], width: nameWidth)
            surface.write(
                looks.glyphs.folded(Figures.difference(value, 2)), x: rect.x + nameWidth + 2, y: y, style: looks[.text], width: 6,
                align: .right)
            surface.write(
                Bar.text(abs(value), width: max(1, barWidth), glyphs: surface.glyphs), x: rect.x + nameWidth + 10, y: y,
                style: looks[value < 0 ? .barSecond : .bar])
        }
    }
}
