public import Terminal

/// A piece of a row of text in one style: what table cells and one-row charts are made of.
public struct Span: Hashable, Sendable {
    /// What is written.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A piece of text in a style.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}
