public import Terminal

/// An axis in two rows, the line with its ticks and their labels, under something that is drawn elsewhere.
public struct AxisLine: Equatable, Sendable {
    /// What the width stands for.
    public var range: ClosedRange<Double>
    public var axis: Axis
    public var style: ChartStyle

    public init(_ range: ClosedRange<Double>, axis: Axis = Axis(), style: ChartStyle = ChartStyle()) {
        self.range = range
        self.axis = axis
        self.style = style
    }

    /// Draws the line at a row and the labels below it.
    public func draw(on surface: inout Surface, x: Int, y: Int, width: Int) {
        guard width > 2, range.upperBound > range.lowerBound else { return }
        surface.horizontalLine(x: x, y: y, width: width, style: style.axis)
        let ticks = LineChart.fittingTicks(range, axis, width: width)
        let map = AxisMap(range, isLogarithmic: axis.scale == .logarithmic)
        for (value, label) in zip(ticks.values, ticks.labels) {
            let share = map.share(value)
            guard share >= 0, share <= 1 else { continue }
            let column = x + Int((share * Double(width - 1)).rounded())
            surface[column, y] = Cell(surface.glyphs.box.teeDown, style.axis)
            let text = surface.glyphs.folded(label)
            let start = max(x, min(column - (text.count - 1) / 2, x + width - text.count))
            surface.write(text, x: start, y: y + 1, style: style.label)
        }
    }
}
