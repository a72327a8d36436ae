import Terminal

/// The line that says where one is in the stack of sheets.
enum Crumbs {
    /// The names of the sheets, the table's first, in at most so many cells: those in the middle give way first.
    static func text(_ names: [String], remark: String, columns: Int, glyphs: Glyphs) -> String {
        let divider = " \(glyphs.isUnicode ? "›" : ">") "
        let tail = remark.isEmpty ? "" : " \(glyphs.dot) \(remark)"
        var shown = names
        func text() -> String { shown.joined(separator: divider) + tail }
        while shown.count > 2, TerminalText.columns(of: text()) > columns {
            if shown[1] != glyphs.ellipsis.text {
                shown[1] = glyphs.ellipsis.text
            } else if shown.count > 3 {
                shown.remove(at: 2)
            } else {
                break
            }
        }
        let spare = columns - TerminalText.columns(of: text())
        if spare < 0, shown.count > 1, let last = shown.popLast() {
            // What is seen now is cut last, and never away: its beginning says most.
            shown.append(
                TerminalText.fitted(
                    last, columns: max(8, TerminalText.columns(of: last) + spare), ellipsis: glyphs.ellipsis.text))
        }
        return text()
    }
}
