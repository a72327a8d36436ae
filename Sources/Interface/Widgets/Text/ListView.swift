public import Terminal

/// A list of lines with a cursor: a table with one column and no header.
public struct ListView {
    /// How many lines there are.
    public var rows: Int
    /// What stands in a line; asked for visible ones only.
    public var line: (Int) -> [StyledText]
    /// Whether it has the focus.
    public var isFocused: Bool
    /// What is said where there are no lines.
    public var emptyText: String
    /// How it looks.
    public var style: TableStyle

    /// A list.
    public init(
        rows: Int, isFocused: Bool = true, emptyText: String = "Nothing here.", style: TableStyle = TableStyle(),
        line: @escaping (Int) -> [StyledText]
    ) {
        self.rows = rows
        self.isFocused = isFocused
        self.emptyText = emptyText
        self.style = style
        self.line = line
    }

    /// Draws the visible lines.
    public func draw(on surface: inout Surface, in rect: Rect, state: TableState) {
        table(width: rect.width).draw(on: &surface, in: rect, state: state)
    }

    /// Moves the state for a key; says whether the key was taken.
    public func handle(_ key: Key, state: inout TableState, height: Int) -> Bool {
        state.handle(key, rows: rows, columns: 0, page: height)
    }

    /// The line at a point.
    public func hit(_ point: Point, in rect: Rect, state: TableState) -> Int? {
        guard case .cell(let row, _) = table(width: rect.width).hit(point, in: rect, state: state) else { return nil }
        return row
    }

    private func table(width: Int) -> TableView {
        let column = TableColumn("", .left, minimum: 1, ideal: max(1, width))
        return TableView(
            columns: [column], rows: rows, isFocused: isFocused, hasHeader: false, emptyText: emptyText, style: style
        ) { row, _ in line(row) }
    }
}
