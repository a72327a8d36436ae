public import Terminal

/// Upright bars over bins, in eighths of a cell, with an optional second shade for the part of one class.
public struct Histogram: Equatable, Sendable {
    /// What each bin holds.
    public var counts: [Double]
    /// The part of each bin that belongs to one class; nil draws one shade.
    public var second: [Double]?
    /// The bins' ends, one more than there are bins; empty draws no axis.
    public var edges: [Double]
    /// How the axis is written.
    public var x: Axis
    /// The largest count, which several histograms may share; nil takes the largest of ``counts``.
    public var top: Double?
    /// Whether the axis of counts is drawn.
    public var showsCounts: Bool
    /// The bin under the cursor, drawn in a shade of its own.
    public var cursor: Int?
    /// What was to be expected, at equal steps from the first edge to the last, drawn as a curve; empty draws none.
    public var curve: [Double]
    /// What is said where all bins are empty.
    public var emptyText: String
    /// How it looks.
    public var style: ChartStyle

    /// A histogram.
    public init(
        _ counts: [Double], second: [Double]? = nil, edges: [Double] = [], x: Axis = Axis(), top: Double? = nil,
        showsCounts: Bool = false, cursor: Int? = nil, curve: [Double] = [], emptyText: String = "No values.",
        style: ChartStyle = ChartStyle()
    ) {
        self.counts = counts
        self.second = second
        self.edges = edges
        self.x = x
        self.top = top
        self.showsCounts = showsCounts
        self.cursor = cursor
        self.curve = curve
        self.emptyText = emptyText
        self.style = style
    }

