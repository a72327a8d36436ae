import Interface
import Recipes
import Tabular
import Terminal

/// The fields of a step as lines to type into, made from its declaration.
struct StepForm: Sendable {
    let kind: StepKind
    /// The step's place in the recipe; nil for a new one.
    let place: Int?
    /// The fields that a person sets; what a step keeps for itself is left as it is.
    private let fields: [StepField]
    private var lines: [LineEditor]
    /// What stood there before, and the text that it was shown as.
    private let before: [String: (value: JSON, text: String)]
    private let hidden: [String: JSON]
    private var cursor = 0
    private var problem = ""
    /// Whether the step that is edited is off, which an edit leaves.
    private var isOff = false
    /// The step that was worked out last, and what came of it.
    private var asked: Step?
    private var preview: Result<StepPreview, AssayError>?

    /// A form for a new step, about a column where one is named.
    init(_ kind: StepKind, column: String?) { self.init(kind, [:], place: nil, column: column) }

    /// The form of a step; nil where this build does not know its kind.
    init?(_ step: Step, place: Int) {
        guard let kind = step.declaration else { return nil }
        self.init(kind, step.arguments, place: place, column: nil)
        isOff = step.isOff
    }

    private init(_ kind: StepKind, _ arguments: [String: JSON], place: Int?, column: String?) {
        self.kind = kind
        self.place = place
        // What another table held is taken anew: an edited step means what is there now.
        fields = kind.fields.filter { $0.form != .numbers && $0.name != "fingerprint" }
        hidden = arguments.filter { argument in
            kind.fields.contains { $0.name == argument.key && $0.form == .numbers }
        }
        var before: [String: (value: JSON, text: String)] = [:]
        var lines: [LineEditor] = []
        for field in fields {
            let value = arguments[field.name] ?? field.standard
            var text = value.map { field.form.text(of: $0) ?? $0.canonicalText } ?? ""
            if let given = arguments[field.name] { before[field.name] = (given, text) }
            if arguments.isEmpty, field.form == .column || field.form == .columns, field.isRequired { text = column ?? "" }
            lines.append(LineEditor(text))
        }
        self.before = before
        self.lines = lines
        cursor = lines.firstIndex { $0.isEmpty } ?? 0
    }

    /// Takes a key; `chosen` gives the step once every field can be read.
    mutating func handle(_ key: Key, columns: [String]) -> OverlayOutcome<Step> {
        problem = ""
        switch key {
        case Key(.escape), "Ctrl-C": return .cancelled
        case Key(.enter): return accept()
        case Key(.down): cursor = (cursor + 1) % max(1, fields.count)
        case Key(.up), "Shift-Tab": cursor = (cursor + fields.count - 1) % max(1, fields.count)
        case Key(.tab): if !complete(columns) { cursor = (cursor + 1) % max(1, fields.count) }
        case Key(.left) where !words.isEmpty: step(-1)
        case Key(.right) where !words.isEmpty, " " where !words.isEmpty: step(1)
        default: if lines.indices.contains(cursor) { lines[cursor].handle(key) }
        }
        return .open
    }

    mutating func paste(_ text: String) { if lines.indices.contains(cursor) { lines[cursor].insert(text) } }

    /// The words that the field under the cursor can be, where there are few.
    private var words: [String] {
        guard fields.indices.contains(cursor) else { return [] }
        switch fields[cursor].form {
        case .choice(let words): return words
        case .flag: return ["no", "yes"]
        default: return []
        }
    }

    private mutating func step(_ offset: Int) {
        let place = words.firstIndex(of: lines[cursor].text) ?? (offset > 0 ? words.count - 1 : 0)
        lines[cursor].text = words[(place + offset + words.count) % words.count]
    }

    /// Ends the name of a column that is begun.
    private mutating func complete(_ columns: [String]) -> Bool {
        guard lines.indices.contains(cursor) else { return false }
        let text = lines[cursor].text
        let start: String.Index
        switch fields[cursor].form {
        case .column: start = text.startIndex
        case .columns: start = text.lastIndex(of: ",").map { text.index(after: $0) } ?? text.startIndex
        default: return false
        }
        let begun = text[start...].drop { $0 == " " }
        guard !begun.isEmpty, !columns.contains(String(begun)),
            let found = columns.first(where: { $0.lowercased().hasPrefix(begun.lowercased()) })
        else { return false }
        lines[cursor].text = text.dropLast(begun.count) + found
        return true
    }

    private mutating func accept() -> OverlayOutcome<Step> {
        do throws(Problem) {
            var step = try typed()
            step.isOff = isOff
            return .chosen(step)
        } catch {
            if let place = fields.firstIndex(where: { $0.name == error.field }) { cursor = place }
            problem = error.message
            return .open
        }
    }

