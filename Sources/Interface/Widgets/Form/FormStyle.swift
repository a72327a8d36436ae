public import Terminal

/// How the parts of a form look.
public struct FormStyle: Hashable, Sendable {
    /// Names and values of fields that have their default.
    public var text: Style
    /// Those that someone chose.
    public var changed: Style
    /// Ranges, defaults, descriptions.
    public var hint: Style
    /// Headings.
    public var heading: Style
    /// The row under the cursor, laid over it.
    public var cursor: Style
    /// The row under the cursor while something else has the focus.
    public var cursorQuiet: Style
    /// What is typed.
    public var input: Style
    /// Why what was typed cannot be.
    public var problem: Style

    /// A form in the terminal's own colours.
    public init(
        text: Style = .plain, changed: Style = Style(.terminal, on: .terminal, .bold),
        hint: Style = Style(.terminal, on: .terminal, .dim), heading: Style = Style(.terminal, on: .terminal, .bold),
        cursor: Style = Style(.terminal, on: .terminal, .reverse),
        cursorQuiet: Style = Style(.terminal, on: .terminal, .underline),
        input: Style = Style(.terminal, on: .terminal, .underline), problem: Style = Style(.terminal, on: .terminal, .bold)
    ) {
        self.text = text
        self.changed = changed
        self.hint = hint
        self.heading = heading
        self.cursor = cursor
        self.cursorQuiet = cursorQuiet
        self.input = input
        self.problem = problem
    }
}