    /// Draws it; one row is enough, two rows more hold the axis.
    ///
    /// - Returns: where the bars stand, for ``bin(atColumn:in:)`` and ``columns(ofBin:in:)``.
    @discardableResult
    public func draw(on surface: inout Surface, in rect: Rect) -> Rect {
        let largest = top ?? counts.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        guard largest > 0, !counts.isEmpty, !rect.isEmpty else {
            surface.write(
                emptyText, x: rect.x + 1, y: rect.y + rect.height / 2, style: style.label, width: rect.width - 2, align: .centre)
            return rect
        }
        let hasAxis = edges.count == counts.count + 1 && rect.height >= 3
        var plot = Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - (hasAxis ? 2 : 0))
        if showsCounts, rect.width >= 20, plot.height >= 3 {
            plot = drawCounts(on: &surface, in: plot, largest, hasAxis: hasAxis)
        }
        let groups = groups(plot.width)
        for group in groups { drawBar(group, on: &surface, in: plot, largest) }
        drawCurve(on: &surface, in: plot, width: groups.last?.columns.upperBound ?? plot.width, largest)
        if hasAxis { drawAxis(on: &surface, in: rect, plot, groups) }
        return plot
    }

    /// The columns of a bin's bar in the rectangle of the bars; nil where there is no such bin.
    public func columns(ofBin bin: Int, in rect: Rect) -> Range<Int>? {
        groups(rect.width).first { $0.bins.contains(bin) }.map {
            (rect.x + $0.columns.lowerBound)..<(rect.x + $0.columns.upperBound)
        }
    }

    /// The bin under a column of the rectangle it was drawn in, for the mouse; nil outside of the bars.
    public func bin(atColumn column: Int, in rect: Rect) -> Int? {
        groups(rect.width).first { $0.columns.contains(column - rect.x) }?.bins.lowerBound
    }

    /// Bins that share columns.
    private struct Group {
        var bins: Range<Int>
        var columns: Range<Int>
    }

    /// All bins over the whole width, or as many neighbours joined as columns ask for.
    private func groups(_ width: Int) -> [Group] {
        guard !counts.isEmpty, width > 0 else { return [] }
        if counts.count <= width {
            return counts.indices.map {
                Group(bins: $0..<$0 + 1, columns: $0 * width / counts.count..<($0 + 1) * width / counts.count)
            }
        }
        let each = (counts.count + width - 1) / width
        return (0..<(counts.count + each - 1) / each).map { index in
            Group(bins: index * each..<min((index + 1) * each, counts.count), columns: index..<index + 1)
        }
    }

    private func drawBar(_ group: Group, on surface: inout Surface, in plot: Rect, _ largest: Double) {
        let scale = Double(group.bins.count) * largest
        let sum = group.bins.reduce(0) { $0 + (counts[$1].isFinite ? counts[$1] : 0) }
        let part = group.bins.reduce(0) { sum, bin in
            guard let second, bin < second.count, second[bin].isFinite else { return sum }
            return sum + second[bin]
        }
        let height = Bar.eighths(sum / scale, plot.height)
        let lower = min(height, part > 0 ? Bar.eighths(part / scale, plot.height) : 0)
        let isUnderCursor = cursor.map { group.bins.contains($0) } ?? false
        // Wide bars leave a blank column between them.
        let columns = group.columns.count >= 3 ? group.columns.dropLast() : group.columns[...]
        for row in 0..<plot.height {
            let (bar, own) = (min(max(height - 8 * row, 0), 8), min(max(lower - 8 * row, 0), 8))
            guard bar > 0 else { break }
            let ground = surface[plot.x, plot.maxY - 1 - row].style.background
            let cell = cell(bar: bar, second: own, isUnderCursor: isUnderCursor, surface.glyphs, on: ground)
            for column in columns { surface[plot.x + column, plot.maxY - 1 - row] = cell }
        }
    }

    /// A cell of a bar of which the lower eighths have the second shade.
    private func cell(bar: Int, second: Int, isUnderCursor: Bool, _ glyphs: Glyphs, on ground: Colour) -> Cell {
        let first = isUnderCursor ? style.barCursor : style.bar
        if !glyphs.isUnicode {
            return Cell(second >= 4 ? glyphs.shade : bar < 4 ? "_" : isUnderCursor ? "@" : "#", first.on(ground))
        }
        // Without colours the cursor's bar would look like all others.
        let isTold = !isUnderCursor || first.foreground != style.bar.foreground
        let blocks = glyphs.verticalBlocks
        if second == 0 { return Cell(bar == 8 && !isTold ? glyphs.shade : blocks[bar], first.on(ground)) }
        if second >= bar { return Cell(blocks[bar], style.barAccent.on(ground)) }
        // Two shades fill a cell by foreground and background; where the bar ends in it too, the larger part is shown.
        if bar == 8 { return Cell(blocks[second], style.barAccent.on(first.foreground)) }
        return second * 2 >= bar ? Cell(blocks[bar], style.barAccent.on(ground)) : Cell(blocks[bar], first.on(ground))
    }

    private func drawCounts(on surface: inout Surface, in plot: Rect, _ largest: Double, hasAxis: Bool) -> Rect {
        let ticks = Ticks(
            of: 0...largest, on: Axis(scale: .integer), count: min(max(plot.height / 3, 2), 6), isLoose: false)
        let left = ticks.labelWidth + 2
        guard left < plot.width / 2 else { return plot }
        surface.verticalLine(x: plot.x + left - 1, y: plot.y, height: plot.height, style: style.axis)
        for (value, label) in zip(ticks.values, ticks.labels) where value > 0 {
            let row = plot.maxY - Int((value / largest * Double(plot.height)).rounded())
            guard row >= plot.y else { continue }
            surface[plot.x + left - 1, row] = Cell(surface.glyphs.box.teeLeft, style.axis)
            surface.write(label, x: plot.x, y: row, style: style.label, width: left - 2, align: .right)
        }
        if hasAxis { surface[plot.x + left - 1, plot.maxY] = Cell(surface.glyphs.box.bottomLeft, style.axis) }
        return Rect(x: plot.x + left, y: plot.y, width: plot.width - left, height: plot.height)
    }

    private func drawAxis(on surface: inout Surface, in rect: Rect, _ plot: Rect, _ groups: [Group]) {
        guard let first = edges.first, let last = edges.last, last > first, first.isFinite, last.isFinite else { return }
        let width = groups.last?.columns.upperBound ?? plot.width
        surface.horizontalLine(x: plot.x, y: plot.maxY, width: width, style: style.axis)
        let ticks = LineChart.fittingTicks(first...last, x, width: width)
        var end = rect.x - 1
        for (value, label) in zip(ticks.values, ticks.labels) {
            let offset = Int(((value - first) / (last - first) * Double(width - 1)).rounded())
            surface[plot.x + offset, plot.maxY] = Cell(surface.glyphs.box.teeDown, style.axis)
            let text = surface.glyphs.folded(label)
            let start = max(rect.x, min(plot.x + offset - (text.count - 1) / 2, rect.maxX - text.count))
            guard start > end else { continue }
            surface.write(text, x: start, y: plot.maxY + 1, style: style.label)
            end = start + text.count
        }
        if !x.title.isEmpty, end + 1 + TerminalText.columns(of: x.title) <= rect.maxX {
            surface.write(x.title, x: end + 1, y: plot.maxY + 1, style: style.label)
        }
    }
}
