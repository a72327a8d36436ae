import Recipes
import Tabular

extension AnalysisContext {
    /// The table of some of its rows, with these columns and the target's only; all columns where none are named.
    ///
    /// - Throws: ``AssayError`` where the rows' condition does not fit the table.
    /// - Complexity: O(rows x columns) where rows are left out, else O(columns).
    func part(_ rows: RowSelection, columns names: [String] = []) throws(AssayError) -> Table {
        let wanted = Set(names + (target.map { [$0.column] } ?? []))
        let few =
            names.isEmpty
            ? table
            : Table(
                name: table.name, source: table.source, rowCount: table.rowCount,
                columns: table.columns.filter { wanted.contains($0.name) })
        guard let chosen = try rows.rows(in: table) else { return few }
        return few.taking(rows: chosen.map(Int.init))
    }
}
