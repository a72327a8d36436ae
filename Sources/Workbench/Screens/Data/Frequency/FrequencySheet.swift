import Charts
import Interface
import Recipes
import Tabular

/// The values of a column: how often each stands, its share, and what the target is like there.
struct FrequencySheet: DataSheet {
    static let scope: Scope = "data.frequency"

    /// How values are ordered.
    enum Order: String, CaseIterable, Sendable {
        case count, value, target
    }

    var place = SheetPlace()
    var rows: RowSelection
    let column: String
    var order = Order.count
    /// Counts a number in bins of equal width.
    var isBinned: Bool
    /// Shows only values that contain this.
    var filter: String?
    static let bins = 20

    init(column: String, rows: RowSelection, isBinned: Bool = false) {
        self.column = column
        self.rows = rows
        self.isBinned = isBinned
    }

    var isSortable: Bool { true }
    var filterHint: String? { "part of a value" }

    private var question: FrequencyQuestion {
        FrequencyQuestion(column: column, rows: rows, bins: isBinned ? Self.bins : nil)
    }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<FrequencyTable> { state.data.analyses[question] }

    func crumb(_ state: WorkbenchState) -> String { "\(column) by \(isBinned ? "bins" : "values")" }

    func remark(_ state: WorkbenchState) -> String {
        guard let answer = reply(state).answer else { return "" }
        let values = answer.entries.count { $0.value != nil && $0.count > 0 }
        if isBinned { return "\(Figures.count(answer.rows)) rows" }
        let classes = answer.classes.isEmpty ? "" : ", shares of \(state.draft?.target.column ?? "the target") in each"
        return "\(Figures.count(values)) different in \(Figures.count(answer.rows)) rows\(classes)"
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: column) }

    /// The entries in their order, as places in the answer.
    func shown(_ table: FrequencyTable) -> [Int] {
        var places = Array(table.entries.indices)
        if let filter, !filter.isEmpty {
            places.removeAll { table.entries[$0].value?.localizedContains(filter) != true }
        }
        switch order {
        case .count: if isBinned { break }
        case .value:
            // Numbers by value, words by their letters: their places in the column's order are not kept, the texts are.
            if !isBinned { places.sort { Self.stands(table.entries[$0], before: table.entries[$1]) } }
        case .target:
            places.sort { a, b in
                let (x, y) = (Self.weight(table.entries[a], table), Self.weight(table.entries[b], table))
                return x == y ? a < b : x > y
            }
        }
        return places
    }

    /// What the order by the target goes by: the mean, or with several classes how far the most telling one is from its usual share.
    private static func weight(_ entry: FrequencyTable.Entry, _ table: FrequencyTable) -> Double {
        table.classes.isEmpty
            ? entry.target?.mean ?? -.infinity : table.mostTelling(entry).map { abs($0.distance) } ?? -.infinity
    }

    private static func stands(_ a: FrequencyTable.Entry, before b: FrequencyTable.Entry) -> Bool {
        guard let x = a.value else { return false }
        guard let y = b.value else { return true }
        if let first = Double(x), let second = Double(y) { return first < second }
        return x < y
    }

    mutating func sort(byTableColumn column: Int, adding: Bool, _ state: WorkbenchState) {
        order = column == 0 ? .value : column < 4 || state.draft == nil ? .count : .target
        place.table = .init()
    }

    /// The rows of the value under the cursor, or of all that are marked.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let table = reply(state).answer else { return nil }
        let places = shown(table)
        var chosen = place.marked.sorted().filter { table.entries.indices.contains($0) }
        if chosen.isEmpty, places.indices.contains(place.table.cursor) { chosen = [places[place.table.cursor]] }
        guard !chosen.isEmpty else { return nil }
        return RowsSheet(rows.and(RowFilter.any(chosen.map { table.condition(table.entries[$0]) })))
    }

    func identity(of row: Int, _ state: WorkbenchState) -> Int {
        guard let table = reply(state).answer else { return row }
        let places = shown(table)
        return places.indices.contains(row) ? places[row] : row
    }
}

extension String {
    /// Whether a part stands in it, in any case.
    fileprivate func localizedContains(_ part: String) -> Bool { lowercased().contains(part.lowercased()) }
}
