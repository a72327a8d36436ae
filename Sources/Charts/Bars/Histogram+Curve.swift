import Terminal

extension Histogram {
    /// Draws a curve of expected counts over the bars: in dots over what is blank, and over bars with their colour behind. It
    /// spans the width of the bars together, in cells.
    func drawCurve(on surface: inout Surface, in plot: Rect, width: Int, _ largest: Double) {
        let alphabet = DotAlphabet(surface.glyphs)
        let shown = Rect(x: plot.x, y: plot.y, width: min(width, plot.width), height: plot.height)
        guard curve.count > 1, shown.width > 0, shown.height > 0 else { return }
        var dots = DotGrid(columns: shown.width, rows: shown.height, alphabet)
        let (across, up) = (Double(dots.width - 1) / Double(curve.count - 1), Double(dots.height))
        dots.line(count: curve.count) { point in
            let share = curve[point] / largest
            // Above the highest bar it leaves the picture.
            return DotGrid.Position(
                x: Double(point) * across, y: share.isFinite && share <= 1.02 ? up - 1 - min(share, 1) * (up - 1) : .nan)
        }
        for row in 0..<shown.height {
            for column in 0..<shown.width {
                let mask = dots.mask(column, row)
                guard mask != 0 else { continue }
                let (x, y) = (shown.x + column, shown.y + row)
                let below = surface[x, y]
                let isFull = below.grapheme == Grapheme(surface.glyphs.verticalBlocks[8])
                let ground = isFull ? below.style.foreground : below.style.background
                surface.write(alphabet.text(mask, slot: 0), x: x, y: y, style: style.mark.on(ground), width: 1)
            }
        }
    }
}
