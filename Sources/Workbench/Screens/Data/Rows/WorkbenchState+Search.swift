import Charts
import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// Ctrl-F: asks what to search for; the cursor goes there as it is typed.
    mutating func openSearch() -> [Effect] {
        guard let grid = data.grid else { return [] }
        overlay = .prompt(
            Prompt(label: "search", text: "", placeholder: data.search ?? "a word, or a condition such as tenure>70"),
            .search(from: grid.place.table, before: data.search))
        return []
    }

    /// n and N: the next match of the last search.
    mutating func searchAgain(_ step: Int) -> [Effect] {
        guard data.search != nil, let place = data.grid?.place.table.cursor else { return openSearch() }
        data.seek = (step, place)
        seek()
        return []
    }

    /// Takes another text while it is typed: the first match from where the search began.
    mutating func search(_ text: String, from: TableState) {
        guard !text.isEmpty else {
            data.search = nil
            data.seek = nil
            data.grid?.place.table = from
            return remark(nil)
        }
        do throws(AssayError) {
            _ = try RowFilter(parsing: text)
        } catch {
            return remark(Message(error.message, .warning))
        }
        data.search = text
        data.seek = (1, from.cursor - 1)
        seek()
    }

    /// Goes where a search leads, as soon as its hits are known.
    mutating func seek() {
        guard let seek = data.seek, let text = data.search, let table = table.seen?.table, var grid = data.grid else { return }
        switch data.analyses[RowSearch(text: text)] {
        case .working: return
        case .failed(let error):
            data.seek = nil
            tell(Message(error.message, .warning))
        case .done(let hits):
            data.seek = nil
            let count = grid.order.count(of: table.rowCount)
            guard let found = hits.next(from: seek.from, step: seek.step, in: grid.order, count: count) else {
                return tell(Message("no row has \(text)", .warning))
            }
            grid.place.table.cursor = found.place
            data.grid = grid
            settleSheets()
            let row = "row \(Figures.count(grid.order.row(at: found.place) + 1))"
            tell(Message(found.wrapped ? "\(row) · from the other end" : row, .answer))
        }
    }

    /// Says it beside what is being typed, else in the bottom line.
    private mutating func tell(_ message: Message) {
        if case .prompt = overlay { remark(message) } else { say(message.text, message.kind) }
    }

    // MARK: Going to a row or a column

    /// Ctrl-G: asks for a row's number or a column's name; the cursor goes there as it is typed.
    mutating func openJump() -> [Effect] {
        let from = data.grid?.place.table ?? TableState()
        overlay = .prompt(Prompt(label: "go to", placeholder: "a row's number, or part of a column's name"), .jump(from: from))
        return []
    }

    /// Goes to what was typed so far.
    mutating func jump(_ text: String, from: TableState) {
        guard let table = table.seen?.table else { return }
        guard !text.isEmpty else {
            data.grid?.place.table = from
            settleSheets()
            return remark(nil)
        }
        // Digits on the way to a number that is none of a row must not leave the cursor where they led.
        data.grid?.place.table = from
        if let row = Int(text.filter { $0 != "," && $0 != "." }) { return jump(toRow: row, of: table) }
        let matches = table.columns.indices.compactMap { index in
            FuzzyMatch(text, in: table.columns[index].name).map { (index: index, score: $0.score) }
        }.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        guard let best = matches.first else { return remark(Message("no column is called so", .warning)) }
        let others = matches.dropFirst().prefix(3).map { table.columns[$0.index].name }
        jump(toColumn: best.index, of: table)
        let more = others.isEmpty ? "" : " · also \(others.joined(separator: ", "))"
        remark(Message(table.columns[best.index].name + more, .answer))
    }

    /// Goes to a row by its number, which counts from 1.
    private mutating func jump(toRow number: Int, of table: Table) {
        guard var grid = data.grid else { return remark(Message("rows have numbers where rows are shown", .warning)) }
        guard number >= 1, number <= table.rowCount else {
            return remark(Message("there are \(Figures.count(table.rowCount)) rows", .warning))
        }
        let place = grid.order.rows.map { $0.firstIndex(of: Int32(clamping: number - 1)) } ?? number - 1
        guard let place else { return remark(Message("row \(Figures.count(number)) is not among these", .warning)) }
        grid.place.table.cursor = place
        data.grid = grid
        settleSheets()
        remark(nil)
    }

    private mutating func jump(toColumn column: Int, of table: Table) {
        if var grid = data.grid {
            grid.columns.hidden.remove(column)
            grid.select(column, of: table.columns.count)
            data.grid = grid
        }
        data.columns.select(column, self)
        settleSheets()
    }
}
