import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// A derived column while it is typed: the line, what is wrong with it, what may come next, and what the column would be like.
public struct DeriveSheet: Sendable {
    var line: LineEditor
    /// The step that is edited; nil for a new one.
    let place: Int?
    /// Whether it was opened from the list of steps, which it goes back to.
    let isFromSteps: Bool
    var error: AssayError?
    var completions: [Completion] = []
    var preview: DerivedPreview?
    /// The expression that ``preview`` is of.
    var previewed = ""

    /// The name and the expression, as far as they are written.
    var parts: (name: String, expression: String) { Step.derivation(line.text) ?? (line.text, "") }

    /// The place at which the expression begins, in characters.
    var start: Int {
        guard let mark = line.text.firstIndex(of: "=") else { return line.text.count }
        let behind = line.text[line.text.index(after: mark)...]
        return line.text.distance(from: line.text.startIndex, to: behind.firstIndex { !$0.isWhitespace } ?? behind.endIndex)
    }

    /// Draws it; returns the cell of the text cursor.
    func draw(in bounds: Rect, on surface: inout Surface, _ state: WorkbenchState) -> Point? {
        let theme = state.looks.theme
        let rect = Popup.rect(in: bounds, width: min(100, bounds.width - 4), height: 13)
        let inside = Popup.draw(in: rect, title: "derive a column", on: &surface, theme: theme)
        let dim = theme.style(.dim, on: .overlay)
        let point = line.draw(
            on: &surface, x: inside.x, y: inside.y, width: inside.width, style: theme[.input],
            placeholder: StyledText("name = expression, such as value = charges / tenure", theme[.placeholder]))
        if let error, !parts.expression.isEmpty {
            if let offset = error.offset, start + offset < inside.width {
                surface.write(
                    "^", x: inside.x + start + offset, y: inside.y + 1, style: theme.style(.bad, on: .overlay), width: 1)
            }
            surface.write(
                error.sentence, x: inside.x, y: inside.y + 2, style: theme.style(.warning, on: .overlay), width: inside.width)
        } else if let preview, previewed == parts.expression {
            draw(preview, in: inside, on: &surface, state)
        }
        for (row, completion) in completions.prefix(3).enumerated() {
            let y = inside.maxY - 4 + row
            let name = completion.text
            surface.write(name, x: inside.x, y: y, style: theme.style(row == 0 ? .accent : .text, on: .overlay), width: 24)
            surface.write(completion.summary, x: inside.x + 25, y: y, style: dim, width: inside.width - 25)
        }
        surface.write(
            "Enter take  Tab complete  Esc leave", x: inside.x, y: inside.maxY - 1,
            style: theme.style(.keyLabel, on: .overlay), width: inside.width)
        return point
    }

    private func draw(_ preview: DerivedPreview, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let profile = preview.profile
        let shape = Shape.text(profile, width: 24, glyphs: state.looks.glyphs)
        surface.write(shape, x: rect.x, y: rect.y + 2, style: theme.style(.bar, on: .overlay), width: 24)
        var facts = [profile.kind.rawValue, "\(Figures.count(profile.distinct)) distinct"]
        if profile.missing > 0 {
            facts.append("\(Figures.percent(Double(profile.missing) / Double(max(1, preview.rows)), 1)) missing")
        }
        if let numeric = profile.numeric, profile.kind == .number {
            facts.append("\(Figures.significant(numeric.min, 4)) to \(Figures.significant(numeric.max, 4))")
            facts.append("mean \(Figures.significant(numeric.mean, 4))")
        }
        surface.write(
            facts.joined(separator: " · "), x: rect.x + 26, y: rect.y + 2, style: theme.style(.text, on: .overlay),
            width: rect.width - 26)
        let values = preview.first.map { $0 ?? state.looks.glyphs.missing }.joined(separator: "  ")
        surface.write(values, x: rect.x, y: rect.y + 4, style: theme.style(.dim, on: .overlay), width: rect.width)
        let all = state.table.seen?.table.rowCount ?? preview.rows
        if preview.rows < all {
            surface.write(
                "from the first \(Figures.count(preview.rows)) rows", x: rect.x, y: rect.y + 5,
                style: theme.style(.faint, on: .overlay), width: rect.width)
        }
    }
}

