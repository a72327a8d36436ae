public import Terminal

/// A curve in a few cells of one row, two by four dots a cell: a fold's course in a list.
public enum MiniCurve {
    /// The curve over the whole width; a shorter one ends where its share of `total` ends.
    ///
    /// - Parameters:
    ///   - values: one a step; NaN is a gap.
    ///   - width: in cells.
    ///   - total: how many steps the width stands for; nil takes the number of values.
    ///   - range: what the lowest and the highest dot stand for; nil takes the values' own, several curves share one.
    ///   - glyphs: what the terminal shows; without braille a row of blocks stands in.
    /// - Returns: a text of `width` cells.
    /// - Complexity: O(values + dots).
    public static func text(
        _ values: [Double], width: Int, total: Int? = nil, range: ClosedRange<Double>? = nil, glyphs: Glyphs = .unicode
    ) -> String {
        guard width > 0 else { return "" }
        let steps = max(total ?? values.count, values.count, 1)
        guard glyphs.hasBraille else {
            let cells = max(1, min(width, (values.count * width + steps - 1) / steps))
            let text = values.isEmpty ? "" : Sparkline.trend(values, width: cells, range: range, glyphs: glyphs)
            return text + String(repeating: " ", count: max(0, width - text.count))
        }
        let known = values.filter(\.isFinite)
        guard let low = range?.lowerBound ?? known.min(), let high = range?.upperBound ?? known.max() else {
            return String(repeating: " ", count: width)
        }
        var dots = DotGrid(columns: width, rows: 1, .braille)
        let across = Double(dots.width - 1) / Double(max(1, steps - 1))
        dots.line(count: values.count) { index in
            let share = high > low ? (values[index] - low) / (high - low) : 0.5
            return DotGrid.Position(x: Double(index) * across, y: (1 - share) * 3)
        }
        return (0..<width).map { dots.alphabet.text(dots.mask($0, 0), slot: 0) }.joined()
    }
}
