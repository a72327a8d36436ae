public import Terminal

extension Surface {
    /// The frame of a pane with its title and live figures; the focused one in the accent colour, the others quiet.
    ///
    /// - Returns: what is inside of the frame.
    @discardableResult
    public mutating func pane(
        _ rect: Rect, title: String, figures: String = "", isFocused: Bool = false, theme: Theme
    ) -> Rect {
        box(
            rect, style: theme[isFocused ? .frameFocused : .frame],
            title: title.isEmpty ? [] : [StyledText(title, theme[isFocused ? .titleFocused : .title])],
            figures: figures.isEmpty ? [] : [StyledText(figures, theme[.figures])])
    }

    /// A line across a pane that begins its second part.
    public mutating func paneDivider(
        of rect: Rect, y: Int, title: String, figures: String = "", isFocused: Bool = false, isTitleLit: Bool = false,
        theme: Theme
    ) {
        divider(
            of: rect, y: y, style: theme[isFocused ? .frameFocused : .frame],
            title: title.isEmpty ? [] : [StyledText(title, theme[isTitleLit ? .titleFocused : .title])],
            figures: figures.isEmpty ? [] : [StyledText(figures, theme[.figures])])
    }
}
