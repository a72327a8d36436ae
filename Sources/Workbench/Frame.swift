import Interface
public import Terminal

/// A picture of the whole state, and where the hardware cursor belongs.
public struct Frame {
    public var surface: Surface
    public var cursor: Point?
}

extension WorkbenchState {
    /// Draws everything: a pure function of the state.
    public func frame() -> Frame {
        var surface = looks.theme.surface(size, glyphs: looks.glyphs)
        guard !SmallScreen.applies(to: size) else {
            SmallScreen.draw(on: &surface, theme: looks.theme)
            return Frame(surface: surface, cursor: nil)
        }
        Chrome.draw(on: &surface, self)
        let module = screen.module
        for placed in placedPanes { module.draw(placed, on: &surface, self) }
        var cursor = tableCursor
        if let overlay {
            cursor = overlay.draw(on: &surface, self)
        }
        return Frame(surface: surface, cursor: cursor)
    }

    /// The cell of the focused row: the hardware cursor stands there for screen readers and for the eye.
    private var tableCursor: Point? {
        guard let table = focusedTable, table.view.rows > 0 else { return nil }
        let state = self[keyPath: table.state]
        let y = table.rect.y + table.view.headHeight + state.cursor - state.top
        guard y < table.rect.maxY, y >= table.rect.y else { return nil }
        return Point(table.rect.x, y)
    }
}
