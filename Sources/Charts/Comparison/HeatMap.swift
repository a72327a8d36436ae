public import Terminal

/// A grid of values as colours, two rows a cell by half blocks; without colours one row a cell in shades.
public struct HeatMap: Equatable, Sendable {
    /// Rows of values; NaN stays blank.
    public var values: [[Double]]
    /// What the coldest and the hottest colour stand for.
    public var range: ClosedRange<Double>
    /// How it looks.
    public var style: ChartStyle

    /// A grid of values.
    public init(_ values: [[Double]], range: ClosedRange<Double> = 0...1, style: ChartStyle = ChartStyle()) {
        self.values = values
        self.range = range
        self.style = style
    }

    /// Draws as much as fits from the upper left, each value as many cells wide as there is room for.
    public func draw(on surface: inout Surface, in rect: Rect) {
        let columns = values.reduce(0) { max($0, $1.count) }
        guard columns > 0, !rect.isEmpty else { return }
        let width = min(max(1, rect.width / columns), 4)
        let isShaded = !surface.glyphs.isUnicode || style.heat(1).foreground == .terminal
        let rowsHigh = isShaded ? values.count : (values.count + 1) / 2
        for y in 0..<min(rect.height, rowsHigh) {
            for x in 0..<min(rect.width, columns * width) {
                let cell: Cell
                if isShaded {
                    cell = Cell(Self.shade(share(y, x / width), surface.glyphs), style.heat(1))
                } else {
                    let (upper, lower) = (colour(2 * y, x / width), colour(2 * y + 1, x / width))
                    cell = upper == .terminal && lower != .terminal ? Cell("▄", Style(lower)) : Cell("▀", Style(upper, on: lower))
                }
                surface[rect.x + x, rect.y + y] = upperIsBlank(y, x / width, isShaded) ? Cell() : cell
            }
        }
    }

    private func share(_ row: Int, _ column: Int) -> Double {
        guard row < values.count, column < values[row].count else { return .nan }
        let length = range.upperBound - range.lowerBound
        return length > 0 ? (values[row][column] - range.lowerBound) / length : .nan
    }

    private func colour(_ row: Int, _ column: Int) -> Colour {
        let share = share(row, column)
        return share.isNaN ? .terminal : style.heat(share).foreground
    }

    private func upperIsBlank(_ y: Int, _ column: Int, _ isShaded: Bool) -> Bool {
        isShaded ? share(y, column).isNaN : share(2 * y, column).isNaN && share(2 * y + 1, column).isNaN
    }

    private static func shade(_ share: Double, _ glyphs: Glyphs) -> String {
        let shades = glyphs.isUnicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "%", "#"]
        return share.isNaN ? " " : shades[Int((min(max(share, 0), 1) * 4).rounded())]
    }
}
