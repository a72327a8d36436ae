public import Terminal

/// A look: a style for every role.
public struct Theme: Equatable, Sendable {
    /// Whether its background is dark.
    public enum Appearance: String, Sendable, CaseIterable {
        case dark, light
    }

    /// The file's name without `.toml`.
    public var name: String
    /// One line about it.
    public var summary: String
    public var appearance: Appearance
    private var styles: [Role: Style]

    /// A theme; roles without a style take that of `text`.
    public init(name: String, summary: String = "", appearance: Appearance = .dark, styles: [Role: Style] = [:]) {
        self.name = name
        self.summary = summary
        self.appearance = appearance
        self.styles = styles
    }

    /// The style of a role.
    public subscript(role: Role) -> Style {
        get { styles[role] ?? styles[.text] ?? .plain }
        set { styles[role] = newValue }
    }

    /// Whether no role had to fall back on `text`.
    var hasEveryRole: Bool { Role.allCases.allSatisfy { styles[$0] != nil } }

    /// The background of the whole screen.
    public var background: Colour { self[.text].background }

    /// The style of a role on the background of another: text on a selection, on an overlay.
    public func style(_ role: Role, on ground: Role) -> Style { self[role].on(self[ground].background) }

    /// Lays a row's ground under what is already drawn there: the background changes, the meaning of colours stays.
    ///
    /// Where the theme marks a selection by attributes (reverse, bold), these are added.
    public func lay(_ ground: Role, over rect: Rect, on surface: inout Surface) {
        let look = self[ground]
        surface.restyle(rect) { style in
            style.background = look.background
            style.attributes.formUnion(look.attributes)
        }
    }

    /// A blank surface in this theme.
    public func surface(_ size: Size, glyphs: Glyphs) -> Surface { Surface(size, style: self[.text], glyphs: glyphs) }
}
