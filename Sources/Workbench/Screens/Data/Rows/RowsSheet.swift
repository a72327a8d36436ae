import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// Rows of the table, cell by cell: all of them, those of a condition, those that were picked.
struct RowsSheet: DataSheet {
    static let scope: Scope = "data.rows"

    var place = SheetPlace(TableState(column: 1))
    var rows: RowSelection
    var sorts: [SortKey] = []
    var columns = GridColumns()
    /// The rows that are seen, which stay until what is asked for is there.
    private(set) var order = RowOrder(nil)
    /// What ``order`` answers.
    private(set) var shown = RowArrangement()
    /// Whether ``order`` is that of fewer rows than there are by now.
    private var isOutdated = false
    /// What could not be worked out, and why.
    private(set) var failure: (arrangement: RowArrangement, error: AssayError)?

    init(_ rows: RowSelection = .all, columns: GridColumns = GridColumns()) {
        self.rows = rows
        self.columns = columns
        // The rows of another sheet are never shown under this one's name.
        if !rows.isAll { order = RowOrder([]) }
    }

    /// What is asked for.
    var arrangement: RowArrangement { RowArrangement(rows: rows, sorts: sorts) }

    /// Whether rows are seen that do not answer what is asked for.
    var isWaiting: Bool { (arrangement != shown || isOutdated) && failure?.arrangement != arrangement }

    var filter: String? {
        get { rows.filter }
        set { rows.filter = newValue }
    }

    var isSortable: Bool { true }
    var filterHint: String? { "tenure>30 contract=\"two year\"  or any word" }

    func crumb(_ state: WorkbenchState) -> String { rows.title }

    func remark(_ state: WorkbenchState) -> String {
        guard let table = state.table.seen?.table else { return "" }
        if isWaiting { return state.looks.glyphs.isUnicode ? "working …" : "working" }
        let times = state.looks.glyphs.times
        let count = order.count(of: table.rowCount)
        let all = Figures.count(table.rowCount)
        var text = count == table.rowCount ? "\(all) rows" : "\(Figures.count(count)) of \(all) rows"
        if let estimate = state.table.seen?.estimatedRows {
            text = count == table.rowCount ? "the first \(all)" : "\(Figures.count(count)) of the first \(all)"
            text += estimate > 0 ? " of about \(Figures.si(Double(estimate), 2)) rows" : " rows"
        }
        text += " \(times) \(table.columns.count)"
        if !columns.hidden.isEmpty { text += ", \(columns.hidden.count) hidden" }
        if !place.marked.isEmpty { text += ", \(Figures.count(place.marked.count)) marked" }
        return text
    }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { isWaiting ? [arrangement] : [] }

    func column(_ state: WorkbenchState) -> Int? {
        guard let table = state.table.seen?.table else { return nil }
        let shown = columns.shown(of: table.columns.count)
        let index = max(0, place.table.column - 1)
        return shown.indices.contains(index) ? shown[index] : shown.last
    }

    func identity(of row: Int, _ state: WorkbenchState) -> Int { order.row(at: row) }

    /// Opens the marked rows, or the row's cell: all rows with the same value in the column.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let table = state.table.seen?.table else { return nil }
        if !place.marked.isEmpty {
            let rows = place.marked.sorted().map { Int32(clamping: $0) }
            let title = rows.count == 1 ? "1 marked row" : "\(Figures.count(rows.count)) marked rows"
            return RowsSheet(RowSelection(list: RowList(rows, title: title)), columns: columns)
        }
        guard order.count(of: table.rowCount) > 0, let column = column(state) else { return nil }
        let row = order.row(at: place.table.cursor)
        guard row < table.rowCount else { return nil }
        let name = table.columns[column].name
        guard let text = table.text(row: row, column: column) else {
            return RowsSheet(rows.and(RowFilter.missing(name)), columns: columns)
        }
        return RowsSheet(rows.and(RowFilter.term(name, "=", text)), columns: columns)
    }

    mutating func receive(_ analysis: Analysis) {
        guard analysis.question == AnyDataQuestion(arrangement), isWaiting else { return }
        switch analysis.result {
        case .success(let answer):
            guard let order = answer as? RowOrder else { return }
            take(order)
        case .failure(let error): failure = (arrangement, error)
        }
    }

    /// Puts the cursor on a column of the table, where it is shown.
    mutating func select(_ column: Int, of count: Int) {
        if let place = columns.shown(of: count).firstIndex(of: column) { self.place.table.column = place + 1 }
    }

    /// Shows the table's own order at once, where that is what is asked for.
    mutating func settle() {
        if arrangement.isPlain, shown != arrangement { take(RowOrder(nil)) }
    }

    /// Has the rows worked out anew, of a table that has grown; those that are seen stay until then.
    mutating func refresh() { isOutdated = !arrangement.isPlain }

    /// Goes back to what is seen, where what was asked for cannot be had.
    mutating func revert() {
        rows = shown.rows
        sorts = shown.sorts
        failure = nil
    }

    /// Sorts and arranges by columns that have other places now, or none.
    mutating func follow(_ place: (Int) -> Int?) {
        sorts = sorts.compactMap { key in place(key.column).map { SortKey($0, descending: key.isDescending) } }
        columns = columns.moved(place)
    }

    /// Forgets rows that were of another table.
    mutating func forget(columns count: Int) {
        shown = RowArrangement()
        isOutdated = false
        order = RowOrder(arrangement.isPlain ? nil : [])
        failure = nil
        sorts.removeAll { $0.column >= count }
        place.marked = []
        place.anchor = nil
        columns.pinned.removeAll { $0 >= count }
        columns.hidden = columns.hidden.filter { $0 < count }
        columns.grown = [:]
    }

    /// A new order begins at its top; going back to the table's own stays at the row.
    private mutating func take(_ order: RowOrder) {
        let row = self.order.row(at: place.table.cursor)
        let isSame = shown == arrangement
        self.order = order
        shown = arrangement
        isOutdated = false
        failure = nil
        if isSame { return }
        place.anchor = nil
        place.table.cursor = order.rows == nil ? row : 0
        place.table.top = order.rows == nil ? max(0, row - 3) : 0
    }
}
