public import Terminal

/// How the parts of a table look.
public struct TableStyle: Hashable, Sendable {
    /// The header's titles.
    public var header: Style
    /// The title of a column that rows are sorted by, and of the column under the cursor.
    public var headerActive: Style
    /// The row under the cursor while the table has the focus: its background and attributes are laid over the cells.
    public var cursor: Style
    /// The row under the cursor while something else has the focus.
    public var cursorQuiet: Style
    /// The cell under the cursor where a table selects cells.
    public var cell: Style
    /// Marked rows.
    public var marked: Style
    /// Headings of groups.
    public var group: Style
    /// The row that stays below the header.
    public var pinned: Style
    /// Rules between rows, the scroll indicator and what else is quiet.
    public var quiet: Style
    /// What is said where there are no rows.
    public var empty: Style

    /// A table in the terminal's own colours.
    public init(
        header: Style = Style(.terminal, on: .terminal, .dim), headerActive: Style = Style(.terminal, on: .terminal, .bold),
        cursor: Style = Style(.terminal, on: .terminal, .reverse),
        cursorQuiet: Style = Style(.terminal, on: .terminal, .underline),
        cell: Style = Style(.terminal, on: .terminal, [.reverse, .bold]), marked: Style = Style(.terminal, on: .terminal, .bold),
        group: Style = Style(.terminal, on: .terminal, .bold), pinned: Style = Style(.terminal, on: .terminal, .underline),
        quiet: Style = Style(.terminal, on: .terminal, .dim),
        empty: Style = Style(.terminal, on: .terminal, .dim)
    ) {
        self.header = header
        self.headerActive = headerActive
        self.cursor = cursor
        self.cursorQuiet = cursorQuiet
        self.cell = cell
        self.marked = marked
        self.group = group
        self.pinned = pinned
        self.quiet = quiet
        self.empty = empty
    }
}
