public import Terminal

/// What may follow a key that begins longer ones: a small box in the lower right corner.
public struct PrefixHint: Equatable, Sendable {
    /// The keys pressed so far.
    public var pressed: KeySequence
    /// Keys that may follow, with what they do.
    public var entries: [FooterKey]

    /// A hint.
    public init(pressed: KeySequence, entries: [FooterKey]) {
        self.pressed = pressed
        self.entries = entries
    }

    /// Draws it above the last row.
    public func draw(in bounds: Rect, on surface: inout Surface, theme: Theme) {
        let keys = entries.map { TerminalText.columns(of: $0.key.description) }.max() ?? 0
        let titles = entries.map { TerminalText.columns(of: $0.title) }.max() ?? 0
        let width = min(bounds.width, max(keys + titles + 6, 16))
        let height = min(bounds.height - 1, entries.count + 2)
        let rect = Rect(x: bounds.maxX - width - 1, y: bounds.maxY - 1 - height, width: width, height: height)
        let inside = Popup.draw(in: rect, title: pressed.description, on: &surface, theme: theme)
        for (row, entry) in entries.prefix(inside.height).enumerated() {
            surface.write(
                entry.key.description, x: inside.x, y: inside.y + row, style: theme.style(.key, on: .overlay), width: keys)
            surface.write(
                entry.title, x: inside.x + keys + 2, y: inside.y + row, style: theme.style(.text, on: .overlay),
                width: inside.width - keys - 2)
        }
    }
}
