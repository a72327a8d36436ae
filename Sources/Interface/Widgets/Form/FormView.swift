import Recipes
public import Terminal

/// A form: a row a field with name, value, default and range, and what the field under the cursor does below.
public struct FormView {
    /// The fields from above.
    public var fields: [FormField]
    /// Whether it has the focus.
    public var isFocused: Bool
    /// How it looks.
    public var style: FormStyle

    /// A form.
    public init(_ fields: [FormField], isFocused: Bool = true, style: FormStyle = FormStyle()) {
        self.fields = fields
        self.isFocused = isFocused
        self.style = style
    }

    /// Draws the form.
    public func draw(on surface: inout Surface, in rect: Rect, state: FormState) {
        guard rect.width >= 8, rect.height >= 1, !fields.isEmpty else { return }
        let foot = footHeight(rect)
        let page = max(1, rect.height - foot)
        let columns = Columns(fields, width: rect.width)
        surface.withClip(rect) { surface in
            for (index, line) in lines.dropFirst(top(state, page)).prefix(page).enumerated() {
                let y = rect.y + index
                switch line {
                case .blank: break
                case .heading(let text): surface.write(text, x: rect.x, y: y, style: style.heading, width: rect.width)
                case .field(let field): drawField(field, columns, y: y, on: &surface, in: rect, state)
                }
            }
            guard foot > 0, fields.indices.contains(state.cursor) else { return }
            let text = state.problem.isEmpty ? fields[state.cursor].parameter.summary : state.problem
            let words = Rect(x: rect.x, y: rect.maxY - max(1, foot - 1), width: rect.width, height: max(1, foot - 1))
            surface.write(paragraph: text, in: words, style: state.problem.isEmpty ? style.hint : style.problem)
        }
    }

    /// The field at a point, for the mouse.
    public func hit(_ point: Point, in rect: Rect, state: FormState) -> Int? {
        guard rect.contains(point) else { return nil }
        let page = max(1, rect.height - footHeight(rect))
        let lines = lines
        let line = top(state, page) + point.y - rect.y
        guard point.y - rect.y < page, lines.indices.contains(line), case .field(let field) = lines[line] else { return nil }
        return field
    }

    /// A line of the form.
    private enum Line {
        case heading(String), field(Int), blank
    }

    private var lines: [Line] {
        fields.indices.flatMap { index -> [Line] in
            let heading = fields[index].heading
            if heading.isEmpty { return [.field(index)] }
            return (index > 0 ? [.blank] : []) + [.heading(heading), .field(index)]
        }
    }

    /// Rows that the description takes at the bottom.
    private func footHeight(_ rect: Rect) -> Int { rect.height >= 7 ? 3 : rect.height >= 4 ? 1 : 0 }

    private func top(_ state: FormState, _ page: Int) -> Int {
        let lines = lines
        let cursor = lines.firstIndex { if case .field(state.cursor) = $0 { true } else { false } } ?? 0
        return TableState.window(top: state.top, cursor: cursor, rows: lines.count, page: page)
    }

    /// Where names, values, defaults and ranges stand, so that they stand below one another.
    private struct Columns {
        let nameWidth: Int
        let valueX: Int
        let valueWidth: Int
        let standardX: Int
        let standardWidth: Int

        init(_ fields: [FormField], width: Int) {
            func widest(_ texts: some Sequence<String>) -> Int { texts.reduce(0) { max($0, TerminalText.columns(of: $1)) } }
            nameWidth = min(widest(fields.map(\.parameter.name)), max(6, width / 2 - 2))
            valueX = nameWidth + 6
            valueWidth = min(max(8, widest(fields.map(\.value.description))), max(4, width - valueX - 2))
            standardX = valueX + valueWidth + 4
            standardWidth = widest(fields.filter { !$0.isStandard }.map { "default \($0.parameter.standard)" })
        }
    }

    private func drawField(
        _ index: Int, _ columns: Columns, y: Int, on surface: inout Surface, in rect: Rect, _ state: FormState
    ) {
        let field = fields[index]
        let isCurrent = index == state.cursor
        let look = field.isStandard ? style.text : style.changed
        if !field.isStandard { surface.write(surface.glyphs.on, x: rect.x, y: y, style: style.changed) }
        surface.write(field.parameter.name, x: rect.x + 2, y: y, style: look, width: columns.nameWidth)
        let valueX = rect.x + columns.valueX
        if !(isCurrent && state.editing != nil) {
            surface.write(
                field.value.description, x: valueX, y: y, style: look, width: columns.valueWidth,
                align: field.value.isNumber ? .right : .left)
            if isCurrent, isFocused {
                surface.write(surface.glyphs.left, x: valueX - 2, y: y, style: style.hint)
                surface.write(surface.glyphs.right, x: valueX + columns.valueWidth + 1, y: y, style: style.hint)
            }
        }
        drawHints(field, columns, y: y, on: &surface, in: rect)
        guard isCurrent else { return }
        let ground = isFocused ? style.cursor : style.cursorQuiet
        surface.restyle(Rect(x: rect.x, y: y, width: rect.width, height: 1)) { cell in
            if ground.background != .terminal { cell.background = ground.background }
            cell.attributes.formUnion(ground.attributes)
        }
        guard let typed = state.editing else { return }
        surface.fill(Rect(x: valueX, y: y, width: columns.valueWidth, height: 1), style: style.input)
        // The end of what is typed stays in sight.
        let seen = String(typed.suffix(max(0, columns.valueWidth - 1)))
        let used = surface.write(seen, x: valueX, y: y, style: style.input, width: columns.valueWidth)
        surface.write("_", x: valueX + used, y: y, style: style.input)
    }

    private func drawHints(_ field: FormField, _ columns: Columns, y: Int, on surface: inout Surface, in rect: Rect) {
        var x = rect.x + columns.standardX
        if columns.standardWidth > 0 {
            guard x + columns.standardWidth <= rect.maxX else { return }
            if !field.isStandard {
                surface.write(
                    "default \(field.parameter.standard)", x: x, y: y, style: style.hint, width: columns.standardWidth)
            }
            x += columns.standardWidth + 2
        }
        if let baseline = field.baseline, baseline != field.value {
            let text = "baseline \(baseline)"
            guard x + TerminalText.columns(of: text) <= rect.maxX else { return }
            x += surface.write(text, x: x, y: y, style: style.hint) + 2
        }
        if x + 8 <= rect.maxX { surface.write(field.parameter.rangeText, x: x, y: y, style: style.hint, width: rect.maxX - x) }
    }
}
