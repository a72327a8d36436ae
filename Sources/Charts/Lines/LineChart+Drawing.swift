public import Terminal

extension LineChart {
    /// Draws the chart into a part of a surface, from 20 x 5 cells upwards; smaller parts get as much as fits.
    ///
    /// - Returns: where things stand, for the mouse and for steadying live axes; nil where there was nothing to draw.
    /// - Complexity: O(points + cells).
    @discardableResult
    public func draw(on surface: inout Surface, in rect: Rect) -> Layout? {
        var chart = self
        chart.isPlain = !surface.glyphs.isUnicode
        guard let layout = chart.layout(in: rect) else {
            drawEmpty(on: &surface, in: rect)
            return nil
        }
        surface.withClip(rect) { surface in
            chart.drawAxes(on: &surface, in: rect, layout)
            chart.drawBands(on: &surface, layout)
            chart.drawLines(on: &surface, layout)
            chart.drawMarks(on: &surface, layout)
            chart.drawCrosshair(on: &surface, in: rect, layout)
            chart.drawReferences(on: &surface, layout)
            chart.drawLabels(on: &surface, layout)
        }
        return layout
    }

    private func drawEmpty(on surface: inout Surface, in rect: Rect) {
        let lines = TerminalText.wrapped(emptyText, columns: rect.width - 2).prefix(rect.height)
        let top = rect.y + max(0, (rect.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            surface.write(line, x: rect.x + 1, y: top + index, style: style.label, width: rect.width - 2, align: .centre)
        }
    }

    private func drawAxes(on surface: inout Surface, in rect: Rect, _ layout: Layout) {
        let plot = layout.plot
        let box = surface.glyphs.box
        if plot.y > rect.y { surface.write(y.title, x: rect.x, y: rect.y, style: style.label, width: rect.width) }
        if plot.x > rect.x {
            surface.verticalLine(x: plot.x - 1, y: plot.y, height: plot.height, style: style.axis)
            for (value, label) in zip(layout.y.values, layout.y.labels) {
                guard let row = layout.row(of: value) else { continue }
                surface[plot.x - 1, row] = Cell(box.teeLeft, style.axis)
                surface.write(
                    surface.glyphs.folded(label), x: rect.x, y: row, style: style.label, width: plot.x - 2 - rect.x, align: .right
                )
            }
        }
        guard layout.hasAxisRow else { return }
        surface.horizontalLine(x: plot.x, y: plot.maxY, width: plot.width, style: style.axis)
        if plot.x > rect.x { surface[plot.x - 1, plot.maxY] = Cell(box.bottomLeft, style.axis) }
        for value in layout.x.values {
            guard let column = layout.column(of: value) else { continue }
            surface[column, plot.maxY] = Cell(box.teeDown, style.axis)
        }
        if layout.hasLabelRow { drawXLabels(on: &surface, in: rect, layout) }
    }

    /// Labels centred below their ticks, the axis title behind the last.
    private func drawXLabels(on surface: inout Surface, in rect: Rect, _ layout: Layout) {
        let row = layout.plot.maxY + 1
        var labels = zip(layout.x.values, layout.x.labels).compactMap { value, label -> (start: Int, text: String)? in
            guard let column = layout.column(of: value) else { return nil }
            let text = surface.glyphs.folded(label)
            return (max(rect.x, min(column - (text.count - 1) / 2, rect.maxX - text.count)), text)
        }
        let titleWidth = TerminalText.columns(of: x.title)
        if titleWidth > 0 {
            let starts = labels.map(\.start) + [rect.maxX + 1]
            let ends = labels.map { $0.start + $0.text.count }
            // Behind the last label; else it takes the last one's place, as long as two are left; else in a gap.
            let fitting = labels.indices.filter { ends[$0] + 1 + titleWidth <= rect.maxX }
            if let last = fitting.last, last == labels.count - 1 || last >= 1 {
                labels.removeLast(labels.count - 1 - last)
                surface.write(x.title, x: ends[last] + 1, y: row, style: style.label)
            } else if let gap = labels.indices.last(where: { starts[$0 + 1] - ends[$0] >= titleWidth + 2 }) {
                let start = ends[gap] + (starts[gap + 1] - ends[gap] - titleWidth) / 2
                surface.write(x.title, x: start, y: row, style: style.label)
            }
        }
        var end = rect.x - 1
        for label in labels where label.start > end {
            surface.write(label.text, x: label.start, y: row, style: style.label)
            end = label.start + label.text.count
        }
    }

    private func drawBands(on surface: inout Surface, _ layout: Layout) {
        let plot = layout.plot
        for index in shown {
            guard let band = series[index].band else { continue }
            for column in plot.x..<plot.maxX {
                guard let abscissa = layout.abscissa(atColumn: column),
                    let (low, high) = band.span(of: series[index], at: abscissa)
                else { continue }
                let shares = [layout.yMap.share(low), layout.yMap.share(high)]
                guard shares.allSatisfy(\.isFinite) else { continue }
                let rows = shares.map { plot.maxY - 1 - Int((min(max($0, -1), 2) * Double(plot.height - 1)).rounded()) }
                for row in max(rows[1], plot.y)...max(max(rows[1], plot.y), min(rows[0], plot.maxY - 1)) {
                    guard row >= rows[1], row <= rows[0] else { continue }
                    if style.band.background == .terminal {
                        surface[column, row] = Cell(surface.glyphs.shade, style.band)
                    } else {
                        surface[column, row].style.background = style.band.background
                    }
                }
            }
        }
    }

    private func drawLines(on surface: inout Surface, _ layout: Layout) {
        let plot = layout.plot
        var layers = DotLayers()
        let alphabet = DotAlphabet(surface.glyphs)
        let blank = DotGrid(columns: plot.width, rows: plot.height, alphabet)
        for index in shown {
            let own = series[index]
            let isBehind = focus.map { $0 != index } ?? false
            var dots = blank
            let dash = own.dash ?? (tellsByDash ? .slot(own.slot ?? index) : .solid)
            let rank = index == focus ? DotLayers.occluding : own.role == .baseline ? 1 : 2
            if smoothing > 0, own.role == .normal, own.joining == .line {
                dots.draw(own, own.y, layout, .solid)
                layers.layers.append(.init(dots: dots, style: style.baseline, slot: own.slot ?? index, rank: 0))
                dots = blank
            }
            dots.draw(own, own.role == .normal && own.joining == .line ? smoothed(own.y, smoothing) : own.y, layout, dash)
            let look = isBehind && own.role == .normal ? lineStyle(index).adding(.dim) : lineStyle(index)
            layers.layers.append(.init(dots: dots, style: look, slot: own.slot ?? index, rank: rank))
        }
        if references.contains(where: { $0.direction == .diagonal }) {
            var dots = blank
            dots.segment(
                from: .init(x: 0, y: Double(dots.height - 1)), to: .init(x: Double(dots.width - 1), y: 0), .short)
            layers.layers.insert(.init(dots: dots, style: style.reference, slot: 7, rank: -1), at: 0)
        }
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                guard let cell = layers.cell(column, row) else { continue }
                let background = surface[plot.x + column, plot.y + row].style.background
                surface[plot.x + column, plot.y + row] = Cell(cell.text, cell.style.on(background))
            }
        }
    }

    /// The look of a series.
    func lineStyle(_ index: Int) -> Style {
        series[index].role == .baseline ? style.baseline : style.series(series[index].slot ?? index)
    }
}

