extension Surface {
    /// Draws with a narrower clip, and sets the former one again.
    public mutating func withClip(_ rect: Rect, _ body: (inout Surface) -> Void) {
        let former = clip
        clip = former.intersection(rect)
        body(&self)
        clip = former
    }

    /// Fills a rectangle with one narrow character.
    public mutating func fill(_ rect: Rect, _ text: String = " ", style: Style) {
        let grapheme = text == " " ? Grapheme.space : Grapheme(text)
        let area = rect.intersection(clip)
        guard !area.isEmpty else { return }
        let cell = Cell(grapheme.columns == 1 ? grapheme : .space, style)
        for y in area.y..<area.maxY {
            mendEdges(from: area.x, to: area.maxX, y: y)
            let start = y * size.width
            for index in start + area.x..<start + area.maxX { cells[index] = cell }
        }
    }

    /// Changes the styles in a rectangle and leaves the text: how a selection is laid over what is drawn.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(clip)
        guard !area.isEmpty else { return }
        for y in area.y..<area.maxY {
            for index in y * size.width + area.x..<y * size.width + area.maxX { change(&cells[index].style) }
        }
    }

    /// A line to the right.
    public mutating func horizontalLine(x: Int, y: Int, width: Int, style: Style) {
        fill(Rect(x: x, y: y, width: width, height: 1), glyphs.box.horizontal, style: style)
    }

    /// A line downwards.
    public mutating func verticalLine(x: Int, y: Int, height: Int, style: Style) {
        fill(Rect(x: x, y: y, width: 1, height: height), glyphs.box.vertical, style: style)
    }

    /// A frame along the inner edge of a rectangle, with a title in its upper left and figures in its upper right.
    ///
    /// - Returns: what is inside of the frame.
    @discardableResult
    public mutating func box(
        _ rect: Rect, style: Style, title: [StyledText] = [], figures: [StyledText] = []
    ) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else { return Rect(x: rect.x, y: rect.y, width: 0, height: 0) }
        let box = glyphs.box
        let right = rect.maxX - 1
        let bottom = rect.maxY - 1
        horizontalLine(x: rect.x + 1, y: rect.y, width: rect.width - 2, style: style)
        horizontalLine(x: rect.x + 1, y: bottom, width: rect.width - 2, style: style)
        verticalLine(x: rect.x, y: rect.y + 1, height: rect.height - 2, style: style)
        verticalLine(x: right, y: rect.y + 1, height: rect.height - 2, style: style)
        place(Grapheme(box.topLeft), columns: 1, x: rect.x, y: rect.y, style: style)
        place(Grapheme(box.topRight), columns: 1, x: right, y: rect.y, style: style)
        place(Grapheme(box.bottomLeft), columns: 1, x: rect.x, y: bottom, style: style)
        place(Grapheme(box.bottomRight), columns: 1, x: right, y: bottom, style: style)
        writeTitle(title, figures: figures, in: rect, y: rect.y, style: style)
        return rect.inset(1, 1)
    }

    /// A line across a frame that begins a second part of it, with a title of its own.
    public mutating func divider(of rect: Rect, y: Int, style: Style, title: [StyledText] = [], figures: [StyledText] = []) {
        guard rect.width >= 2 else { return }
        horizontalLine(x: rect.x + 1, y: y, width: rect.width - 2, style: style)
        place(Grapheme(glyphs.box.teeRight), columns: 1, x: rect.x, y: y, style: style)
        place(Grapheme(glyphs.box.teeLeft), columns: 1, x: rect.maxX - 1, y: y, style: style)
        writeTitle(title, figures: figures, in: rect, y: y, style: style)
    }

    private mutating func writeTitle(_ title: [StyledText], figures: [StyledText], in rect: Rect, y: Int, style: Style) {
        var room = rect.width - 4
        guard room > 0 else { return }
        if !title.isEmpty {
            let used = write(
                [StyledText(" ", style)] + title + [StyledText(" ", style)], x: rect.x + 1, y: y,
                width: min(room + 2, rect.width - 2))
            room -= used
        }
        let columns = figures.reduce(0) { $0 + $1.columns } + 2
        // Figures give way to the title: a title cut in half says less than a missing figure.
        guard !figures.isEmpty, columns <= room + 1 else { return }
        write([StyledText(" ", style)] + figures + [StyledText(" ", style)], x: rect.maxX - 1 - columns, y: y, width: columns)
    }

    /// Blanks the halves of wide characters that a change from one column to another would leave behind.
    private mutating func mendEdges(from left: Int, to right: Int, y: Int) {
        let start = y * size.width
        if left > 0, cells[start + left].grapheme.isContinuation { cells[start + left - 1].grapheme = .space }
        if right < size.width, cells[start + right].grapheme.isContinuation { cells[start + right].grapheme = .space }
    }
}
