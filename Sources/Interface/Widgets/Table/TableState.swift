public import Terminal

/// Where a person is in a table: a value that the screen's state holds.
public struct TableState: Hashable, Sendable {
    /// The row under the cursor.
    public var cursor: Int
    /// The first row shown.
    public var top: Int
    /// The column under the cursor.
    public var column: Int
    /// How many columns behind the frozen ones are scrolled out at the left.
    public var offset: Int

    /// At a row and a column.
    public init(cursor: Int = 0, top: Int = 0, column: Int = 0, offset: Int = 0) {
        self.cursor = cursor
        self.top = top
        self.column = column
        self.offset = offset
    }

    /// Moves for a key that any table knows: arrows and `hjkl`, `g` `G`, Home and End, `Ctrl-D` `Ctrl-U`, the page keys, `0` `$`.
    ///
    /// - Parameters:
    ///   - key: what was pressed.
    ///   - rows: how many rows there are.
    ///   - columns: how many columns there are; 0 where the table has no column cursor, and then sideways keys are not taken.
    ///   - page: how many rows are shown.
    ///   - isSelectable: false for rows that the cursor passes over, such as rules between groups.
    /// - Returns: whether the key was one of these.
    public mutating func handle(
        _ key: Key, rows: Int, columns: Int, page: Int, isSelectable: (Int) -> Bool = { _ in true }
    ) -> Bool {
        guard !key.alt, !key.shift, let move = Move(key, hasColumns: columns > 0) else { return false }
        let page = max(1, page)
        switch move {
        case .rows(let count): moveCursor(by: count, rows: rows, isSelectable)
        case .pages(let count): moveCursor(by: count * max(1, page - 1), rows: rows, isSelectable)
        case .halfPages(let count): moveCursor(by: count * max(1, page / 2), rows: rows, isSelectable)
        case .first: moveCursor(by: -rows, rows: rows, isSelectable)
        case .last: moveCursor(by: rows, rows: rows, isSelectable)
        case .columns(let count): column = min(max(column + count, 0), max(0, columns - 1))
        case .firstColumn: column = 0
        case .lastColumn: column = max(0, columns - 1)
        }
        settle(rows: rows, columns: columns, page: page)
        return true
    }

    /// Brings the cursor back into a table that has changed, and the window to the cursor.
    public mutating func settle(rows: Int, columns: Int, page: Int) {
        let page = max(1, page)
        cursor = min(max(cursor, 0), max(0, rows - 1))
        column = min(max(column, 0), max(0, columns - 1))
        top = Self.window(top: top, cursor: cursor, rows: rows, page: page)
    }

    /// Scrolls the window by rows, as the wheel does; the cursor stays within it.
    public mutating func scroll(by count: Int, rows: Int, page: Int) {
        let page = max(1, page)
        top = min(max(top + count, 0), max(0, rows - page))
        cursor = min(max(cursor, top), max(0, min(top + page, rows) - 1))
    }

    /// Puts the cursor on a row, as a click does.
    public mutating func select(row: Int, column: Int? = nil, rows: Int, columns: Int, page: Int) {
        cursor = row
        if let column { self.column = column }
        settle(rows: rows, columns: columns, page: page)
    }

    /// The first row of a window that shows the cursor, as near to `top` as can be, without blank rows below where there are rows.
    static func window(top: Int, cursor: Int, rows: Int, page: Int) -> Int {
        let least = max(0, cursor - page + 1)
        return max(0, min(min(max(top, least), cursor), max(0, rows - page)))
    }

    private mutating func moveCursor(by count: Int, rows: Int, _ isSelectable: (Int) -> Bool) {
        guard rows > 0 else { return cursor = 0 }
        let start = min(max(cursor, 0), rows - 1)
        let wanted = min(max(start + count, 0), rows - 1)
        let step = count < 0 ? -1 : 1
        // Past what cannot be selected; at the edge back to the nearest that can.
        var row = wanted
        while row >= 0, row < rows, !isSelectable(row) { row += step }
        if row < 0 || row >= rows {
            row = wanted
            while row != start, !isSelectable(row) { row -= step }
        }
        cursor = row
    }
}

/// A movement in a table.
private enum Move {
    case rows(Int), pages(Int), halfPages(Int), columns(Int)
    case first, last, firstColumn, lastColumn

    init?(_ key: Key, hasColumns: Bool) {
        let move: Move? =
            switch key.code {
            case .up: .rows(-1)
            case .down: .rows(1)
            case .pageUp: .pages(-1)
            case .pageDown: .pages(1)
            case .home: .first
            case .end: .last
            case .left: .columns(-1)
            case .right: .columns(1)
            case .character("d") where key.control: .halfPages(1)
            case .character("u") where key.control: .halfPages(-1)
            case .character(let character) where !key.control: Self.letters[character]
            default: nil
            }
        guard let move else { return nil }
        switch move {
        case .columns, .firstColumn, .lastColumn: if !hasColumns { return nil }
        default: break
        }
        self = move
    }

    static let letters: [Character: Move] = [
        "k": .rows(-1), "j": .rows(1), "h": .columns(-1), "l": .columns(1), "g": .first, "G": .last, "0": .firstColumn,
        "$": .lastColumn,
    ]
}
