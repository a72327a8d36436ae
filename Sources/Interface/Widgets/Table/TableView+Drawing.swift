public import Terminal

extension TableView {
    /// Draws the table: header, visible rows, and what is above and below as a bar in the last column.
    ///
    /// - Complexity: O(visible cells), whatever the number of rows.
    public func draw(on surface: inout Surface, in rect: Rect, state: TableState) {
        guard !rect.isEmpty else { return }
        surface.withClip(rect) { surface in
            let page = page(height: rect.height)
            let width = seenWidth(Size(rect.width, rect.height))
            let places = placed(width: width, state: state)
            if hasHeader { drawHeader(on: &surface, in: rect, places, state) }
            drawPinned(on: &surface, in: rect, places)
            let body = Rect(x: rect.x, y: rect.y + headHeight, width: width, height: page)
            guard rows > 0 else {
                let text = TerminalText.wrapped(emptyText, columns: max(1, rect.width - 2)).prefix(max(0, page - 1))
                for (index, line) in text.enumerated() {
                    surface.write(line, x: rect.x + 1, y: body.y + 1 + index, style: style.empty, width: rect.width - 2)
                }
                return
            }
            let top = TableState.window(top: state.top, cursor: state.cursor, rows: rows, page: max(1, page))
            for line in 0..<min(page, rows - top) {
                drawRow(top + line, y: body.y + line, on: &surface, in: body, places, state)
            }
            if hasIndicator(Size(rect.width, rect.height)) {
                drawIndicator(
                    on: &surface, in: Rect(x: rect.maxX - 1, y: body.y, width: 1, height: page), top: top, page: page)
            }
        }
    }

    private func drawPinned(on surface: inout Surface, in rect: Rect, _ places: [Placed]) {
        guard let pinned else { return }
        let line = Rect(x: rect.x, y: rect.y + headHeight - 1, width: rect.width, height: 1)
        for place in places { draw(pinned(place.column), place, y: line.y, on: &surface, in: line) }
        if let pinnedMark { surface.write(pinnedMark.text, x: line.x, y: line.y, style: pinnedMark.style, width: 1) }
        Self.lay(style.pinned, over: line, on: &surface)
    }

    private func drawHeader(on surface: inout Surface, in rect: Rect, _ places: [Placed], _ state: TableState) {
        for place in places {
            let column = columns[place.column]
            let isCurrent = selection == .cell && place.column == state.column
            let look = column.sort != nil || isCurrent ? style.headerActive : style.header
            let sort = column.sort.map { Self.sortMark($0, isOnly: !hasSeveralSorts, surface.glyphs) } ?? ""
            // The mark is kept where the title has to be cut.
            let title = TerminalText.fitted(
                column.title, columns: max(0, place.width - sort.count), ellipsis: surface.glyphs.ellipsis.text)
            surface.write(
                title + sort, x: rect.x + place.x, y: rect.y, style: look, width: place.width, align: column.alignment)
        }
        guard overflow == .scroll else { return }
        if let first = places.first(where: { $0.column >= frozen }), first.column > frozen, first.x > 0 {
            surface.write(surface.glyphs.left, x: rect.x + first.x - 1, y: rect.y, style: style.quiet)
        }
        if let last = places.last, last.column < columns.count - 1 {
            surface.write(surface.glyphs.right, x: rect.maxX - 1, y: rect.y, style: style.quiet)
        }
    }

    /// `①▲`: the place in the order and the direction.
    /// Whether rows are sorted by more than one column, so that the order of the columns has to be told.
    private var hasSeveralSorts: Bool { columns.count { $0.sort != nil } > 1 }

    static func sortMark(_ sort: TableColumn.Sort, isOnly: Bool = false, _ glyphs: Glyphs) -> String {
        if isOnly { return sort.isDescending ? (glyphs.hasBraille ? "▼" : glyphs.down) : (glyphs.hasBraille ? "▲" : glyphs.up) }
        let ordinal = glyphs.sortOrdinals.indices.contains(sort.order - 1) ? glyphs.sortOrdinals[sort.order - 1] : ""
        let directions = glyphs.hasBraille ? ("▼", "▲") : (glyphs.down, glyphs.up)
        return ordinal + (sort.isDescending ? directions.0 : directions.1)
    }

    private func drawRow(
        _ row: Int, y: Int, on surface: inout Surface, in body: Rect, _ places: [Placed], _ state: TableState
    ) {
        let line = Rect(x: body.x, y: y, width: body.width, height: 1)
        switch kind(row) {
        case .cells:
            for place in places { drawCell(row, place, y: y, on: &surface, in: body) }
        case .group(let title):
            surface.write(title, x: body.x, y: y, style: style.group, width: body.width)
        case .rule(let text):
            let dashes = String(repeating: surface.glyphs.dashed, count: 2)
            surface.write(
                "\(dashes) \(text) \(dashes)", x: body.x + markWidth, y: y, style: style.quiet, width: body.width - markWidth)
        }
        if let mark = mark?(row) { surface.write(mark.text, x: body.x, y: y, style: mark.style, width: 1) }
        if isMarked(row) { Self.lay(style.marked, over: line, on: &surface) }
        guard row == state.cursor, selection != .none else { return }
        Self.lay(isFocused ? style.cursor : style.cursorQuiet, over: line, on: &surface)
        if selection == .cell, isFocused, case .cells = kind(row), let place = places.first(where: { $0.column == state.column })
        {
            let rect = Rect(x: body.x + place.x, y: y, width: place.width, height: 1)
            Self.lay(style.cell, over: rect, on: &surface)
            if style.cell.foreground != .terminal { surface.restyle(rect) { $0.foreground = style.cell.foreground } }
        }
    }

    private func drawCell(_ row: Int, _ place: Placed, y: Int, on surface: inout Surface, in body: Rect) {
        draw(cell(row, place.column), place, y: y, on: &surface, in: body)
    }

    private func draw(_ spans: [StyledText], _ place: Placed, y: Int, on surface: inout Surface, in body: Rect) {
        let x = body.x + place.x
        if spans.count == 1 {
            surface.write(
                spans[0].text, x: x, y: y, style: spans[0].style, width: place.width, align: columns[place.column].alignment)
            return
        }
        let needed = spans.reduce(0) { $0 + $1.columns }
        let left = max(0, place.width - needed)
        let offset =
            switch columns[place.column].alignment {
            case .left: 0
            case .centre: left / 2
            case .right: left
            }
        surface.write(spans, x: x + offset, y: y, width: place.width - offset)
    }

    /// Lays a background and attributes over what is drawn; the colours of the text keep their meaning.
    private static func lay(_ look: Style, over rect: Rect, on surface: inout Surface) {
        surface.restyle(rect) { style in
            if look.background != .terminal { style.background = look.background }
            style.attributes.formUnion(look.attributes)
        }
    }

    /// A bar along the right edge that stands where the window is.
    private func drawIndicator(on surface: inout Surface, in rect: Rect, top: Int, page: Int) {
        let length = max(1, rect.height * page / max(1, rows))
        let room = rect.height - length
        let start = rows > page ? (top * room + (rows - page) / 2) / (rows - page) : 0
        for y in 0..<rect.height {
            let isBar = y >= start && y < start + length
            let text = isBar ? (surface.glyphs.isUnicode ? "┃" : "#") : surface.glyphs.box.vertical
            surface.write(text, x: rect.x, y: rect.y + y, style: style.quiet)
        }
    }
}
