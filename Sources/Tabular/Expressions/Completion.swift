/// A word that can stand where the cursor is.
public struct Completion: Hashable, Sendable {
    /// What the word is.
    public enum Kind: Sendable { case column, function, keyword }

    /// The text to put in, such as `` `total charges` `` or `log(`.
    public var text: String
    public var kind: Kind
    /// One sentence, for functions with their arguments before it.
    public var summary: String
    /// The characters that it takes the place of.
    public var replaces: Range<Int>

    public init(text: String, kind: Kind, summary: String, replaces: Range<Int>) {
        self.text = text
        self.kind = kind
        self.summary = summary
        self.replaces = replaces
    }
}
