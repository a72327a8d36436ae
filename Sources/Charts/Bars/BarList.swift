public import Terminal

/// Bars below one another, each with a name and a figure: frequencies, importances.
public struct BarList: Equatable, Sendable {
    /// One bar.
    public struct Row: Equatable, Sendable {
        /// What stands before the bar.
        public var name: String
        /// The bar's length, in the measure of the others.
        public var value: Double
        /// The part of the value in the second shade, or zero.
        public var second: Double
        /// Half the length of an error line, or zero.
        public var error: Double
        /// What stands behind the bar.
        public var figure: String

        /// A bar with its name.
        public init(_ name: String, _ value: Double, second: Double = 0, error: Double = 0, figure: String = "") {
            self.name = name
            self.value = value
            self.second = second
            self.error = error
            self.figure = figure
        }
    }

    /// The bars from above.
    public var rows: [Row]
    /// The value of a full bar; nil takes the largest.
    public var top: Double?
    /// The first row shown.
    public var offset: Int
    /// The row under the cursor.
    public var cursor: Int?
    /// How it looks.
    public var style: ChartStyle

    /// Bars below one another.
    public init(_ rows: [Row], top: Double? = nil, offset: Int = 0, cursor: Int? = nil, style: ChartStyle = ChartStyle()) {
        self.rows = rows
        self.top = top
        self.offset = offset
        self.cursor = cursor
        self.style = style
    }

    /// Draws as many as fit: names up to two fifths of the width, figures right-aligned, bars between.
    public func draw(on surface: inout Surface, in rect: Rect) {
        guard rect.width >= 4 else { return }
        let largest = top ?? rows.reduce(0) { $1.value.isFinite ? max($0, $1.value + $1.error) : $0 }
        let nameWidth = min(rows.reduce(0) { max($0, TerminalText.columns(of: $1.name)) }, rect.width * 2 / 5)
        let figureWidth = min(rows.reduce(0) { max($0, TerminalText.columns(of: $1.figure)) }, rect.width / 3)
        let room = rect.width - nameWidth - (nameWidth > 0 ? 1 : 0) - figureWidth - (figureWidth > 0 ? 1 : 0)
        for (index, row) in rows.dropFirst(max(0, offset)).prefix(rect.height).enumerated() {
            let y = rect.y + index
            let isUnderCursor = cursor == offset + index
            surface.write(
                row.name, x: rect.x, y: y, style: isUnderCursor ? style.text.adding(.bold) : style.text, width: nameWidth)
            let x = rect.x + nameWidth + (nameWidth > 0 ? 1 : 0)
            let share = largest > 0 ? row.value / largest : 0
            if row.error > 0 {
                surface.write(
                    Bar.row(
                        share, error: row.error / largest, width: room, bar: style.bar, whisker: style.label,
                        glyphs: surface.glyphs),
                    x: x, y: y, width: room)
            } else {
                surface.write(twoShades(share, row, room, surface.glyphs), x: x, y: y, width: room)
            }
            surface.write(
                surface.glyphs.folded(row.figure), x: rect.maxX - figureWidth, y: y, style: style.label, width: figureWidth,
                align: .right)
        }
    }

    private func twoShades(_ share: Double, _ row: Row, _ room: Int, _ glyphs: Glyphs) -> [StyledText] {
        let whole = Bar.text(share, width: room, glyphs: glyphs)
        guard row.second > 0, row.value > 0 else { return [StyledText(whole, style.bar)] }
        let cells = Int((min(row.second / row.value, 1) * Double(whole.count)).rounded())
        let look =
            glyphs.isUnicode ? String(whole.prefix(cells)) : String(repeating: glyphs.shade, count: min(cells, whole.count))
        return [StyledText(look, style.barAccent), StyledText(String(whole.dropFirst(cells)), style.bar)]
    }
}
