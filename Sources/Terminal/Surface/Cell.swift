/// One cell of a surface: 32 bytes without references, so that a frame is copied and compared like memory.
public struct Cell: Hashable, Sendable {
    /// What is drawn.
    public var grapheme: Grapheme
    /// How it looks.
    public var style: Style

    /// A cell with the first grapheme of a text, made harmless; an empty text is the right half of a wide character.
    public init(_ text: String = " ", _ style: Style = .plain) {
        self.grapheme = text == " " ? .space : Grapheme(text)
        self.style = style
    }

    /// A cell with a grapheme.
    public init(_ grapheme: Grapheme, _ style: Style) {
        self.grapheme = grapheme
        self.style = style
    }

    /// What is drawn, as text; an empty string is the right half of a wide character to its left.
    public var text: String {
        get { grapheme.text }
        set { grapheme = Grapheme(newValue) }
    }
}
