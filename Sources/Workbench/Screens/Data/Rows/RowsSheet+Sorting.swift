import Tabular

extension RowsSheet {
    mutating func sort(byTableColumn column: Int, adding: Bool, _ state: WorkbenchState) {
        guard let table = state.table.seen?.table else { return }
        let shown = columns.shown(of: table.columns.count)
        guard shown.indices.contains(column - 1) else {
            // The row numbers: as in the file.
            if column == 0 { sorts = [] }
            return
        }
        sort(by: shown[column - 1], adding: adding)
    }

    /// Takes the next order by a column: up, down, not; alone, or behind the columns that rows are sorted by already.
    mutating func sort(by column: Int, adding: Bool) {
        let place = sorts.firstIndex { $0.column == column }
        let next: SortKey? =
            switch place.map({ sorts[$0].isDescending }) {
            case nil: SortKey(column)
            case false?: SortKey(column, descending: true)
            case true?: nil
            }
        guard adding else {
            // With several columns the first press leaves this one alone.
            sorts = sorts.count > 1 && place != nil ? [SortKey(column)] : next.map { [$0] } ?? []
            return
        }
        if let place {
            if let next { sorts[place] = next } else { sorts.remove(at: place) }
        } else if let next {
            sorts.append(next)
        }
    }
}
