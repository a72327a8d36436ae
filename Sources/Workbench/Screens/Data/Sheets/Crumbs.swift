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
            if shown[1] == glyphs.ellipsis.text {
                shown.remove(at: 2)
                if shown.count == 2 { break }
            } else {
                shown[1] = glyphs.ellipsis.text
            }
        }
        return text()
    }
}
