public import Terminal

/// Names and values below one another, values in one column.
public struct KeyValueList {
    /// One line.
    public struct Row: Hashable, Sendable {
        /// What it is.
        public var key: String
        /// What it is worth.
        public var value: [StyledText]

        /// A line.
        public init(_ key: String, _ value: [StyledText]) {
            self.key = key
            self.value = value
        }
    }

    /// The lines from above; one with an empty key goes on with the line before.
    public var rows: [Row]
    /// How keys look.
    public var keyStyle: Style

    /// Names and values.
    public init(_ rows: [Row], keyStyle: Style) {
        self.rows = rows
        self.keyStyle = keyStyle
    }

    /// Draws as many lines as fit, values `gap` cells behind the longest name; returns the lines drawn.
    @discardableResult
    public func draw(on surface: inout Surface, in rect: Rect, gap: Int = 2) -> Int {
        let keyWidth = min(rows.reduce(0) { max($0, TerminalText.columns(of: $1.key)) }, rect.width / 2)
        for (index, row) in rows.prefix(rect.height).enumerated() {
            surface.write(row.key, x: rect.x, y: rect.y + index, style: keyStyle, width: keyWidth)
            let x = rect.x + keyWidth + gap
            surface.write(row.value, x: x, y: rect.y + index, width: rect.maxX - x)
        }
        return min(rows.count, rect.height)
    }
}
