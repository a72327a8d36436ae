import Interface
import Tabular

extension RowsSheet {
    static var commands: [AppCommand] {
        [
            AppCommand(
                "rows.sort", "sort", "Sorts the rows by the column alone: up, down, not.", keys: ["s"], scopes: [scope],
                category: "Data", priority: 55
            ) { $0.sortRows(adding: false) },
            AppCommand(
                "rows.sort_also", "sort also", "Sorts by the column among rows that are equal so far: up, down, not.",
                keys: ["S"], scopes: [scope], category: "Data"
            ) { $0.sortRows(adding: true) },
        ]
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

extension WorkbenchState {
    /// Sorts the rows by the current column.
    mutating func sortRows(adding: Bool) -> [Effect] {
        guard let column = data.grid?.column(self) else { return [] }
        data.grid?.sort(by: column, adding: adding)
        settleGrid()
        return []
    }
}
