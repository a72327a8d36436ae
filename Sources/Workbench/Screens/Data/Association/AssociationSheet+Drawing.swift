import Charts
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

extension AssociationSheet {
    /// Where the parts stand: the matrix, the pairs that go together best, and the line of the pair under the cursor.
    private struct Places {
        var matrix: Rect
        var pairs: Rect?
        var caption: Rect
    }

    /// The cells that a name with its number and a value take, in a place of this size.
    private func cells(_ size: Size, _ matrix: AssociationMatrix) -> (name: Int, value: Int) {
        let count = matrix.columns.count
        let longest = matrix.columns.reduce(4) { max($0, TerminalText.columns(of: $1)) }
        let name = min(longest, 14) + "\(count)".count + 2
        // The scroll bar takes a cell where not all rows fit.
        let room = size.width - name - (size.height <= count ? 1 : 0)
        return (name, [5, 4, 3].first { $0 * count <= room } ?? (count > 40 ? 2 : 3))
    }

    private func places(in rect: Rect, _ matrix: AssociationMatrix) -> Places {
        let (body, caption) = rect.splitTop(max(0, rect.height - (rect.height >= 16 ? 2 : 1)))
        let count = matrix.columns.count
        let cells = cells(Size(body.width, body.height), matrix)
        let used = cells.name + cells.value * count + (body.height <= count ? 1 : 0)
        if body.width - used >= 34 {
            let (left, right) = body.splitLeft(used)
            return Places(matrix: left, pairs: right.inset(2, 0), caption: caption)
        }
        if body.height >= count + 6 {
            let (top, bottom) = body.splitTop(count + 2)
            return Places(matrix: top, pairs: bottom.inset(1, 0), caption: caption)
        }
        return Places(matrix: body, pairs: nil, caption: caption)
    }

    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect {
        reply(state).answer.map { places(in: rect, $0).matrix } ?? rect
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let matrix = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard matrix.columns.count > 1 else {
            state.drawEmpty(
                "There are no two columns to hold against one another: identifiers and free text are left out.", in: rect,
                on: &surface)
            return
        }
        let places = places(in: rect, matrix)
        table(Size(places.matrix.width, places.matrix.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: places.matrix, state: place.table)
        if let pairs = places.pairs { drawPairs(matrix, in: pairs, on: &surface, state) }
        drawCaption(matrix, in: places.caption, on: &surface, state)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let matrix = reply(state).answer, matrix.columns.count > 1 else { return nil }
        let (nameWidth, valueWidth) = cells(size, matrix)
        var style = state.looks.table
        // Heat is a background: the cursor's row is told by its name, not painted over.
        (style.cursor, style.cursorQuiet) = (.plain, .plain)
        let mark = state.looks[.best].foreground
        if mark != .terminal { style.cell = Style(state.looks[.heatHigh].foreground, on: mark, .bold) }
        let count = matrix.columns.count
        let number = "\(count)".count
        let target = state.draft?.target.column
        let columns =
            [TableColumn("", .left, minimum: nameWidth, ideal: nameWidth)]
            + (0..<count).map { column in
                let isShown = valueWidth > 2 || (column + 1) % 5 == 0 || column + 1 == place.table.column
                return TableColumn(isShown ? "\(column + 1)" : "", .right, minimum: valueWidth, ideal: valueWidth)
            }
        return TableView(
            columns: columns, rows: count, selection: .cell, overflow: .scroll, frozen: 1, gap: 0, isFocused: isFocused,
            style: style
        ) { row, column in
            guard column > 0 else {
                let text = "\(row + 1)"
                let name = matrix.columns[row]
                let isCurrent = row == place.table.cursor
                return [
                    state.styled(String(repeating: " ", count: number - text.count) + text + " ", isCurrent ? .accent : .dim),
                    state.styled(
                        TerminalText.fitted(name, columns: nameWidth - number - 2, ellipsis: state.looks.glyphs.ellipsis.text),
                        isCurrent ? .accent : name == target ? .strong : .text),
                ]
            }
            return [cell(matrix, row, column - 1, width: valueWidth, state)]
        }
    }

    /// A value on its heat, as wide as the cell so that blocks close.
    private func cell(
        _ matrix: AssociationMatrix, _ row: Int, _ column: Int, width: Int, _ state: WorkbenchState
    ) -> StyledText {
        let value = matrix.values[row][column]
        func padded(_ text: String) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
        if row == column { return state.styled(padded(state.looks.glyphs.dot), .faint) }
        guard !value.isNaN else { return state.styled(padded(""), .faint) }
        let hundredths = Int((min(value, 1) * 100).rounded())
        let isNegative = matrix.signed[row][column] < 0 && hundredths > 0
        let sign = isNegative ? state.looks.glyphs.minus : ""
        let text: String
        switch width {
        case ...2: text = state.looks.hasHeat ? "" : hundredths >= 10 ? "\(min(9, hundredths / 10))" : ""
        case 3: text = hundredths == 100 ? "1." : "\(hundredths)"
        case 4: text = hundredths == 100 ? "1.0" : "." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
        default: text = sign + (hundredths == 100 ? "1.0" : "." + (hundredths < 10 ? "0" : "") + "\(hundredths)")
        }
        return StyledText(padded(text), hundredths < 5 ? state.looks[.faint] : state.looks.heat(min(1, value)))
    }

    private func drawPairs(_ matrix: AssociationMatrix, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        surface.write("strongest pairs", x: rect.x, y: rect.y, style: state.looks[.strong], width: rect.width)
        let pairs = matrix.strongest(max(0, rect.height - 1))
        let barWidth = min(16, max(4, rect.width / 4))
        let textWidth = rect.width - barWidth - 8
        guard textWidth > 6 else { return }
        for (line, pair) in pairs.enumerated() {
            let y = rect.y + 1 + line
            let value = matrix.values[pair.row][pair.column]
            let text = "\(matrix.columns[pair.row]) \(state.looks.glyphs.times) \(matrix.columns[pair.column])"
            let isCurrent = self.pair(matrix).map { $0 == pair || $0 == (pair.column, pair.row) } ?? false
            surface.write(text, x: rect.x, y: y, style: state.looks[isCurrent ? .accent : .text], width: textWidth)
            surface.write(
                state.looks.glyphs.folded(Figures.fixed(matrix.signed[pair.row][pair.column], 2)), x: rect.x + textWidth, y: y,
                style: state.looks[.text], width: 6, align: .right)
            surface.write(
                Bar.text(value, width: barWidth, glyphs: surface.glyphs), x: rect.x + textWidth + 7, y: y,
                style: state.looks[.bar], width: barWidth)
        }
    }

    private func drawCaption(_ matrix: AssociationMatrix, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        guard let pair = pair(matrix), rect.height > 0 else { return }
        let (row, column) = pair
        let y = rect.maxY - 1
        let value = matrix.signed[row][column]
        let measure = matrix.measures[row][column]
        let figure = state.looks.glyphs.folded(Figures.fixed(value, 3))
        var spans = [
            state.styled(matrix.columns[row], .accent), state.styled(" \(state.looks.glyphs.times) ", .dim),
            state.styled(matrix.columns[column], .accent), state.styled("   \(measure.rawValue) ", .dim),
            state.styled(figure, .strong), state.styled("   \(Self.strength(matrix.values[row][column]))"),
        ]
        spans.append(state.styled("   \(Self.explanation(measure))", .dim))
        surface.write(spans, x: rect.x + 1, y: y, width: rect.width - 2)
    }

    private static func strength(_ value: Double) -> String {
        switch value {
        case 0.7...: "strong"
        case 0.4...: "moderate"
        case 0.1...: "weak"
        case 0...: "next to none"
        default: "one of the two does not vary"
        }
    }

    private static func explanation(_ measure: MixedAssociation.Measure) -> String {
        switch measure {
        case .spearman: "of two numbers' ranks"
        case .correlationRatio: "of a number between classes"
        case .cramersV: "of two categories, corrected for bias"
        }
    }
}
