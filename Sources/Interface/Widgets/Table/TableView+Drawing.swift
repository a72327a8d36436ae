public import Terminal

extension TableView {
    /// Draws the table.
    ///
    /// - Complexity: O(visible cells), whatever the number of rows.
    public func draw(on surface: inout Surface, in rect: Rect, state: TableState) {
    }
}
