import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// All columns, a row each, with what is known of them: kind, missing values, shape, what they say of the target.
struct ColumnsSheet: DataSheet {
    static let scope: Scope = "data.columns"

    /// What is told of a column, from left to right; rows can be sorted by each.
    enum Field: Int, CaseIterable, Hashable, Sendable {
        case name, kind, missing, distinct, shape, target, common, alerts
    }

    var place = SheetPlace()
    var rows = RowSelection.all
    /// Shows only columns whose name or kind contains this.
    var filter: String?
    /// What rows are sorted by; nil is the table's order.
    var sort: (field: Field, isDescending: Bool)?

    var filterHint: String? { "part of a name, or a kind" }

    func crumb(_ state: WorkbenchState) -> String { "columns" }

    func remark(_ state: WorkbenchState) -> String {
        guard let table = state.table.open?.table else { return "" }
        let count = shown(state).count
        return count == table.columns.count ? "\(count)" : "\(count) of \(table.columns.count) /\(filter ?? "")"
    }

    /// The columns that are shown, in their order, as places in the table.
    func shown(_ state: WorkbenchState) -> [Int] {
        guard let opened = state.table.open else { return [] }
        let columns = opened.table.columns
        var places = Array(columns.indices)
        if let filter = filter?.lowercased(), !filter.isEmpty {
            places.removeAll { place in
                let kind = state.kind(of: columns[place]).rawValue
                return !columns[place].name.lowercased().contains(filter) && !kind.hasPrefix(filter)
            }
        }
        guard let sort else { return places }
        let ranks = ColumnRanks(sort.field, state)
        return places.enumerated().sorted { a, b in
            switch ranks.compare(a.element, b.element, isDescending: sort.isDescending) {
            case let order where order == 0: a.offset < b.offset
            case let order: order < 0
            }
        }.map(\.element)
    }

    func column(_ state: WorkbenchState) -> Int? {
        let places = shown(state)
        return places.indices.contains(place.table.cursor) ? places[place.table.cursor] : places.last
    }

    func identity(of row: Int, _ state: WorkbenchState) -> Int {
        let places = shown(state)
        return places.indices.contains(row) ? places[row] : row
    }

    /// Behind missing values are the rows without one, behind different values their frequencies, behind all else the column's page.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let table = state.table.open?.table, let index = column(state) else { return nil }
        let name = table.columns[index].name
        switch Field(rawValue: place.table.column) ?? .name {
        case .missing: return RowsSheet(rows.and(RowFilter.missing(name)))
        case .distinct, .common:
            return FrequencySheet(column: name, rows: rows, isBinned: state.isBinnedAtFirst(table.columns[index]))
        default: return ColumnSheet(table.columns[index], rows: rows)
        }
    }

    /// Numbers begin with the largest: that is what is looked for.
    mutating func sort(byTableColumn column: Int, adding: Bool, _ state: WorkbenchState) {
        guard let field = Field(rawValue: column) else { return }
        let first = field != .name && field != .kind
        if let sort, sort.field == field {
            self.sort = sort.isDescending == first ? (field, !first) : nil
        } else {
            sort = (field, first)
        }
        place.table.cursor = 0
        place.table.top = 0
    }

    /// Puts the cursor on a column's line, where it is shown.
    mutating func select(_ column: Int, _ state: WorkbenchState) {
        if let row = filter == nil && sort == nil ? column : shown(state).firstIndex(of: column) { place.table.cursor = row }
    }
}

extension WorkbenchState {
    /// What a column is read as: by the draft, else by the table.
    func kind(of column: Column) -> ColumnKind { draft?.feature(column.name)?.kind ?? column.kind }

    /// Numbers with many different values are looked at in bins first.
    func isBinnedAtFirst(_ column: Column) -> Bool {
        guard column.kind == .number, let profile = table.open?.profile?[column.name] else { return false }
        return profile.distinct > 60
    }
}
