public import Terminal

/// The frame of an overlay: a box on its own ground over what is beneath.
public enum Popup {
    /// Where a popup of a wanted size stands: in the middle, a little above it.
    public static func rect(in bounds: Rect, width: Int, height: Int) -> Rect {
        let width = min(width, max(0, bounds.width - 2))
        let height = min(height, max(0, bounds.height - 2))
        return Rect(
            x: bounds.x + (bounds.width - width) / 2, y: bounds.y + max(0, (bounds.height - height) * 2 / 5), width: width,
            height: height)
    }

    /// Draws the frame and returns what is inside, one blank column left free on either side.
    public static func draw(
        in rect: Rect, title: String, figures: String = "", on surface: inout Surface, theme: Theme
    ) -> Rect {
        let frame = theme[.overlay]
        surface.fill(rect, style: theme.style(.text, on: .overlay))
        let figures = figures.isEmpty ? [] : [StyledText(figures, theme.style(.figures, on: .overlay))]
        let inside = surface.box(
            rect, style: frame, title: [StyledText(title, theme.style(.titleFocused, on: .overlay))], figures: figures)
        return inside.inset(1, 0)
    }

    /// A row of keys in words at the bottom of a popup.
    static func hints(_ hints: [(key: String, label: String)], in rect: Rect, on surface: inout Surface, theme: Theme) {
        var spans: [StyledText] = []
        for hint in hints {
            if !spans.isEmpty { spans.append(StyledText("  ", theme.style(.keyLabel, on: .overlay))) }
            spans.append(StyledText(hint.key, theme.style(.key, on: .overlay)))
            spans.append(StyledText(" " + hint.label, theme.style(.keyLabel, on: .overlay)))
        }
        surface.write(spans, x: rect.x, y: rect.maxY - 1, width: rect.width)
    }
}
