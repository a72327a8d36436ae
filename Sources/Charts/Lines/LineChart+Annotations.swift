import Terminal

extension LineChart {
    /// Reference lines where no curve is, with their words where there is room.
    func drawReferences(on surface: inout Surface, _ layout: Layout) {
        let plot = layout.plot
        for reference in references where reference.value.isFinite {
            switch reference.direction {
            case .horizontal:
                guard let row = layout.row(of: reference.value) else { continue }
                for column in plot.x..<plot.maxX where surface[column, row].isBlank {
                    surface[column, row].replace(surface.glyphs.dashed, style.reference)
                }
                let width = TerminalText.columns(of: reference.label)
                let start = plot.maxX - width - 1
                if width > 0, start > plot.x, isFree(surface, start - 1, row, width + 2, allowing: surface.glyphs.dashed) {
                    surface.write(" \(reference.label) ", x: start - 1, y: row, style: style.reference)
                }
            case .vertical:
                guard let column = layout.column(of: reference.value) else { continue }
                for row in plot.y..<plot.maxY where surface[column, row].isBlank {
                    surface[column, row].replace(surface.glyphs.hasBraille ? "┊" : isPlain ? ":" : "│", style.reference)
                }
                let width = TerminalText.columns(of: reference.label)
                // At the first row where the words cover no curve.
                let places = [column + 1, column - width].filter { $0 >= plot.x && $0 + width <= plot.maxX }
                for row in plot.y..<plot.maxY where width > 0 {
                    guard let start = places.first(where: { isFree(surface, $0, row, width) }) else { continue }
                    surface.write(reference.label, x: start, y: row, style: style.reference)
                    break
                }
            case .diagonal: break
            }
        }
    }

    /// Best points, and where values ended in something that is no number.
    func drawMarks(on surface: inout Surface, _ layout: Layout) {
        for index in shown {
            let own = series[index]
            if own.joining == .line { drawGaps(own, on: &surface, layout) }
            guard let best = own.best, let point = nearest(to: best, in: index), own.y[point].isFinite,
                let column = layout.column(of: own.abscissa(point)), let row = layout.row(of: drawnValue(index, point))
            else { continue }
            let look = own.role == .baseline ? style.baseline.adding(.bold) : lineStyle(index).adding(.bold)
            surface[column, row].replace(surface.glyphs.best, look)
        }
    }

    /// A cross behind the last value before a NaN or an infinity: a curve that breaks off is bad news.
    private func drawGaps(_ own: Series, on surface: inout Surface, _ layout: Layout) {
        for point in own.y.indices.dropFirst() where !own.y[point].isFinite && own.y[point - 1].isFinite {
            guard let row = layout.row(of: own.y[point - 1]), let column = layout.column(of: own.abscissa(point)) else {
                continue
            }
            surface[column, row].replace(surface.glyphs.cross, style.bad)
        }
    }

    /// A hairline behind the curves, which stand out where it meets them, and the abscissa below.
    func drawCrosshair(on surface: inout Surface, in rect: Rect, _ layout: Layout) {
        guard let crosshair, let column = layout.column(of: crosshair) else { return }
        let plot = layout.plot
        for row in plot.y..<plot.maxY {
            if surface[column, row].isBlank {
                surface[column, row].replace(surface.glyphs.box.vertical, style.crosshair)
            } else {
                surface[column, row].style.attributes.formUnion(.bold)
            }
        }
        guard layout.hasAxisRow else { return }
        surface[column, plot.maxY] = Cell(surface.glyphs.box.cross, style.crosshair)
        guard layout.hasLabelRow else { return }
        let abscissa = readings(at: crosshair).first?.x ?? crosshair
        let text = surface.glyphs.folded(x.scale == .linear ? x.format.text(abscissa) : Self.crosshairLabel(abscissa, x))
        let start = max(rect.x, min(column - (text.count - 1) / 2, rect.maxX - text.count))
        clearLabels(on: &surface, in: rect, start - 1, start + text.count, row: plot.maxY + 1)
        surface.write(text, x: start, y: plot.maxY + 1, style: style.text.adding(.bold))
    }

    private static func crosshairLabel(_ abscissa: Double, _ axis: Axis) -> String {
        switch axis.scale {
        case .integer: Figures.count(abscissa)
        case .duration: Figures.clock(abscissa)
        case .date: Figures.date(abscissa)
        case .linear, .logarithmic: axis.format.text(abscissa)
        }
    }

