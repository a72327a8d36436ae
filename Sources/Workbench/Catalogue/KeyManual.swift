import Interface

/// The manual page of the keys, made from the catalogue: `docs/keys.md`.
enum KeyManual {
    /// The page as Markdown, a table a category.
    static var page: String {
        var text = """
            # Keys

            Made from the commands as they are declared in `Sources/Workbench/Catalogue` and beside each screen; a test keeps it
            true. In the program, `?` shows those that hold where you are, and `:` finds any of them by name.

            """
        var categories: [String] = []
        for command in Catalogue.commands where !categories.contains(command.category) { categories.append(command.category) }
        for category in categories {
            text += "\n## \(category)\n\n| keys | where | what |\n| --- | --- | --- |\n"
            for command in Catalogue.commands where command.category == category {
                let keys = command.keys.map { "`\(escaped($0.description))`" }.joined(separator: " ")
                let places = command.scopes.map(\.name).joined(separator: ", ")
                text += "| \(keys) | \(places == "global" ? "everywhere" : places) | \(command.summary) |\n"
            }
        }
        return text
    }

    private static func escaped(_ key: String) -> String { key.replacing("|", with: "\\|") }
}
