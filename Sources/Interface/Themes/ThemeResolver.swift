import Recipes
import Terminal

/// Makes a theme of a file and those that it inherits.
struct ThemeResolver {
    /// Gives the file of a name.
    var file: (String) throws(AssayError) -> ThemeFile

    /// The theme of a file.
    ///
    /// - Throws: `theme_cycle`, `unknown_theme`, `theme_value` for colours that no palette names.
    func theme(_ file: ThemeFile) throws(AssayError) -> Theme {
        let chain = try chain(of: file)
        var palette: [String: Colour] = [:]
        var looks: [Role: (ThemeFile.Look, place: String)] = [:]
        // From the root to the file: nearer ones win.
        for ancestor in chain.reversed() {
            palette.merge(ancestor.palette) { $1 }
            for (role, look) in ancestor.looks { looks[role] = (look, ancestor.place) }
        }
        var styles: [Role: Style] = [:]
        let ground = try looks[.text].map { look throws(AssayError) in
            try style(look.0, place: look.place, palette: palette, ground: .terminal)
        }
        for (role, look) in looks {
            styles[role] = try style(look.0, place: look.place, palette: palette, ground: ground?.background ?? .terminal)
        }
        let appearance = chain.lazy.compactMap(\.appearance).first ?? .dark
        return Theme(name: file.name, summary: file.summary, appearance: appearance, styles: styles)
    }

    /// The file and its ancestors, nearest first. What names no parent takes what it leaves out from the default theme.
    private func chain(of file: ThemeFile) throws(AssayError) -> [ThemeFile] {
        var chain = [file]
        var current = file
        while true {
            let isComplete = current.looks.count == Role.allCases.count
            guard let parent = current.inherits ?? (isComplete ? nil : ThemeLibrary.defaultName) else { return chain }
            guard !chain.contains(where: { $0.name == parent }) else { throw .themeCycle(file.place, parent) }
            current = try self.file(parent)
            chain.append(current)
        }
    }

    /// Reads `COLOUR [on COLOUR] [attributes]`.
    private func style(
        _ look: ThemeFile.Look, place: String, palette: [String: Colour], ground: Colour
    ) throws(AssayError) -> Style {
        var style = Style(.terminal, on: ground)
        var words = look.text.split(separator: " ").map(String.init)[...]
        func colour(_ name: String) throws(AssayError) -> Colour {
            if let colour = palette[name] ?? Colour(named: name) { return colour }
            throw .themeWord(
                name, kind: "colour", place: place, line: look.line,
                known: palette.keys.sorted() + ["terminal"] + Colour.names)
        }
        if let first = words.first, palette[first] != nil || Self.attributes[first] == nil, first != "on" {
            style.foreground = try colour(first)
            words = words.dropFirst()
        }
        if words.first == "on", let second = words.dropFirst().first {
            style.background = try colour(second)
            words = words.dropFirst(2)
        }
        for word in words {
            guard let attribute = Self.attributes[word] else {
                throw .themeWord(
                    word, kind: "attribute", place: place, line: look.line, known: Self.attributes.keys.sorted())
            }
            style.attributes.formUnion(attribute)
        }
        return style
    }

    static let attributes: [String: Style.Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]
}
