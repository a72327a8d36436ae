import Terminal

/// Rows of text under headings, set for people: numbers to the right, words to the left, two blanks between columns.
struct TextTable {
    /// A column's heading and side.
    struct Column {
        var title: String
        var isNumeric: Bool
        /// Where the table is too wide, the columns that may be cut give way.
        var mayBeCut: Bool

        static func words(_ title: String, mayBeCut: Bool = false) -> Column {
            Column(title: title, isNumeric: false, mayBeCut: mayBeCut)
        }
        static func numbers(_ title: String) -> Column { Column(title: title, isNumeric: true, mayBeCut: false) }
    }

    let columns: [Column]
    var rows: [[String]] = []
    /// What stands left of every line.
    var indent = ""

    init(_ columns: [Column], indent: String = "") {
        self.columns = columns
        self.indent = indent
    }

    /// Adds a row; a cell that is missing is empty.
    mutating func add(_ cells: [String]) { rows.append(cells.map(TerminalText.harmless)) }

    /// The table as lines of at most `width` columns where that is known; headings first, unless none has a title.
    func lines(on console: Console) -> [ConsoleText] {
        let widths = fittedWidths(console.width)
        let hasTitles = columns.contains { !$0.title.isEmpty }
        let heading = hasTitles ? [console.styled(line(columns.map(\.title), widths), .quiet)] : []
        return heading + rows.map { ConsoleText(line($0, widths)) }
    }

    /// Writes the table to standard output.
    func print(on console: Console) { lines(on: console).forEach { console.line($0) } }

    private func fittedWidths(_ width: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(TerminalText.columns(of: columns[index].title)) { widest, row in
                max(widest, index < row.count ? TerminalText.columns(of: row[index]) : 0)
            }
        }
        guard let width else { return widths }
        let gaps = 2 * max(0, columns.count - 1) + TerminalText.columns(of: indent)
        var excess = widths.reduce(gaps, +) - width
        while excess > 0 {
            let widest = columns.indices.filter { columns[$0].mayBeCut && widths[$0] > 8 }.max { widths[$0] < widths[$1] }
            guard let widest else { break }
            let cut = min(excess, max(1, widths[widest] - 8))
            widths[widest] -= cut
            excess -= cut
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = indent
        var pending = 0
        for (index, width) in widths.enumerated() {
            let cell = index < cells.count ? TerminalText.fitted(cells[index], columns: width) : ""
            let space = max(0, width - TerminalText.columns(of: cell))
            let isNumeric = columns[index].isNumeric
            text += String(repeating: " ", count: pending + (isNumeric ? space : 0)) + cell
            pending = (isNumeric ? 0 : space) + 2
        }
        return text
    }
}
