package import Recipes

/// Makes a table of values that come row by row from a source which knows their types: JSON, a database, Parquet.
///
/// Columns stand in the order in which they appear. What a row does not have is missing.
package final class TableBuilder {
    package private(set) var columns: [ColumnBuilder] = []
    /// Rows that have ended.
    package private(set) var rows = 0
    private var places: [String: Int] = [:]

    package init() {}

    /// The column with this name, made where it is not there.
    package func column(_ name: String, holdsDates: Bool = false) -> ColumnBuilder {
        if let place = places[name] { return columns[place] }
        let column = ColumnBuilder(name: name, holdsDates: holdsDates)
        places[name] = columns.count
        columns.append(column)
        return column
    }

    /// Ends the row.
    package func endRow() { rows += 1 }

    /// Takes back a row that has not ended; `known` is how many columns there were before it.
    package func dropRow(known: Int) {
        for (place, column) in columns.enumerated() {
            column.drop(row: rows)
            if place >= known { column.dropPresence() }
        }
    }

    /// The columns with their kinds, and what was noteworthy about them.
    ///
    /// - Parameters:
    ///   - options: kinds, orders of dates and words that mean a missing value, as they are said; the rest says nothing to values.
    ///   - name: the table's, for the sentence of an error.
    /// - Returns: columns and remarks.
    /// - Throws: ``AssayError`` where a kind is set for a column that is not there.
    /// - Complexity: O(n + d log d) a column with d different words, on all cores.
    package func finished(
        options: ReadingOptions, name: String
    ) throws(AssayError) -> (columns: [Column], remarks: [String]) {
        let kept = columns.filter(\.isThere)
        let names = Set(kept.map(\.name))
        for column in (Array(options.kinds.keys) + options.dateOrders.keys).sorted() where !names.contains(column) {
            throw .noSuchColumn(column, in: name, known: kept.map(\.name))
        }
        let rows = rows
        // Each builder is touched by one thread only.
        nonisolated(unsafe) let builders = kept
        let results = inParallel(builders.count) { place in
            builders[place].column(rows: rows, rules: CellRules(options, column: builders[place].name))
        }
        return (results.map(\.column), results.flatMap(\.remarks))
    }
}
