public import Terminal

extension TableView {
    /// A column as it is shown.
    struct Placed: Equatable {
        /// Its place in ``TableView/columns``.
        var column: Int
        /// Its first cell, from the left of the table.
        var x: Int
        var width: Int
    }

    /// The cells at the left that marks take.
    var markWidth: Int { mark == nil ? 0 : 2 }

    /// The scroll indicator takes the last column, where there is something to scroll.
    func hasIndicator(_ size: Size) -> Bool {
        let page = page(height: size.height)
        return rows > page && page >= 2 && size.width > 12
    }

    /// The cells that columns have.
    func seenWidth(_ size: Size) -> Int { size.width - (hasIndicator(size) ? 1 : 0) }

    /// The columns that are seen in a width, from left to right.
    func placed(width: Int, state: TableState) -> [Placed] {
        let room = width - markWidth
        guard room > 0, !columns.isEmpty else { return [] }
        switch overflow {
        case .drop: return dropping(room)
        case .scroll: return scrolling(room, state)
        }
    }

    /// Brings cursor and window back into a table that has changed or been resized.
    public func settle(_ state: inout TableState, size: Size) {
        state.settle(rows: rows, columns: columns.count, page: page(height: size.height))
        guard overflow == .scroll else { return }
        let places = placed(width: seenWidth(size), state: state)
        let frozen = min(max(frozen, 0), columns.count)
        if let first = places.first(where: { $0.column >= frozen }) { state.offset = first.column - frozen }
    }

    /// The rows and columns that are seen in a place of this size.
    public func seen(_ size: Size, state: TableState) -> (rows: Range<Int>, columns: [Int]) {
        let page = page(height: size.height)
        let top = TableState.window(top: state.top, cursor: state.cursor, rows: rows, page: max(1, page))
        return (top..<max(top, min(rows, top + page)), placed(width: seenWidth(size), state: state).map(\.column))
    }

    /// The cells across that a column takes in a rectangle, to draw an axis below it; nil where it is not shown.
    public func columnSpan(_ column: Int, in rect: Rect, state: TableState) -> Range<Int>? {
        placed(width: seenWidth(Size(rect.width, rect.height)), state: state).first { $0.column == column }.map {
            rect.x + $0.x..<rect.x + $0.x + $0.width
        }
    }

    /// The row or the title at a point, nil outside of both.
    public func hit(_ point: Point, in rect: Rect, state: TableState) -> Hit? {
        guard rect.contains(point) else { return nil }
        let x = point.x - rect.x
        let places = placed(width: seenWidth(Size(rect.width, rect.height)), state: state)
        if hasIndicator(Size(rect.width, rect.height)), x == rect.width - 1 { return nil }
        guard let place = places.last(where: { $0.x <= x }) ?? places.first else { return nil }
        if hasHeader, point.y == rect.y {
            let isGap = x >= place.x + place.width
            return isGap && overflow == .scroll
                ? .border(column: place.column, width: place.width) : .header(column: place.column)
        }
        let page = page(height: rect.height)
        let top = TableState.window(top: state.top, cursor: state.cursor, rows: rows, page: max(1, page))
        let row = top + point.y - rect.y - headHeight
        return row >= top && row < rows ? .cell(row: row, column: place.column) : nil
    }

    /// Leaves out columns of least priority until the minima fit, then gives each as much of its ideal and maximum as there is.
    private func dropping(_ room: Int) -> [Placed] {
        var kept = Array(columns.indices)
        while kept.count > 1, kept.reduce(0, { $0 + columns[$1].minimum }) + gap * (kept.count - 1) > room {
            // Among equals the rightmost goes.
            guard let least = kept.map({ columns[$0].priority }).min(),
                let index = kept.lastIndex(where: { columns[$0].priority == least })
            else { break }
            kept.remove(at: index)
        }
        var widths = kept.map { min(columns[$0].minimum, room) }
        var left = room - gap * (kept.count - 1) - widths.reduce(0, +)
        for limit in [\TableColumn.ideal, \TableColumn.maximum] {
            var isGrowing = true
            while left > 0, isGrowing {
                isGrowing = false
                for (index, column) in kept.enumerated() where left > 0 && widths[index] < columns[column][keyPath: limit] {
                    widths[index] += 1
                    left -= 1
                    isGrowing = true
                }
            }
        }
        var x = markWidth
        return zip(kept, widths).map { column, width in
            defer { x += width + gap }
            return Placed(column: column, x: x, width: width)
        }
    }

    /// Frozen columns, then those from the offset on; the offset moves as far as the column under the cursor needs.
    private func scrolling(_ room: Int, _ state: TableState) -> [Placed] {
        let frozen = min(max(frozen, 0), columns.count)
        var places: [Placed] = []
        var x = markWidth
        func place(_ column: Int) -> Bool {
            let width = min(columns[column].ideal, room + markWidth - x)
            guard width > 0 else { return false }
            places.append(Placed(column: column, x: x, width: width))
            x += width + gap
            return true
        }
        for column in 0..<frozen where !place(column) { return places }
        let first = firstScrolled(room: room + markWidth - x, frozen: frozen, state)
        for column in first..<columns.count where !place(column) { break }
        return places
    }

    private func firstScrolled(room: Int, frozen: Int, _ state: TableState) -> Int {
        guard frozen < columns.count else { return columns.count }
        let wanted = frozen + min(max(state.offset, 0), columns.count - frozen - 1)
        guard state.column >= frozen else { return wanted }
        let cursor = min(state.column, columns.count - 1)
        // The farthest left start that still shows the cursor's column whole.
        var least = cursor
        var used = columns[cursor].ideal
        while least > frozen, used + gap + columns[least - 1].ideal <= room {
            least -= 1
            used += gap + columns[least].ideal
        }
        return min(max(wanted, least), cursor)
    }
}