    /// A field that keeps the step from being one, and why.
    private struct Problem: Error {
        var field: String
        var message: String
    }

    /// The step that is typed, on.
    private func typed() throws(Problem) -> Step {
        var arguments = hidden
        for (index, field) in fields.enumerated() {
            let text = lines[index].text
            if let former = before[field.name], former.text == text {
                arguments[field.name] = former.value
            } else if text.isEmpty, !field.isRequired, field.standard.map({ $0 == .string("") }) ?? true {
                continue
            } else if text.isEmpty, field.isRequired {
                throw Problem(field: field.name, message: "\(field.name) is missing: \(field.summary)")
            } else if let value = field.form.value(of: text) {
                if value != field.standard { arguments[field.name] = value }
            } else {
                throw Problem(field: field.name, message: "\(field.name) cannot be read: \(field.summary)")
            }
        }
        do throws(AssayError) {
            try kind.check(arguments)
        } catch {
            throw Problem(field: "", message: error.sentence)
        }
        return Step(kind, arguments)
    }

    /// The step that is typed where it is another one than was worked out last; nil where it is none yet.
    mutating func wanted() -> Step? {
        guard let step = try? typed() else {
            (asked, preview) = (nil, nil)
            return nil
        }
        if step == asked { return nil }
        asked = step
        return step
    }

    /// Takes what the step would do, where it is still the one that is typed.
    mutating func show(_ result: Result<StepPreview, AssayError>, of step: Step) { if step == asked { preview = result } }

    /// Draws it; returns the cell of the text cursor.
    func draw(in bounds: Rect, on surface: inout Surface, theme: Theme, glyphs: Glyphs) -> Point? {
        let rect = Popup.rect(in: bounds, width: min(96, bounds.width - 4), height: min(bounds.height - 2, fields.count + 10))
        let inside = Popup.draw(in: rect, title: kind.title, on: &surface, theme: theme)
        surface.write(kind.summary, x: inside.x, y: inside.y, style: theme.style(.dim, on: .overlay), width: inside.width)
        let label = min(14, (fields.map(\.name.count).max() ?? 0) + 2)
        var point: Point?
        for (index, field) in fields.enumerated() {
            let y = inside.y + 2 + index
            let isCurrent = index == cursor
            surface.write(
                field.name, x: inside.x, y: y, style: theme.style(isCurrent ? .accent : .text, on: .overlay), width: label)
            let hint = StyledText(field.summary, theme[.placeholder])
            let end = lines[index].draw(
                on: &surface, x: inside.x + label, y: y, width: inside.width - label,
                style: isCurrent ? theme[.input] : theme.style(.text, on: .overlay), placeholder: hint)
            if isCurrent { point = end }
        }
        let remark = problem.isEmpty ? (fields.indices.contains(cursor) ? fields[cursor].meaning : "") : problem
        surface.write(
            remark, x: inside.x, y: inside.maxY - 2, style: theme.style(problem.isEmpty ? .dim : .bad, on: .overlay),
            width: inside.width)
        draw(
            preview, in: Rect(x: inside.x, y: inside.y + 3 + fields.count, width: inside.width, height: 2), on: &surface, theme,
            glyphs)
        let keys = words.isEmpty ? "Enter take  Tab complete, next  Esc leave" : "Enter take  ←→ change  Tab next  Esc leave"
        surface.write(keys, x: inside.x, y: inside.maxY - 1, style: theme.style(.keyLabel, on: .overlay), width: inside.width)
        return point
    }

    /// What the step would do, and some of the cells that it would change; nothing where there is no place for it.
    private func draw(
        _ preview: Result<StepPreview, AssayError>?, in rect: Rect, on surface: inout Surface, _ theme: Theme, _ glyphs: Glyphs
    ) {
        switch preview {
        case .success(let preview):
            let part = preview.rows < preview.allRows ? " of the first \(preview.rows) rows" : ""
            surface.write(
                (preview.effect.isNothing ? "would change nothing" : "would have " + preview.effect.sentence) + part, x: rect.x,
                y: rect.y,
                style: theme.style(preview.effect.isNothing ? .warning : .good, on: .overlay), width: rect.width)
            let examples = preview.examples.map { example in
                let after = example.after ?? glyphs.missing
                return preview.effect.added.contains(example.column)
                    ? "\(example.column): \(after)" : "\(example.before ?? glyphs.missing) \(glyphs.arrow) \(after)"
            }
            let second = examples.isEmpty ? preview.remarks.last ?? "" : examples.joined(separator: "   ")
            surface.write(second, x: rect.x, y: rect.y + 1, style: theme.style(.dim, on: .overlay), width: rect.width)
        case .failure(let error):
            surface.write(error.sentence, x: rect.x, y: rect.y, style: theme.style(.warning, on: .overlay), width: rect.width)
        case nil: break
        }
    }
}