    /// Blanks the words of a row that reach into some columns, whole words only.
    private func clearLabels(on surface: inout Surface, in rect: Rect, _ start: Int, _ end: Int, row: Int) {
        var left = max(rect.x, start)
        while left > rect.x, !surface[left, row].isBlank { left -= 1 }
        var right = min(rect.maxX - 1, end)
        while right < rect.maxX - 1, !surface[right, row].isBlank { right += 1 }
        guard right >= left else { return }
        surface.fill(Rect(x: left, y: row, width: right - left + 1, height: 1), style: style.label)
    }

    private func isFree(
        _ surface: Surface, _ x: Int, _ y: Int, _ width: Int, allowing filler: String? = nil
    ) -> Bool {
        (x..<x + width).allSatisfy { surface[$0, y].isBlank || filler != nil && surface[$0, y].text == filler }
    }

    /// Names and values right of the line ends.
    func drawLabels(on surface: inout Surface, _ layout: Layout) {
        let labels = layout.labels
        let plot = layout.plot
        let wanted = labels.entries.map { entry -> Double in
            let share = layout.yMap.share(entry.y)
            let clipped = share.isNaN ? 0 : min(max(share, 0), 1)
            return (1 - clipped) * Double(plot.height - 1)
        }
        let rows = EndLabels.spread(wanted, rows: plot.height)
        let start = plot.x + labels.offset(plotWidth: plot.width)
        for (entry, offset) in zip(labels.entries, rows) {
            let row = plot.y + offset
            let look = lineStyle(entry.series)
            surface.fill(Rect(x: start - 1, y: row, width: labels.width + 1, height: 1), style: .plain.on(look.background))
            var x = start
            if labels.hasSample {
                surface.write(sample(entry.series, surface.glyphs), x: x, y: row, style: look)
                x += 3
            }
            if labels.nameWidth > 0 {
                surface.write(entry.name, x: x, y: row, style: look, width: labels.nameWidth)
                x += labels.nameWidth + 1
            }
            let value = surface.glyphs.folded(entry.value)
            surface.write(value, x: x, y: row, style: look, width: labels.valueWidth, align: .right)
            x += labels.valueWidth + 2
            guard labels.differenceWidth > 0, !entry.difference.isEmpty else { continue }
            let judged = entry.isBetter.map { $0 ? style.good : style.bad } ?? style.label
            surface.write(
                surface.glyphs.folded(entry.difference), x: x, y: row, style: judged, width: labels.differenceWidth, align: .right
            )
        }
    }

    /// Two cells of the line as it is drawn.
    private func sample(_ index: Int, _ glyphs: Glyphs) -> String {
        let alphabet = DotAlphabet(glyphs)
        let slot = series[index].slot ?? index
        if alphabet == .ascii { return alphabet.text(1, slot: slot) }
        let dash = series[index].dash ?? (tellsByDash ? .slot(slot) : .solid)
        var dots = DotGrid(columns: 2, rows: 1, alphabet)
        for x in 0..<dots.width where dash.isOn(x) { dots.set(x, alphabet.rows / 2) }
        return (0..<2).map { alphabet.text(dots.mask($0, 0), slot: slot) }.joined()
    }

    /// The value as the line shows it: smoothed where lines are.
    func drawnValue(_ index: Int, _ point: Int) -> Double {
        let own = series[index]
        guard smoothing > 0, own.role == .normal, own.joining == .line else { return own.y[point] }
        return smoothed(Array(own.y[...point]), smoothing).last ?? own.y[point]
    }
}

extension ReferenceLine {
    /// Whether it can widen an axis.
    var isInside: Bool { value.isFinite && value.magnitude < 1e300 }
}

extension Series.Band {
    /// The bounds at the point nearest to an abscissa.
    func span(of series: Series, at abscissa: Double) -> (Double, Double)? {
        guard let first = series.y.indices.first, let last = series.y.indices.last else { return nil }
        guard abscissa >= series.abscissa(first), abscissa <= series.abscissa(last),
            let point = LineChart([series]).nearest(to: abscissa, in: 0), point < low.count, point < high.count,
            low[point].isFinite, high[point].isFinite
        else { return nil }
        return (min(low[point], high[point]), max(low[point], high[point]))
    }
}

extension Cell {
    /// Whether nothing is drawn here.
    var isBlank: Bool { grapheme == .space }

    /// Draws something on the background that is there.
    mutating func replace(_ text: String, _ look: Style) { self = Cell(text, look.on(style.background)) }
}
