import Exchange
import Recipes

/// The table as text for other programs.
extension RunTable {
    private func cells(_ row: Int) -> [JSON] { columns.map { document(row, $0) } }

    /// CSV (RFC 4180) with a head; what a spreadsheet would run as a formula gets an apostrophe.
    public var csv: String { DelimitedText.lines(columns.map(\.name), rows.indices.map(cells)) }

    /// JSON, an object a line.
    public var jsonLines: String {
        rows.indices.map { row in
            let members = zip(columns.map(\.name), cells(row))
            return JSON.object(Dictionary(members, uniquingKeysWith: { first, _ in first })).canonicalText + "\n"
        }.joined()
    }

    /// A table in Markdown, for people: numbers as the screens show them.
    ///
    /// - Parameter now: seconds since 1970, for ages.
    /// - Returns: the lines, with a line end behind each.
    public func markdown(now: Double) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n" }
        let sides = columns.map { column in
            if case .field(let field) = column, field.isNumeric { return "---:" }
            return "---"
        }
        var text = line(columns.map(\.title)) + "| " + sides.joined(separator: " | ") + " |\n"
        for row in rows.indices { text += line(columns.map { self.text(row, $0, now: now) }) }
        return text
    }

    /// A cell must not end, begin a line, or become markup.
    private static func escaped(_ cell: String) -> String {
        var text = ""
        for character in cell {
            if character.isNewline || character == "\t" {
                text.append(" ")
            } else {
                if "\\|*_`<>[]#".contains(character) { text.append("\\") }
                text.append(character)
            }
        }
        return text
    }
}
