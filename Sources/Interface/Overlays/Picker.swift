public import Terminal

/// One of several: themes, model families, encodings. Each entry under the cursor is reported, for a live preview.
public struct Picker: Equatable, Sendable {
    /// An entry.
    public struct Item: Equatable, Sendable {
        public var title: String
        /// A few words beside it.
        public var detail: String
        /// Whether it is what holds now.
        public var isCurrent: Bool
        /// Why it cannot be chosen, if it cannot.
        public var reason: String?

        /// An entry.
        public init(_ title: String, detail: String = "", isCurrent: Bool = false, reason: String? = nil) {
            self.title = title
            self.detail = detail
            self.isCurrent = isCurrent
            self.reason = reason
        }
    }

    private let title: String
    private let items: [Item]
    private var editor = LineEditor()
    private var cursor = ListCursor()
    private var matches: [(index: Int, offsets: [Int])] = []

    /// A picker with the cursor on the current entry.
    public init(title: String, items: [Item]) {
        self.title = title
        self.items = items
        search()
        cursor.selected = items.firstIndex { $0.isCurrent } ?? 0
    }

    public static func == (a: Picker, b: Picker) -> Bool {
        a.title == b.title && a.items == b.items && a.editor == b.editor && a.cursor == b.cursor
    }

    /// The place of the entry under the cursor among the items; nil where none matches.
    public var highlighted: Int? {
        matches.indices.contains(cursor.selected) ? matches[cursor.selected].index : nil
    }

    /// Moves the cursor to an item, where it is shown.
    public mutating func select(_ item: Int) {
        if let place = matches.firstIndex(where: { $0.index == item }) { cursor.selected = place }
    }

    private mutating func search() {
        let query = editor.text.trimmed
        var found: [(score: Int, index: Int, offsets: [Int])] = []
        for (index, item) in items.enumerated() {
            if let match = FuzzyMatch(query, in: item.title) {
                found.append((match.score, index, match.offsets))
            } else if item.detail.lowercased().contains(query.lowercased()) {
                found.append((1, index, []))
            }
        }
        matches = found.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map { ($0.index, $0.offsets) }
        cursor.reset(count: matches.count)
    }

    /// Takes a key. `chosen` and `highlighted` give the place among the items; after `cancelled` the caller undoes its preview.
    public mutating func handle(_ key: Key) -> OverlayOutcome<Int> {
        let before = highlighted
        switch key {
        case Key(.escape), "Ctrl-C": return .cancelled
        case Key(.enter):
            guard let index = highlighted, items[index].reason == nil else { return .open }
            return .chosen(index)
        default:
            if !cursor.handle(key), editor.handle(key) { search() }
        }
        return report(since: before)
    }

    /// Takes a pasted text into the filter.
    public mutating func paste(_ text: String) -> OverlayOutcome<Int> {
        let before = highlighted
        editor.insert(text)
        search()
        return report(since: before)
    }

    /// Takes a click or the wheel: a click moves the cursor, one on the cursor's row chooses.
    public mutating func handle(_ mouse: MouseEvent, in bounds: Rect) -> OverlayOutcome<Int> {
        let before = highlighted
        let rect = rect(in: bounds)
        let list = listRect(in: rect)
        switch mouse.action {
        case .wheelUp: cursor.move(-1)
        case .wheelDown: cursor.move(1)
        case .press:
            guard rect.contains(mouse.position) else { return .cancelled }
            let index = cursor.top(rows: list.height) + mouse.position.y - list.y
            guard list.contains(mouse.position), matches.indices.contains(index) else { return .open }
            if index == cursor.selected { return handle(Key(.enter)) }
            cursor.selected = index
        default: break
        }
        return report(since: before)
    }

    private func report(since before: Int?) -> OverlayOutcome<Int> {
        guard let now = highlighted, now != before else { return .open }
        return .highlighted(now)
    }

    private func rect(in bounds: Rect) -> Rect {
        let titles = items.map { TerminalText.columns(of: $0.title) }.max() ?? 0
        let details = items.map { TerminalText.columns(of: $0.detail) }.max() ?? 0
        let width = max(34, min(titles + details + 11, bounds.width - 6))
        return Popup.rect(in: bounds, width: width, height: min(items.count + 5, max(9, bounds.height - 6)))
    }

    private func listRect(in rect: Rect) -> Rect {
        let inside = rect.inset(2, 1)
        return Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: max(0, inside.height - 2))
    }

    /// Draws it over a screen; returns the cell of the text cursor.
    public func draw(in bounds: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let rect = rect(in: bounds)
        let figures = matches.count == items.count ? "\(items.count)" : "\(matches.count) of \(items.count)"
        let inside = Popup.draw(in: rect, title: title, figures: figures, on: &surface, theme: theme)
        let point = editor.draw(
            on: &surface, x: inside.x, y: inside.y, width: inside.width, style: theme[.input],
            placeholder: StyledText("type to filter", theme[.placeholder]))
        let list = listRect(in: rect)
        let top = cursor.top(rows: list.height)
        let titleWidth = min(list.width, (items.map { TerminalText.columns(of: $0.title) }.max() ?? 0) + 2)
        for (row, match) in matches.dropFirst(top).prefix(list.height).enumerated() {
            let item = items[match.index]
            let y = list.y + row
            let mark = item.isCurrent ? surface.glyphs.on : " "
            surface.write(mark, x: list.x, y: y, style: theme.style(.accent, on: .overlay))
            surface.writeMatched(
                item.title, offsets: match.offsets, x: list.x + 2, y: y, width: titleWidth,
                style: theme.style(item.reason == nil ? .text : .dim, on: .overlay), match: theme.style(.match, on: .overlay))
            surface.write(
                item.reason ?? item.detail, x: list.x + titleWidth + 3, y: y, style: theme.style(.dim, on: .overlay),
                width: list.width - titleWidth - 3)
            if top + row == cursor.selected {
                theme.lay(.selection, over: Rect(x: list.x - 1, y: y, width: list.width + 2, height: 1), on: &surface)
            }
        }
        Popup.hints([("Enter", "take"), ("Esc", "leave")], in: inside, on: &surface, theme: theme)
        return point
    }
}
