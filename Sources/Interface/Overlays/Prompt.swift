public import Terminal

/// A question that is answered with a line of text: a filter, a name, a value.
public struct Prompt: Equatable, Sendable {
    /// What stands before the line, such as `/` or `note`.
    public var label: String
    /// What an answer may look like.
    public var placeholder: String
    /// What is wrong with the answer, or what it would do; shown after it. The owner sets it as the text changes.
    public var remark: Message?
    private var editor: LineEditor
    private var history: LineHistory

    /// A prompt.
    public init(label: String, text: String = "", placeholder: String = "", history: LineHistory = LineHistory()) {
        self.label = label
        self.placeholder = placeholder
        self.editor = LineEditor(text)
        self.history = history
    }

    public var text: String { editor.text }
    /// The text before the cursor, for completion.
    public var head: String { editor.head }

    /// Takes a key: `highlighted` reports each change of the text, `chosen` the answer.
    public mutating func handle(_ key: Key) -> OverlayOutcome<String> {
        let before = editor.text
        switch key {
        case Key(.enter): return .chosen(editor.text)
        case Key(.escape), "Ctrl-C": return .cancelled
        // Rubbing out more than there is leaves, as in a pager.
        case Key(.backspace) where editor.isEmpty: return .cancelled
        case Key(.up), "Ctrl-P": if let text = history.older(than: editor.text) { editor.text = text }
        case Key(.down), "Ctrl-N": if let text = history.newer() { editor.text = text }
        default: editor.handle(key)
        }
        return editor.text == before ? .open : .highlighted(editor.text)
    }

    /// Takes a pasted text.
    public mutating func paste(_ text: String) -> OverlayOutcome<String> {
        editor.insert(text)
        return .highlighted(editor.text)
    }

    /// Sets the text, as completion does.
    public mutating func replace(with text: String) { editor.text = text }

    /// Draws it into one row, such as the last of the screen; returns the cell of the text cursor.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        guard rect.height > 0 else { return nil }
        surface.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), style: theme[.input])
        let used = surface.write(
            label, x: rect.x + 1, y: rect.y, style: theme[.key].on(theme[.input].background), width: rect.width / 3)
        var right = rect.maxX - 1
        if let remark {
            let columns = min(TerminalText.columns(of: remark.text), rect.width / 2)
            right -= columns + 2
            surface.write(
                remark.text, x: right + 2, y: rect.y, style: theme[remark.kind.role].on(theme[.input].background), width: columns)
        }
        let start = rect.x + used + 2
        return editor.draw(
            on: &surface, x: start, y: rect.y, width: right - start, style: theme[.input],
            placeholder: placeholder.isEmpty ? nil : StyledText(placeholder, theme[.placeholder]))
    }

    /// Draws it as a box of its own in the middle; returns the cell of the text cursor.
    public func drawBox(title: String, in bounds: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let rect = Popup.rect(in: bounds, width: min(72, bounds.width - 4), height: 5)
        let inside = Popup.draw(in: rect, title: title, on: &surface, theme: theme)
        let used =
            label.isEmpty
            ? 0
            : 1
                + surface.write(
                    label, x: inside.x, y: inside.y, style: theme.style(.key, on: .overlay), width: inside.width / 3)
        let point = editor.draw(
            on: &surface, x: inside.x + used, y: inside.y, width: inside.width - used, style: theme[.input],
            placeholder: placeholder.isEmpty ? nil : StyledText(placeholder, theme[.placeholder]))
        if let remark {
            surface.write(
                remark.text, x: inside.x, y: inside.y + 1, style: theme.style(remark.kind.role, on: .overlay), width: inside.width
            )
        }
        Popup.hints([("Enter", "accept"), ("Esc", "leave")], in: inside, on: &surface, theme: theme)
        return point
    }
}
