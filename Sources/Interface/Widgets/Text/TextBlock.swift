public import Terminal

/// Paragraphs broken at blanks, scrolled by lines.
public struct TextBlock {
    /// The paragraphs from above, each in its style; an empty one is a blank line.
    public var paragraphs: [StyledText]

    /// A text.
    public init(_ paragraphs: [StyledText]) { self.paragraphs = paragraphs }

    /// The text as lines of at most so many columns.
    public func lines(width: Int) -> [StyledText] {
        paragraphs.flatMap { paragraph -> [StyledText] in
            let lines = TerminalText.wrapped(paragraph.text, columns: width)
            return (lines.isEmpty ? [""] : lines).map { StyledText($0, paragraph.style) }
        }
    }

    /// Draws the lines from an offset on, as many as fit; returns the lines that there are in this width, for scrolling.
    @discardableResult
    public func draw(on surface: inout Surface, in rect: Rect, offset: Int = 0) -> Int {
        let lines = lines(width: rect.width)
        let first = min(max(0, offset), max(0, lines.count - rect.height))
        for (index, line) in lines.dropFirst(first).prefix(rect.height).enumerated() {
            surface.write(line.text, x: rect.x, y: rect.y + index, style: line.style, width: rect.width)
        }
        return lines.count
    }
}
