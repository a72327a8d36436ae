public import Terminal

/// Points in a plane as dots, the groups told apart by colour and, in ASCII, by letter.
///
/// Where many points fall into one cell the cell has the colour of the group with most points there, so that a crowd reads as the
/// share it is and the order of drawing leaves no trace.
public struct ScatterPlot: Equatable, Sendable {
    /// Points that belong together.
    public struct Group: Equatable, Sendable {
        /// What the group is called; empty for the only one.
        public var name: String
        /// Abscissas and ordinates, of equal number; a point that is not finite is left out.
        public var x: [Double]
        public var y: [Double]
        /// Which of the series' colours and letters it has.
        public var slot: Int

        public init(_ name: String = "", x: [Double], y: [Double], slot: Int = 0) {
            self.name = name
            self.x = x
            self.y = y
            self.slot = slot
        }

        /// The places of the points that can be drawn.
        fileprivate var drawn: [Int] { (0..<min(x.count, y.count)).filter { x[$0].isFinite && y[$0].isFinite } }
    }

    public var groups: [Group]
    public var x: Axis
    public var y: Axis
    /// A point that stands out: under the cursor.
    public var mark: (x: Double, y: Double)?
    public var emptyText: String
    public var style: ChartStyle

    public init(
        _ groups: [Group], x: Axis = Axis(), y: Axis = Axis(), mark: (x: Double, y: Double)? = nil,
        emptyText: String = "No points.", style: ChartStyle = ChartStyle()
    ) {
        self.groups = groups
        self.x = x
        self.y = y
        self.mark = mark
        self.emptyText = emptyText
        self.style = style
    }

    public static func == (a: ScatterPlot, b: ScatterPlot) -> Bool {
        a.groups == b.groups && a.x == b.x && a.y == b.y && a.mark?.x == b.mark?.x && a.mark?.y == b.mark?.y
            && a.emptyText == b.emptyText && a.style == b.style
    }

    /// Draws it with its axes, and the names of several groups in the first row.
    ///
    /// - Complexity: O(points + cells).
    public func draw(on surface: inout Surface, in rect: Rect) {
        let named = groups.filter { !$0.name.isEmpty }
        let hasLegend = named.count > 1 && rect.height >= 8
        if hasLegend { drawLegend(named, on: &surface, in: rect) }
        let place = hasLegend ? Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1) : rect
        var frame = LineChart([], x: x, y: y, labelsEnds: false, emptyText: emptyText, style: style)
        if let spans, let group = groups.first(where: { !$0.drawn.isEmpty }), let point = group.drawn.first {
            // A chart without a point draws no axes; the dots are drawn anew over this one.
            frame.series = [Series("", x: [group.x[point]], y: [group.y[point]])]
            frame.x.extent = .fixed(spans.x)
            frame.y.extent = .fixed(spans.y)
        }
        guard let layout = frame.draw(on: &surface, in: place) else { return }
        surface.withClip(layout.plot) { surface in
            // On the ground that the chart stands on, which is not the terminal's own in every theme.
            surface.fill(layout.plot, style: .plain.on(style.label.background))
            drawDots(on: &surface, layout)
        }
    }

    private func drawLegend(_ named: [Group], on surface: inout Surface, in rect: Rect) {
        var column = rect.x + 1
        let glyphs = surface.glyphs
        for group in named {
            let sign = glyphs.isUnicode ? glyphs.on : DotAlphabet.letters[group.slot % DotAlphabet.letters.count]
            guard column + 2 < rect.maxX else { return }
            surface.write(sign, x: column, y: rect.y, style: style.series(group.slot))
            column += 2
            column += surface.write(group.name, x: column, y: rect.y, style: style.label, width: rect.maxX - column) + 2
        }
    }

    /// The spans of the points, a little wider than they are so that no dot lies on an axis; nil without a point.
    private var spans: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var ends = (x: (Double.infinity, -Double.infinity), y: (Double.infinity, -Double.infinity))
        for group in groups {
            for point in group.drawn {
                ends.x = (min(ends.x.0, group.x[point]), max(ends.x.1, group.x[point]))
                ends.y = (min(ends.y.0, group.y[point]), max(ends.y.1, group.y[point]))
            }
        }
        guard ends.x.0 <= ends.x.1 else { return nil }
        return (Self.span(ends.x, x), Self.span(ends.y, y))
    }

    private static func span(_ ends: (Double, Double), _ axis: Axis) -> ClosedRange<Double> {
        if case .fixed(let range) = axis.extent { return range }
        let margin = ends.1 > ends.0 ? (ends.1 / 2 - ends.0 / 2) * 0.04 : max(abs(ends.0) * 0.05, 0.5)
        let (low, high) = (ends.0 - margin, ends.1 + margin)
        return low.isFinite && high.isFinite && low < high ? low...high : ends.0...max(ends.1, ends.0.nextUp)
    }

    private func drawDots(on surface: inout Surface, _ layout: LineChart.Layout) {
        let plot = layout.plot
        guard plot.width > 0, plot.height > 0 else { return }
        let alphabet = DotAlphabet(surface.glyphs)
        var dots = DotGrid(columns: plot.width, rows: plot.height, alphabet)
        var counts = [[Int32]](repeating: [], count: groups.count)
        for (index, group) in groups.enumerated() {
            counts[index] = [Int32](repeating: 0, count: plot.width * plot.height)
            for point in group.drawn {
                let (across, up) = (layout.xMap.share(group.x[point]), layout.yMap.share(group.y[point]))
                guard across >= 0, across <= 1, up >= 0, up <= 1 else { continue }
                let column = Int((across * Double(dots.width - 1)).rounded())
                let row = dots.height - 1 - Int((up * Double(dots.height - 1)).rounded())
                dots.set(column, row)
                counts[index][row / alphabet.rows * plot.width + column / alphabet.columns] += 1
            }
        }
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                let mask = dots.mask(column, row)
                guard mask != 0 else { continue }
                let cell = row * plot.width + column
                let most = groups.indices.max { counts[$0][cell] < counts[$1][cell] } ?? 0
                let slot = groups[most].slot
                surface.write(
                    alphabet.text(mask, slot: slot), x: plot.x + column, y: plot.y + row, style: style.series(slot))
            }
        }
        if let mark, let column = layout.column(of: mark.x), let row = layout.row(of: mark.y) {
            surface.write(surface.glyphs.isUnicode ? "◆" : "O", x: column, y: row, style: style.mark)
        }
    }
}
