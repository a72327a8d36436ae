public import Recipes
public import Terminal

/// The themes that there are: those of the program and those of the user, who may replace them by name.
public struct ThemeLibrary: Sendable {
    /// What a picker shows of a theme.
    public struct Entry: Equatable, Sendable {
        public var name: String
        /// The path of a user's file; nil for a theme of the program.
        public var path: String?
    }

    /// The theme without a choice.
    public static let defaultName = "assay-dark"

    /// In the order of a picker: the program's first.
    public let entries: [Entry]

    /// The themes of the program and the `.toml` files of a folder.
    ///
    /// - Parameter folder: the user's themes; by default `$XDG_CONFIG_HOME/assay/themes`. It need not be there.
    public init(folder: String? = ConfigurationFolder.path.map { $0 + "/themes" }) {
        var entries = builtinThemes.map { Entry(name: $0.name, path: nil) }
        for file in folder.map(TextFiles.names) ?? [] where file.hasSuffix(".toml") {
            let name = String(file.dropLast(5))
            let entry = Entry(name: name, path: folder.map { $0 + "/" + file })
            if let index = entries.firstIndex(where: { $0.name == name }) {
                entries[index] = entry
            } else {
                entries.append(entry)
            }
        }
        self.entries = entries
    }

    /// The theme of a name.
    ///
    /// - Throws: `unknown_theme` with the nearest name, and what is wrong in its file with file and line.
    public func theme(named name: String) throws(AssayError) -> Theme {
        let resolver = ThemeResolver { name throws(AssayError) in try file(named: name) }
        return try resolver.theme(try file(named: name))
    }

    /// The default theme, without a way to fail.
    public static let standard: Theme = {
        (try? ThemeLibrary(folder: nil).theme(named: defaultName)) ?? Theme(name: defaultName)
    }()

    /// The theme for someone who has chosen none: light where the terminal's background is.
    public static func defaultName(onBackground background: Colour?) -> String {
        background?.isLight == true ? "assay-light" : defaultName
    }

    /// A theme that this terminal can show as it is meant: with few colours the terminal's own sixteen take the place of a
    /// palette that would fall together, and without colours the attributes do.
    public func theme(named name: String, for abilities: TerminalAbilities) throws(AssayError) -> Theme {
        if abilities.colours < 8 { return try theme(named: "mono") }
        if abilities.colours < 256 { return try theme(named: name == "mono" ? name : "terminal") }
        return try theme(named: name)
    }

    private func file(named name: String) throws(AssayError) -> ThemeFile {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw .unknownWord(name, kind: "theme", known: entries.map(\.name))
        }
        if let path = entry.path {
            return try ThemeFile(name: name, place: path, text: try TextFiles.text(of: path))
        }
        let text = builtinThemes.first { $0.name == name }?.text ?? ""
        return try ThemeFile(name: name, place: name + ".toml", text: text)
    }
}
