public import Terminal

/// A table of any length: it asks for the cells that are seen and no others.
///
/// ```swift
/// var table = TableView(columns: columns, rows: runs.count) { row, column in
///     [StyledText(Figures.fixed(runs[row].auc, 4))]
/// }
/// table.draw(on: &surface, in: rect, state: state)
/// ```
public struct TableView {
    /// What a row is.
    public enum Row: Hashable, Sendable {
        /// Cells from ``TableView/cell``.
        case cells
        /// A heading over the rows below, across all columns.
        case group(String)
        /// A remark between rows, across all columns; the cursor passes over it.
        case rule(String)
    }

    /// What the cursor covers.
    public enum Selection: Hashable, Sendable {
        case none, row, cell
    }

    /// What is done where columns do not fit.
    public enum Overflow: Hashable, Sendable {
        /// Columns shrink to their minimum, then those of least priority are left out.
        case drop
        /// Columns keep their width and scroll behind the frozen ones.
        case scroll
    }

    /// The columns.
    public var columns: [TableColumn]
    /// How many rows there are.
    public var rows: Int
    /// What stands in a cell; asked for visible ones only.
    public var cell: (_ row: Int, _ column: Int) -> [StyledText]
    /// What a row is; all are cells unless said.
    public var kind: (_ row: Int) -> Row
    /// A mark before the row, such as `◆` or `●`, one cell wide; nil for none.
    public var mark: ((_ row: Int) -> StyledText?)?
    /// Whether the row is marked.
    public var isMarked: (_ row: Int) -> Bool
    /// What the cursor covers.
    public var selection: Selection
    /// What is done where columns do not fit.
    public var overflow: Overflow
    /// How many columns at the left stay when the others scroll.
    public var frozen: Int
    /// Blank cells between columns.
    public var gap: Int
    /// The cells of a row that stays below the header when the others scroll; nil for none. The cursor never rests there.
    public var pinned: ((_ column: Int) -> [StyledText])?
    /// What stands before the pinned row, one cell wide.
    public var pinnedMark: StyledText?
    /// Whether it has the focus.
    public var isFocused: Bool
    /// Whether the header is shown.
    public var hasHeader: Bool
    /// What is said where there are no rows.
    public var emptyText: String
    /// How it looks.
    public var style: TableStyle

    /// A table.
    public init(
        columns: [TableColumn], rows: Int, selection: Selection = .row, overflow: Overflow = .drop, frozen: Int = 0, gap: Int = 2,
        isFocused: Bool = true, hasHeader: Bool = true, emptyText: String = "Nothing here.", style: TableStyle = TableStyle(),
        kind: @escaping (Int) -> Row = { _ in .cells }, mark: ((Int) -> StyledText?)? = nil,
        isMarked: @escaping (Int) -> Bool = { _ in false }, cell: @escaping (_ row: Int, _ column: Int) -> [StyledText]
    ) {
        self.columns = columns
        self.rows = rows
        self.selection = selection
        self.overflow = overflow
        self.frozen = frozen
        self.gap = gap
        self.isFocused = isFocused
        self.hasHeader = hasHeader
        self.emptyText = emptyText
        self.style = style
        self.kind = kind
        self.mark = mark
        self.isMarked = isMarked
        self.cell = cell
    }

    /// What stands at a point.
    public enum Hit: Hashable, Sendable {
        /// A cell: for a click that selects.
        case cell(row: Int, column: Int)
        /// A title: for a click that sorts.
        case header(column: Int)
        /// The gap behind a title of a table whose columns keep their width: for dragging. With the width as it is.
        case border(column: Int, width: Int)
    }

    /// How many rows fit into a height.
    public func page(height: Int) -> Int { max(0, height - headHeight) }

    /// The lines above the first row: the header and what is pinned below it.
    public var headHeight: Int { (hasHeader ? 1 : 0) + (pinned == nil ? 0 : 1) }

    /// Whether the cursor may rest on a row.
    public func isSelectable(_ row: Int) -> Bool {
        if case .rule = kind(row) { false } else { true }
    }

    /// Moves the state for a key, see ``TableState/handle(_:rows:columns:page:isSelectable:)``, and the columns' window with it.
    /// The size is that of the rectangle that the table is drawn in; says whether the key was taken.
    public func handle(_ key: Key, state: inout TableState, size: Size) -> Bool {
        let isTaken = state.handle(
            key, rows: rows, columns: selection == .cell || overflow == .scroll ? columns.count : 0,
            page: page(height: size.height), isSelectable: isSelectable)
        if isTaken { settle(&state, size: size) }
        return isTaken
    }
}
