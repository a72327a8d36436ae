public import Terminal

/// All commands, found as one types: `:` or Ctrl-P.
public struct Palette: Equatable, Sendable {
    private let rows: [CommandRow]
    private let recent: [String]
    private var editor = LineEditor()
    private var cursor = ListCursor()
    private var matches: [CommandSearch.Match] = []

    /// A palette.
    ///
    /// - Parameters:
    ///   - rows: all commands as they stand in this place (``CommandRegistry/allRows(in:context:)``).
    ///   - recent: ids used lately, the latest first.
    public init(rows: [CommandRow], recent: [String] = []) {
        self.rows = rows
        self.recent = recent
        search()
    }

    /// What has been typed.
    public var query: String { editor.text }

    /// The command under the cursor.
    public var selected: CommandRow? {
        matches.indices.contains(cursor.selected) ? rows[matches[cursor.selected].index] : nil
    }

    private mutating func search() {
        matches = CommandSearch.matches(editor.text, in: rows, recent: recent)
        cursor.reset(count: matches.count)
    }

    /// Takes a key; `chosen` gives the id of a command that can be done now.
    public mutating func handle(_ key: Key) -> OverlayOutcome<String> {
        switch key {
        case Key(.escape), "Ctrl-C": return .cancelled
        case Key(.backspace) where editor.isEmpty: return .cancelled
        case Key(.enter):
            guard let row = selected, row.availability.isAvailable else { return .open }
            return .chosen(row.id)
        default:
            if cursor.handle(key) { return .open }
            if editor.handle(key) { search() }
            return .open
        }
    }

    /// Takes a pasted text into the query.
    public mutating func paste(_ text: String) {
        editor.insert(text)
        search()
    }

    /// Takes a click or the wheel; a click chooses.
    public mutating func handle(_ mouse: MouseEvent, in bounds: Rect) -> OverlayOutcome<String> {
        let rect = rect(in: bounds)
        let list = listRect(in: rect)
        switch mouse.action {
        case .wheelUp: cursor.move(-1)
        case .wheelDown: cursor.move(1)
        case .press:
            guard rect.contains(mouse.position) else { return .cancelled }
            let index = cursor.top(rows: list.height) + mouse.position.y - list.y
            guard list.contains(mouse.position), matches.indices.contains(index) else { return .open }
            cursor.selected = index
            return handle(Key(.enter))
        default: break
        }
        return .open
    }

    private func rect(in bounds: Rect) -> Rect {
        // Of one height whatever matches, so that nothing jumps while one types.
        Popup.rect(in: bounds, width: min(96, max(56, bounds.width * 3 / 4)), height: min(rows.count + 6, 22))
    }

    private func listRect(in rect: Rect) -> Rect {
        let inside = rect.inset(2, 1)
        return Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: max(0, inside.height - 3))
    }

    /// Draws it over a screen; returns the cell of the text cursor.
    public func draw(in bounds: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let rect = rect(in: bounds)
        let figures = editor.isEmpty ? "\(rows.count) commands" : "\(matches.count) of \(rows.count)"
        let inside = Popup.draw(in: rect, title: "Commands", figures: figures, on: &surface, theme: theme)
        let point = editor.draw(
            on: &surface, x: inside.x, y: inside.y, width: inside.width, style: theme[.input],
            placeholder: StyledText("what would you like to do?", theme[.placeholder]))
        let list = listRect(in: rect)
        let top = cursor.top(rows: list.height)
        for (row, match) in matches.dropFirst(top).prefix(list.height).enumerated() {
            drawRow(
                match, isSelected: top + row == cursor.selected, x: list.x, y: list.y + row, width: list.width, on: &surface,
                theme)
        }
        if matches.isEmpty {
            surface.write(
                "No command is called \"\(editor.text)\".", x: list.x, y: list.y, style: theme.style(.dim, on: .overlay),
                width: list.width)
        }
        drawSentence(in: Rect(x: inside.x, y: inside.maxY - 1, width: inside.width, height: 1), on: &surface, theme)
        return point
    }

    private func drawRow(
        _ match: CommandSearch.Match, isSelected: Bool, x: Int, y: Int, width: Int, on surface: inout Surface, _ theme: Theme
    ) {
        let row = rows[match.index]
        let isAvailable = row.availability.isAvailable
        let key = row.keys.first?.description ?? ""
        let keyColumns = TerminalText.columns(of: key)
        surface.write(key, x: x + width - keyColumns, y: y, style: theme.style(isAvailable ? .key : .dim, on: .overlay))
        let category = TerminalText.columns(of: row.category)
        surface.write(row.category, x: x + width - 12 - category, y: y, style: theme.style(.dim, on: .overlay))
        surface.writeMatched(
            row.title, offsets: match.offsets, x: x, y: y, width: max(0, width - 14 - category),
            style: theme.style(isAvailable ? .text : .dim, on: .overlay), match: theme.style(.match, on: .overlay))
        if isSelected { theme.lay(.selection, over: Rect(x: x - 1, y: y, width: width + 2, height: 1), on: &surface) }
    }

    /// The last row says what the command under the cursor does, or why it cannot be done.
    private func drawSentence(in rect: Rect, on surface: inout Surface, _ theme: Theme) {
        guard let row = selected else { return }
        switch row.availability {
        case .available:
            surface.write(row.summary, x: rect.x, y: rect.y, style: theme.style(.dim, on: .overlay), width: rect.width)
        case .unavailable(let reason):
            surface.write(
                "Not now: \(reason).", x: rect.x, y: rect.y, style: theme.style(.warning, on: .overlay), width: rect.width)
        }
    }
}

extension Surface {
    /// Writes a text with some of its characters in another style.
    mutating func writeMatched(_ text: String, offsets: [Int], x: Int, y: Int, width: Int, style: Style, match: Style) {
        write(text, x: x, y: y, style: style, width: width)
        guard !offsets.isEmpty else { return }
        let wanted = Set(offsets)
        var column = x
        for (offset, character) in text.enumerated() {
            let columns = TerminalText.columns(of: String(character))
            // The last column may hold the ellipsis.
            guard column + columns < x + width else { return }
            if wanted.contains(offset) {
                restyle(Rect(x: column, y: y, width: columns, height: 1)) { $0 = match.on($0.background) }
            }
            column += columns
        }
    }
}
