public import Terminal

/// Counts of true against predicted classes, with heat by the share of the true class.
public struct ConfusionMatrix: Equatable, Sendable {
    /// Names of the classes.
    public var classes: [String]
    /// Rows are true classes, columns predicted ones.
    public var counts: [[Double]]
    /// The cell under the cursor.
    public var cursor: (row: Int, column: Int)?
    /// How it looks.
    public var style: ChartStyle

    /// A matrix with as many rows and columns as there are classes.
    public init(
        classes: [String], counts: [[Double]], cursor: (row: Int, column: Int)? = nil, style: ChartStyle = ChartStyle()
    ) {
        self.classes = classes
        self.counts = counts
        self.cursor = cursor
        self.style = style
    }

    /// Equal in all that is drawn.
    public static func == (a: ConfusionMatrix, b: ConfusionMatrix) -> Bool {
        a.classes == b.classes && a.counts == b.counts && a.cursor?.row == b.cursor?.row && a.cursor?.column == b.cursor?.column
            && a.style == b.style
    }

    /// Draws as many classes as fit: a line of predicted names, then a line a class, two where there is room.
    public func draw(on surface: inout Surface, in rect: Rect) {
        let count = min(classes.count, counts.count)
        guard count > 0, rect.height >= 2 else { return }
        let nameWidth = min(classes.reduce(4) { max($0, TerminalText.columns(of: $1)) }, max(4, rect.width / 4))
        let room = rect.width - nameWidth - 1
        let cellWidth = min(max(room / count, 5), 14)
        let across = min(count, room / cellWidth)
        let isTall = rect.height >= 1 + 2 * count
        let down = min(count, (rect.height - 1) / (isTall ? 2 : 1))
        surface.write(
            surface.glyphs.isUnicode ? "true╲" : "true\\", x: rect.x, y: rect.y, style: style.label, width: nameWidth + 1)
        for column in 0..<across {
            surface.write(
                classes[column], x: rect.x + nameWidth + 1 + column * cellWidth, y: rect.y, style: style.label,
                width: cellWidth - 1, align: .right)
        }
        for row in 0..<down {
            let y = rect.y + 1 + row * (isTall ? 2 : 1)
            surface.write(classes[row], x: rect.x, y: y, style: style.label, width: nameWidth, align: .right)
            let total = counts[row].reduce(0) { $1.isFinite ? $0 + $1 : $0 }
            for column in 0..<min(across, counts[row].count) {
                let box = Rect(
                    x: rect.x + nameWidth + 1 + column * cellWidth, y: y, width: cellWidth - 1, height: isTall ? 2 : 1)
                drawCell(row, column, share: total > 0 ? counts[row][column] / total : 0, on: &surface, in: box)
            }
        }
    }

    private func drawCell(_ row: Int, _ column: Int, share: Double, on surface: inout Surface, in box: Rect) {
        let heat = style.heat(share).foreground
        var look = style.text
        if heat == .terminal {
            // Without colours the diagonal is bold and the share is a bar.
            if row == column { look = look.adding(.bold) }
        } else {
            look = Style(Self.readable(on: heat), on: heat, row == column ? .bold : [])
        }
        if cursor?.row == row, cursor?.column == column { look = look.adding([.reverse, .bold]) }
        surface.fill(box, style: look)
        surface.write(Figures.count(counts[row][column]), x: box.x, y: box.y, style: look, width: box.width - 1, align: .right)
        guard box.height > 1 else { return }
        let text = surface.glyphs.folded(Figures.percent(share, box.width >= 7 ? 1 : 0))
        surface.write(text, x: box.x, y: box.y + 1, style: look, width: box.width - 1, align: .right)
    }

    /// Black or white, whichever is read more easily on a colour (relative luminance as in WCAG 2).
    static func readable(on colour: Colour) -> Colour {
        guard case .rgb(let red, let green, let blue) = colour else { return .terminal }
        let light = 0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)
        return light > 120 ? .rgb(10, 14, 20) : .rgb(240, 244, 250)
    }
}