extension WorkbenchState {
    /// Opens the line for a derived column.
    ///
    /// - Parameters:
    ///   - place: the step that is to be edited; nil for a new one.
    ///   - fromSteps: whether leaving goes back to the list of steps.
    /// - Returns: what works the column out that stands there.
    mutating func openDerive(replacing place: Int?, fromSteps: Bool = false) -> [Effect] {
        let step = place.flatMap { steps.indices.contains($0) ? steps[$0] : nil }
        let text = step.map { "\($0.text("name")) = \($0.text("expression"))" } ?? ""
        var sheet = DeriveSheet(line: LineEditor(text), place: place, isFromSteps: fromSteps)
        let effects = check(&sheet)
        overlay = .derive(sheet)
        return effects
    }

    /// A key while a derived column is typed.
    mutating func press(_ key: Key, in sheet: DeriveSheet) -> [Effect] {
        var sheet = sheet
        switch key {
        case Key(.escape), "Ctrl-C":
            leave(sheet)
            return []
        case Key(.enter): return accept(sheet)
        case Key(.tab):
            guard let first = sheet.completions.first else { return [] }
            let (head, start) = (Array(sheet.line.text), sheet.start)
            let range = start + first.replaces.lowerBound..<min(head.count, start + first.replaces.upperBound)
            let tail = String(head[range.upperBound...])
            sheet.line.text = String(head[..<range.lowerBound]) + first.text + tail
            for _ in tail { sheet.line.handle(Key(.left)) }
        default: sheet.line.handle(key)
        }
        let effects = check(&sheet)
        overlay = .derive(sheet)
        return effects
    }

    mutating func paste(_ text: String, into sheet: DeriveSheet) -> [Effect] {
        var sheet = sheet
        sheet.line.insert(text.filter { !$0.isNewline })
        let effects = check(&sheet)
        overlay = .derive(sheet)
        return effects
    }

    /// Looks at what is typed: what is wrong, what may come next, and whether it is worth working out.
    private func check(_ sheet: inout DeriveSheet) -> [Effect] {
        guard let table = table.open?.table else { return [] }
        let (name, text) = sheet.parts
        let target = draft?.target.column
        let columns = table.expressionColumns
        let offset = sheet.line.cursor - sheet.start
        sheet.completions =
            sheet.line.text.contains("=") && offset >= 0
            ? Expression.completions(of: text, at: offset, columns: columns.filter { $0.name != target }) : []
        sheet.error = nil
        guard !text.isEmpty else { return [] }
        do throws(AssayError) {
            try Expression(parsing: text).check(against: columns, target: target)
        } catch {
            sheet.error = error
            return []
        }
        return sheet.previewed == text && sheet.preview != nil ? [] : [.previewDerived(name: name, expression: text)]
    }

    private mutating func accept(_ sheet: DeriveSheet) -> [Effect] {
        var sheet = sheet
        do throws(AssayError) {
            let step = try Step(deriving: sheet.line.text)
            if let error = sheet.error { throw error }
            let name = step.text("name")
            let former = sheet.place.flatMap { steps.indices.contains($0) ? steps[$0].text("name") : nil }
            if name != former, table.open?.table[name] != nil {
                throw AssayError(
                    code: "column_is_there", message: "there is a column \(name) already", hint: "choose another name")
            }
            leave(sheet)
            guard let place = sheet.place else { return editSteps(step.sentence) { $0.append(step) } }
            return replaceStep(at: place, with: step)
        } catch {
            sheet.error = error
            overlay = .derive(sheet)
            say(error.sentence, .error)
            return []
        }
    }

    /// Closes the line; over the list of steps that is there again, on the step that was edited or the last.
    private mutating func leave(_ sheet: DeriveSheet) {
        overlay = sheet.isFromSteps ? .steps(StepsSheet(cursor: sheet.place ?? steps.count)) : nil
    }

    /// Shows what a derived column would be like, where it is still the one that is typed.
    mutating func showPreview(_ preview: DerivedPreview?, of expression: String) {
        guard case .derive(var sheet) = overlay, sheet.parts.expression == expression else { return }
        sheet.preview = preview
        sheet.previewed = expression
        overlay = .derive(sheet)
    }
}
