public import Terminal

/// The keys of this place, under headings; filters as one types, and Enter does what is under the cursor: `?` or F1.
public struct HelpView: Equatable, Sendable {
    /// A heading or a command.
    private enum Line: Equatable, Sendable {
        case heading(String)
        /// A row, with the characters of the title that matched.
        case command(Int, [Int])
    }

    private let rows: [CommandRow]
    private let place: String
    private var editor = LineEditor()
    private var cursor = ListCursor()
    private var lines: [Line] = []
    /// The lines on which the cursor may stand.
    private var stops: [Int] = []

    /// Help for a place.
    ///
    /// - Parameters:
    ///   - rows: the commands that apply here (``CommandRegistry/rows(in:context:)``).
    ///   - place: the name of the screen, for the title.
    public init(rows: [CommandRow], place: String) {
        self.rows = rows
        self.place = place
        search()
    }

    /// The command under the cursor.
    public var selected: CommandRow? {
        guard stops.indices.contains(cursor.selected), case .command(let index, _) = lines[stops[cursor.selected]] else {
            return nil
        }
        return rows[index]
    }

    private mutating func search() {
        lines = []
        if editor.isEmpty {
            var categories: [String] = []
            for row in rows where !categories.contains(row.category) { categories.append(row.category) }
            for category in categories {
                lines.append(.heading(category))
                lines += rows.indices.filter { rows[$0].category == category }.map { .command($0, []) }
            }
        } else {
            lines = CommandSearch.matches(editor.text, in: rows).map { .command($0.index, $0.offsets) }
        }
        stops = lines.indices.filter { if case .command = lines[$0] { true } else { false } }
        cursor.reset(count: stops.count)
    }

    /// Takes a key; `chosen` gives the id of a command that can be done now.
    public mutating func handle(_ key: Key) -> OverlayOutcome<String> {
        switch key {
        case Key(.escape), "Ctrl-C", "F1": return .cancelled
        case Key(.backspace) where editor.isEmpty: return .cancelled
        case Key(.character("?")) where editor.isEmpty: return .cancelled
        case Key(.enter):
            guard let row = selected, row.availability.isAvailable else { return .open }
            return .chosen(row.id)
        default:
            if cursor.handle(key) { return .open }
            if editor.handle(key) { search() }
            return .open
        }
    }

    /// Takes a pasted text into the filter.
    public mutating func paste(_ text: String) {
        editor.insert(text)
        search()
    }

    /// Takes a click or the wheel: a click moves the cursor, one on the cursor's row does the command.
    public mutating func handle(_ mouse: MouseEvent, in bounds: Rect) -> OverlayOutcome<String> {
        let rect = rect(in: bounds)
        let list = listRect(in: rect)
        switch mouse.action {
        case .wheelUp: cursor.move(-1)
        case .wheelDown: cursor.move(1)
        case .press:
            guard rect.contains(mouse.position) else { return .cancelled }
            let line = top(rows: list.height) + mouse.position.y - list.y
            guard list.contains(mouse.position), let stop = stops.firstIndex(of: line) else { return .open }
            if stop == cursor.selected { return handle(Key(.enter)) }
            cursor.selected = stop
        default: break
        }
        return .open
    }

    private func rect(in bounds: Rect) -> Rect {
        // Of one height whatever is typed, so that nothing jumps.
        let all = rows.count + Set(rows.map(\.category)).count + 6
        return Popup.rect(in: bounds, width: min(110, bounds.width - 6), height: min(all, bounds.height - 4))
    }

    private func listRect(in rect: Rect) -> Rect {
        let inside = rect.inset(2, 1)
        return Rect(x: inside.x, y: inside.y + 2, width: inside.width, height: max(0, inside.height - 4))
    }

    /// The first line in the window, such that a heading above the cursor's first row is seen.
    private func top(rows: Int) -> Int {
        let line = stops.indices.contains(cursor.selected) ? stops[cursor.selected] : 0
        return max(0, min(line - rows / 2, lines.count - rows))
    }

    /// Draws it over a screen; returns the cell of the text cursor.
    public func draw(in bounds: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let rect = rect(in: bounds)
        let inside = Popup.draw(in: rect, title: "Keys · \(place)", figures: "\(stops.count)", on: &surface, theme: theme)
        let point = editor.draw(
            on: &surface, x: inside.x, y: inside.y, width: inside.width, style: theme[.input],
            placeholder: StyledText("type to filter by name, key or what it does", theme[.placeholder]))
        let list = listRect(in: rect)
        let top = top(rows: list.height)
        let keyWidth = min(18, rows.map { Self.keyText($0).columns }.max() ?? 0)
        let titleWidth = min(24, rows.map { TerminalText.columns(of: $0.title) }.max() ?? 0)
        for (offset, line) in lines.dropFirst(top).prefix(list.height).enumerated() {
            let y = list.y + offset
            switch line {
            case .heading(let title):
                surface.write(title, x: list.x, y: y, style: theme.style(.strong, on: .overlay), width: list.width)
            case .command(let index, let offsets):
                let row = rows[index]
                let role: Role = row.availability.isAvailable ? .text : .dim
                surface.write(
                    Self.keyText(row).text, x: list.x + 1, y: y, style: theme.style(.key, on: .overlay), width: keyWidth)
                surface.writeMatched(
                    row.title, offsets: offsets, x: list.x + keyWidth + 3, y: y, width: titleWidth,
                    style: theme.style(role, on: .overlay), match: theme.style(.match, on: .overlay))
                let start = list.x + keyWidth + titleWidth + 5
                surface.write(
                    row.summary, x: start, y: y, style: theme.style(.dim, on: .overlay), width: list.maxX - start)
                if stops.indices.contains(cursor.selected), stops[cursor.selected] == top + offset {
                    theme.lay(.selection, over: Rect(x: list.x - 1, y: y, width: list.width + 2, height: 1), on: &surface)
                }
            }
        }
        drawFoot(inside, on: &surface, theme)
        return point
    }

    private func drawFoot(_ inside: Rect, on surface: inout Surface, _ theme: Theme) {
        if case .unavailable(let reason) = selected?.availability {
            surface.write(
                "Not now: \(reason).", x: inside.x, y: inside.maxY - 1, style: theme.style(.warning, on: .overlay),
                width: inside.width)
        } else if selected == nil {
            surface.write(
                "No key here does \"\(editor.text)\".", x: inside.x, y: inside.y + 2, style: theme.style(.dim, on: .overlay),
                width: inside.width)
        } else {
            Popup.hints([("Enter", "do it"), ("Esc", "close")], in: inside, on: &surface, theme: theme)
        }
    }

    private static func keyText(_ row: CommandRow) -> (text: String, columns: Int) {
        let text = row.keys.prefix(3).map(\.description).joined(separator: " ")
        return (text, TerminalText.columns(of: text))
    }
}
