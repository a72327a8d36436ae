import Charts
public import Interface
public import Recipes
public import Terminal

/// How everything looks: the theme, what the terminal can show, and what follows from both.
public struct Looks: Sendable {
    public private(set) var theme: Theme
    private let library: ThemeLibrary
    public let abilities: TerminalAbilities
    public let glyphs: Glyphs
    private(set) var chart: ChartStyle
    private(set) var table: TableStyle

    /// The looks of a terminal; nil is the standard theme. What a terminal cannot show is replaced by what it can.
    ///
    /// - Throws: ``AssayError`` where there is no such theme, or its file cannot be read.
    public init(theme name: String?, abilities: TerminalAbilities) throws(AssayError) {
        let library = ThemeLibrary()
        let theme = try library.theme(named: name ?? ThemeLibrary.defaultName, for: abilities)
        self.library = library
        self.abilities = abilities
        self.glyphs = abilities.glyphs
        self.theme = theme
        self.chart = ChartStyle()
        self.table = TableStyle()
        use(theme)
    }

    /// The names of all themes there are.
    var names: [String] { library.entries.map(\.name) }

    /// Changes to a theme by its name; one that cannot be read leaves everything as it is.
    mutating func use(named name: String) {
        if let theme = try? library.theme(named: name, for: abilities) { use(theme) }
    }

    /// Changes the theme.
    public mutating func use(_ theme: Theme) {
        self.theme = theme
        chart = theme.chartStyle
        table = theme.tableStyle
    }

    /// The style of a role.
    public subscript(role: Role) -> Style { theme[role] }

    /// Whether series must be told apart without colour.
    var tellsByDash: Bool { abilities.colours < 8 || theme.name == "mono" }
}
