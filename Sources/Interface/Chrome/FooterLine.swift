public import Terminal

/// The last line of the screen: the likeliest keys now, or what the program has to say; figures at the right.
public struct FooterLine: Equatable, Sendable {
    /// Keys by likelihood; those that do not fit are left out, from the end.
    public var keys: [FooterKey]
    /// Stands in place of the keys while there is one.
    public var message: Message?
    /// Figures at the right, such as `imported 0.04 s`.
    public var figures: String
    /// The key for all the others, always shown.
    public var help: FooterKey?
    /// How many keys at most.
    public var limit: Int

    /// A last line.
    public init(keys: [FooterKey], message: Message? = nil, figures: String = "", help: FooterKey? = nil, limit: Int = 8) {
        self.keys = keys
        self.message = message
        self.figures = figures
        self.help = help
        self.limit = limit
    }

    private func columns(_ key: FooterKey) -> Int {
        TerminalText.columns(of: key.key.description) + 1 + TerminalText.columns(of: key.title) + 2
    }

    private func layout(width: Int) -> [(x: Int, key: FooterKey)] {
        let figuresColumns = figures.isEmpty ? 0 : TerminalText.columns(of: figures) + 2
        var room = width - 1 - figuresColumns - (help.map(columns) ?? 0)
        var chosen: [FooterKey] = []
        for key in keys.prefix(limit) where key.id != help?.id {
            guard columns(key) <= room else { continue }
            room -= columns(key)
            chosen.append(key)
        }
        if let help { chosen.append(help) }
        var x = 1
        return chosen.map { key in
            defer { x += columns(key) }
            return (x, key)
        }
    }

    /// The id of the command at a column; nil beside them.
    public func command(at x: Int, width: Int) -> String? {
        guard message == nil else { return nil }
        return layout(width: width).first { x >= $0.x && x < $0.x + columns($0.key) - 2 }?.key.id
    }

    /// Draws it into the first row of a rectangle.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        if let message {
            let mark = message.kind == .error || message.kind == .warning ? surface.glyphs.alert + " " : ""
            surface.write(mark + message.text, x: rect.x + 1, y: rect.y, style: theme[message.kind.role], width: rect.width - 2)
            return
        }
        for (x, key) in layout(width: rect.width) {
            let used = surface.write(key.key.description, x: rect.x + x, y: rect.y, style: theme[.key], width: rect.width - x)
            surface.write(
                key.title, x: rect.x + x + used + 1, y: rect.y, style: theme[.keyLabel], width: max(0, rect.width - x - used - 1))
        }
        if !figures.isEmpty {
            let columns = TerminalText.columns(of: figures)
            surface.write(figures, x: rect.maxX - 1 - columns, y: rect.y, style: theme[.figures], width: columns)
        }
    }
}
