public import Terminal

/// What is shown where the terminal is too small for the screens.
public enum SmallScreen {
    /// The least size that the screens are drawn at.
    public static let least = Size(60, 16)

    /// Whether the screens cannot be drawn.
    public static func applies(to size: Size) -> Bool { size.width < least.width || size.height < least.height }

    /// Draws the message; calm, and right at any size down to one cell.
    public static func draw(on surface: inout Surface, theme: Theme) {
        surface.fill(surface.bounds, style: theme[.text])
        let lines = [
            "assay needs \(least.width)\(surface.glyphs.times)\(least.height)",
            "here it is \(surface.size.width)\(surface.glyphs.times)\(surface.size.height)",
            "work goes on",
        ]
        let top = max(0, (surface.size.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            surface.write(
                line, x: 0, y: top + index, style: theme[index == 0 ? .strong : .dim], width: surface.size.width, align: .centre)
        }
    }
}