extension DotGrid {
    /// Draws the values of a series where the chart puts them.
    mutating func draw(_ series: Series, _ values: [Double], _ layout: LineChart.Layout, _ dash: Series.Dash) {
        let (across, up) = (Double(width - 1), Double(height - 1))
        let (xMap, yMap) = (layout.xMap, layout.yMap)
        // The ends of the axes are the middles of the outermost cells, so that a tick's value lies in the cell of its tick.
        let (right, down) = (Double(alphabet.columns - 1) / 2, Double(alphabet.rows - 1) / 2)
        func position(_ abscissa: Double, _ value: Double) -> Position {
            Position(
                x: right + xMap.share(abscissa) * (across - 2 * right), y: up - down - yMap.share(value) * (up - 2 * down))
        }
        switch series.joining {
        case .line: line(count: values.count, dash: dash) { position(series.abscissa($0), values[$0]) }
        case .steps:
            line(count: max(0, 2 * values.count - 1), dash: dash) { place in
                position(series.abscissa((place + 1) / 2), values[place / 2])
            }
        case .points:
            for index in values.indices {
                let point = position(series.abscissa(index), values[index])
                if point.x.isFinite, point.y.isFinite, point.x.magnitude < 1e6, point.y.magnitude < 1e6 {
                    set(Int(point.x.rounded()), Int(point.y.rounded()))
                }
            }
        }
    }
}
