/// Where a text stands in the columns that it is given.
public enum Alignment: Hashable, Sendable {
    case left, centre, right
}

extension Surface {
    /// Draws text in one row and returns the columns that it took.
    ///
    /// Everything dangerous in it is made harmless (``TerminalText``). What does not fit is cut with an ellipsis, never in the
    /// middle of a wide character.
    ///
    /// - Parameters:
    ///   - text: any text, from anywhere.
    ///   - x: the first column.
    ///   - y: the row.
    ///   - style: how it looks.
    ///   - width: the columns it may take; up to the end of the clip when nil. Columns left over are not touched.
    ///   - align: where the text stands in `width`.
    /// - Returns: the columns from `x` to the end of the text (with `align` left: the text's own columns).
    /// - Complexity: O(columns), without an allocation where the text fits.
    @discardableResult
    public mutating func write(
        _ text: String, x: Int, y: Int, style: Style, width: Int? = nil, align: Alignment = .left
    ) -> Int {
        let room = max(0, width ?? (clip.maxX - x))
        guard room > 0, y >= clip.y, y < clip.maxY, !text.isEmpty else { return 0 }
        let needed = TerminalText.columns(of: text)
        let offset: Int
        switch align {
        case .left: offset = 0
        case .centre: offset = max(0, (room - needed) / 2)
        case .right: offset = max(0, room - needed)
        }
        let limit = needed <= room ? room - offset : room - 1
        var column = x + offset
        let end = column + limit
        put(text, y: y, style: style, column: &column, end: end)
        if needed > room {
            place(glyphs.ellipsis, columns: 1, x: column, y: y, style: style)
            column += 1
        }
        return column - x
    }

    /// Draws spans one after another and returns the columns that they took together.
    @discardableResult
    public mutating func write(_ spans: [StyledText], x: Int, y: Int, width: Int? = nil) -> Int {
        let end = x + max(0, width ?? (clip.maxX - x))
        var column = x
        for span in spans where column < end {
            column += write(span.text, x: column, y: y, style: span.style, width: end - column)
        }
        return column - x
    }

    /// Draws text over several rows, broken at blanks; returns the rows used. What does not fit ends with an ellipsis.
    @discardableResult
    public mutating func write(paragraph text: String, in rect: Rect, style: Style) -> Int {
        let lines = TerminalText.wrapped(text, columns: rect.width)
        for (index, line) in lines.prefix(rect.height).enumerated() {
            let isCut = index == rect.height - 1 && lines.count > rect.height
            write(isCut ? line + " " + lines[index + 1] : line, x: rect.x, y: rect.y + index, style: style, width: rect.width)
        }
        return min(lines.count, rect.height)
    }

    /// Puts graphemes from `column` on, up to `end`.
    private mutating func put(_ text: String, y: Int, style: Style, column: inout Int, end: Int) {
        var text = text
        let isASCII = text.withUTF8 { bytes in
            for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
            for byte in bytes {
                guard column < end else { break }
                place(Grapheme(unchecked: Unicode.Scalar(byte)), columns: 1, x: column, y: y, style: style)
                column += 1
            }
            return true
        }
        if isASCII { return }
        TerminalText.forEachGrapheme(in: text) { grapheme, columns in
            guard column + columns <= end else { return false }
            place(grapheme, columns: columns, x: column, y: y, style: style)
            column += columns
            return true
        }
    }

    /// Puts one grapheme, and mends wide characters that it cuts in half.
    @inline(__always)
    mutating func place(_ grapheme: Grapheme, columns: Int, x: Int, y: Int, style: Style) {
        guard y >= clip.y, y < clip.maxY, x >= clip.x, x < clip.maxX else {
            // The right half of a wide character whose left half is outside becomes a blank.
            if columns == 2, x == clip.x - 1, y >= clip.y, y < clip.maxY, clip.width > 0 {
                place(.space, columns: 1, x: x + 1, y: y, style: style)
            }
            return
        }
        let index = y * size.width + x
        if cells[index].grapheme.isContinuation, x > 0 { cells[index - 1].grapheme = .space }
        let last = index + columns - 1
        if x + columns < size.width, cells[last + 1].grapheme.isContinuation { cells[last + 1].grapheme = .space }
        if columns == 2 {
            if x + 1 < clip.maxX {
                cells[index] = Cell(grapheme, style)
                cells[index + 1] = Cell(.continuation, style)
            } else {
                cells[index] = Cell(.space, style)
            }
        } else {
            cells[index] = Cell(grapheme, style)
        }
    }
}

/// A piece of text in one style.
public struct StyledText: Hashable, Sendable {
    public var text: String
    public var style: Style

    /// A piece of text in one style.
    public init(_ text: String, _ style: Style) {
        self.text = text
        self.style = style
    }

    /// Columns that it takes.
    public var columns: Int { TerminalText.columns(of: text) }
}
