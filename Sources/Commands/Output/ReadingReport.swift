import Recipes
import Tabular

/// How a table was read: what was said or found out, with the option that says otherwise, line by line.
struct ReadingReport {
    /// One thing that was decided.
    struct Line {
        /// The name of its setting, or `date_order` and `number` of one column.
        var setting: String
        /// The column where it is about one.
        var column: String?
        /// What was decided, in words.
        var value: String
        /// What changes it, such as `--encoding` or `--dates born=mdy`.
        var option: String
    }

    let table: Table

    /// Whether the table came as text: what comes with types has none of this.
    var isText: Bool { table.decisions.isText }

    /// The lines of the whole table, then those of single columns in the table's order.
    var lines: [Line] {
        guard isText else { return [] }
        let decisions = table.decisions
        func line(_ setting: ReadingSetting, _ value: String) -> Line {
            Line(setting: setting.name, value: value, option: setting.option)
        }
        let skipped = decisions.skippedLines
        var lines = [
            line(.encoding, decisions.encoding.rawValue),
            line(.delimiter, decisions.delimiter == "\t" ? "tab" : decisions.delimiter),
            line(.skip, skipped == 0 ? "no line above the table" : skipped == 1 ? "1 line above" : "\(skipped) lines above"),
            line(.header, decisions.header ? "the first line holds the names" : "no line of names"),
            line(.decimal, decisions.decimal.rawValue), line(.thousands, decisions.thousands.rawValue),
            line(.missing, missing.isEmpty ? "no word" : missing.joined(separator: ", ")),
        ]
        for column in table.columns {
            if let format = decisions.numbers[column.name] { lines.append(number(format, of: column.name)) }
            if let date = decisions.dates[column.name] { lines.append(self.date(date, of: column.name)) }
        }
        return lines
    }

    /// Every spelling that was read as missing, in any column, the empty cell aside.
    private var missing: [String] {
        let found = table.columns.flatMap { $0.missingSpellings.map(\.text) } + table.decisions.missing
        return Set(found.filter { !$0.isEmpty }).sorted()
    }

    private func number(_ format: NumberFormat, of column: String) -> Line {
        var words = ["decimal \(format.decimal.rawValue)"]
        if format.thousands != .none { words.append("thousands \(format.thousands.rawValue)") }
        if let affix = format.affix { words.append("with \(affix)") }
        return Line(setting: "number", column: column, value: words.joined(separator: ", "), option: "--decimal, --thousands")
    }

    private func date(_ date: ReadingDecisions.DateDecision, of column: String) -> Line {
        var words = ["\(date.format.rawValue), such as \(date.format.example)"]
        if date.isAmbiguous { words.append("a guess: nothing tells day from month") }
        if date.hasZones { words.append("offsets from UTC were taken off") }
        let other = date.format == .monthDayYear ? "dmy" : "mdy"
        return Line(
            setting: "date_order", column: column, value: words.joined(separator: "; "), option: "--dates \(column)=\(other)")
    }

    /// Writes the lines under a heading; nothing where the table did not come as text.
    func print(on console: Console) {
        guard isText else { return }
        console.line()
        console.line(console.styled("Read as", .heading))
        var text = TextTable([.words(""), .words("", mayBeCut: true), .words("")], indent: "  ")
        for line in lines {
            let name = line.setting.replacing("_", with: " ")
            text.add([line.column.map { "\($0): \(name)" } ?? name, line.value, line.option])
        }
        text.print(on: console)
    }

    /// What was decided, and under `options` what changes each of it; null where the table did not come as text.
    var document: JSON {
        guard isText, var members = table.decisions.json.objectValue else { return .null }
        members["text"] = nil
        members["missing_spellings"] = .object(
            Dictionary(
                table.columns.filter { !$0.missingSpellings.isEmpty }.map { column in
                    (
                        column.name,
                        JSON.object(
                            Dictionary(
                                column.missingSpellings.map { ($0.text, JSON($0.count)) }, uniquingKeysWith: { first, _ in first }
                            ))
                    )
                }, uniquingKeysWith: { first, _ in first }))
        members["options"] = .object(
            Dictionary(
                (ReadingSetting.all.map { ($0.name, $0.option) } + [("dates", "--dates column=order")])
                    .map { ($0.0, JSON.string($0.1)) }, uniquingKeysWith: { first, _ in first }))
        return .object(members)
    }
}

extension ReadingSetting {
    /// The option of the command line that says it.
    var option: String { "--" + name.replacing("_", with: "-") }
}
