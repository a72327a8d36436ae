/// Widths of text in cells.
public enum TextWidth {
    /// The cells that a text takes.
    public static func of(_ text: String) -> Int { text.count }
}
