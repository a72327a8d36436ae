import Terminal

extension WorkbenchState {
    /// The part of the screen between the top lines and the bottom line.
    var area: Rect {
        let top = screen.hasHeadline ? 2 : 1
        return Rect(x: 0, y: top, width: size.width, height: size.height - top - 1)
    }

    /// The panes that are seen now.
    var placedPanes: [PlacedPane] {
        if isZoomed { return [PlacedPane(pane, area)] }
        return screen.module.panes(in: area, self)
    }

    /// The focused pane, where it stands.
    var focusedPane: PlacedPane? { placedPanes.first { $0.pane == pane } ?? placedPanes.first }

    /// The table in the focused pane, if it holds one.
    var focusedTable: PaneTable? { focusedPane.flatMap { screen.module.table(in: $0, self) } }
}
