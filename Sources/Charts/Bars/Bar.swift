public import Terminal

/// Horizontal bars in eighths of a cell.
public enum Bar {
    /// A bar as long as a share of the width: `███▍`. What is not zero is seen.
    ///
    /// - Returns: at most `width` cells, without blanks behind the bar.
    public static func text(_ share: Double, width: Int, glyphs: Glyphs = .unicode) -> String {
        let eighths = eighths(share, width)
        guard eighths > 0 else { return "" }
        let (whole, rest) = eighths.quotientAndRemainder(dividingBy: 8)
        let full = glyphs.horizontalBlocks.last ?? "#"
        var text = String(repeating: full, count: whole)
        guard rest > 0, rest < glyphs.horizontalBlocks.count else { return text }
        let part = glyphs.horizontalBlocks[rest]
        if part != " " {
            text += part
        } else if whole == 0 {
            text += glyphs.horizontalBlocks.first { $0 != " " } ?? full
        }
        return text
    }

    /// The bar, blanks or a track behind it up to the full width: `████▌─────`.
    public static func row(
        _ share: Double, width: Int, bar: Style, track: Style? = nil, glyphs: Glyphs = .unicode
    ) -> [StyledText] {
        let text = text(share, width: width, glyphs: glyphs)
        let left = max(0, width - TerminalText.columns(of: text))
        return [
            StyledText(text, bar),
            StyledText(String(repeating: track == nil ? " " : glyphs.track, count: left), track ?? bar),
        ].filter { !$0.text.isEmpty }
    }

    /// A bar with the range of its error: the line runs through the bar's end, `██████─┤`.
    ///
    /// - Parameters:
    ///   - share: the bar's length, 0 to 1.
    ///   - error: half the length of the line, in the same measure.
    ///   - width: of the whole, in cells.
    ///   - bar: how the bar looks; within it the line is cut out of its colour.
    ///   - whisker: how the line looks outside of the bar.
    ///   - glyphs: what the terminal shows.
    /// - Returns: spans of `width` cells together.
    public static func row(
        _ share: Double, error: Double, width: Int, bar: Style, whisker: Style, glyphs: Glyphs = .unicode
    ) -> [StyledText] {
        guard width > 0 else { return [] }
        let text = Array(text(share, width: width, glyphs: glyphs)).map(String.init)
        guard error > 0, error.isFinite, share.isFinite else { return row(share, width: width, bar: bar, glyphs: glyphs) }
        func cell(_ share: Double) -> Int { Int((min(max(share, 0), 1) * Double(width - 1)).rounded()) }
        let (low, high) = (cell(share - error), cell(share + error))
        var spans: [StyledText] = []
        for column in 0..<width {
            let isLine = column >= low && column <= high
            if column < text.count {
                let isCut = isLine && column < text.count - 1 && glyphs.isUnicode
                spans.append(StyledText(isCut ? glyphs.box.horizontal : text[column], isCut ? bar.adding(.reverse) : bar))
            } else if isLine {
                let isEnd = column == high && share + error <= 1
                spans.append(StyledText(isEnd ? glyphs.box.teeLeft : glyphs.box.horizontal, whisker))
            } else {
                spans.append(StyledText(" ", whisker))
            }
        }
        return spans.joined()
    }

    /// How much is done: the bar over its track, as ``row(_:width:bar:track:glyphs:)``, the share behind it where that is wanted.
    public static func progress(
        _ share: Double, width: Int, style: ChartStyle, showsPercent: Bool = true, glyphs: Glyphs = .unicode
    ) -> [StyledText] {
        let clipped = share.isNaN ? 0 : min(max(share, 0), 1)
        // Rounded down: 100 % is said when it is done and not before.
        let percent = " " + Figures.fixed((clipped * 100).rounded(.down), 0) + " %"
        guard showsPercent, width >= 10 else {
            return row(clipped, width: width, bar: style.bar, track: style.track, glyphs: glyphs)
        }
        let padding = String(repeating: " ", count: 6 - percent.count)
        return row(clipped, width: width - 6, bar: style.bar, track: style.track, glyphs: glyphs)
            + [StyledText(padding + percent, style.text)]
    }

    /// A bar's length in eighths of cells: at least one for what is not zero, all only for what is full.
    static func eighths(_ share: Double, _ width: Int) -> Int {
        guard width > 0, share > 0 else { return 0 }
        if share >= 1 { return 8 * width }
        return min(max(Int((share * Double(8 * width)).rounded()), 1), 8 * width)
    }
}

extension [StyledText] {
    /// Neighbours of one style made one.
    func joined() -> [StyledText] {
        reduce(into: []) { result, span in
            if let last = result.indices.last, result[last].style == span.style {
                result[last].text += span.text
            } else {
                result.append(span)
            }
        }
    }
}
