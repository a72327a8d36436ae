import Recipes
import TOMLKit
import Terminal

/// A theme as its file says it, before it is laid over the one that it inherits.
struct ThemeFile: Equatable {
    var name: String
    /// The path, or the name of the built-in file: what errors point to.
    var place: String
    var summary = ""
    var appearance: Theme.Appearance?
    var inherits: String?
    var palette: [String: Colour] = [:]
    /// Looks by role, as written; their colours are looked up once the palettes have been laid over one another.
    var looks: [Role: Look] = [:]

    /// A look as it is written, and its line.
    struct Look: Equatable {
        var text: String
        var line: Int
    }

    /// Reads a file.
    ///
    /// - Throws: `theme_syntax`, `unknown_role`, `theme_value`, each with file and line.
    init(name: String, place: String, text: String) throws(AssayError) {
        self.name = name
        self.place = place
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .themeSyntax(place, line: error.source.begin.line, error.description)
        } catch {
            throw .themeSyntax(place, line: 1, "it cannot be read as TOML")
        }
        let lines = TOMLLines(text)
        for key in table.keys where !["name", "summary", "appearance", "inherits", "palette", "roles"].contains(key) {
            throw .themeWord(
                key, kind: "theme setting", place: place, line: lines.line(of: key),
                known: ["summary", "appearance", "inherits", "palette", "roles"])
        }
        summary = table["summary"]?.string ?? ""
        inherits = table["inherits"]?.string
        if let word = table["appearance"]?.string {
            guard let appearance = Theme.Appearance(rawValue: word) else {
                throw .themeWord(
                    word, kind: "appearance", place: place, line: lines.line(of: "appearance"),
                    known: Theme.Appearance.allCases.map(\.rawValue))
            }
            self.appearance = appearance
        }
        try readPalette(table, lines)
        try readRoles(table, lines)
    }

    private mutating func readPalette(_ table: TOMLTable, _ lines: TOMLLines) throws(AssayError) {
        guard let entries = table["palette"]?.table else { return }
        for key in entries.keys {
            let line = lines.line(of: key, in: "palette")
            guard let text = entries[key]?.string, let colour = Colour(named: text) else {
                throw .themeValue(
                    place, line: line, "\(key) is no colour",
                    hint: "write \"#rrggbb\", a name such as \"bright-blue\", or \"terminal\"")
            }
            guard ThemeResolver.attributes[key] == nil else {
                throw .themeValue(
                    place, line: line, "\(key) is an attribute and cannot name a colour", hint: "give the colour another name")
            }
            palette[key] = colour
        }
    }

    private mutating func readRoles(_ table: TOMLTable, _ lines: TOMLLines) throws(AssayError) {
        guard let entries = table["roles"]?.table else { return }
        for key in entries.keys {
            let line = lines.line(of: key, in: "roles")
            guard let role = Role(rawValue: key) else {
                throw .themeWord(key, kind: "role", place: place, line: line, known: Role.allCases.map(\.rawValue))
            }
            guard let text = entries[key]?.string else {
                throw .themeValue(
                    place, line: line, "the look of \(key) is no text", hint: "write \"COLOUR on COLOUR bold\"")
            }
            looks[role] = Look(text: text, line: line)
        }
    }
}

/// Where keys stand in a TOML file, which the parser does not tell.
struct TOMLLines {
    private let lines: [Substring]

    /// Splits the text.
    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The line of a key of a table, from 1; 1 where it is not found.
    func line(of key: String, in table: String? = nil) -> Int {
        var current: String?
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("[") {
                current = String(text.dropFirst().prefix { $0 != "]" })
            } else if current == table, text.prefix(while: { $0 != "=" && $0 != " " }).filter({ $0 != "\"" }) == key {
                return index + 1
            }
        }
        return 1
    }
}
