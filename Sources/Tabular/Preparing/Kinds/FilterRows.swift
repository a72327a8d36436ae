import Recipes

extension StepWork {
    /// `filter`: the rows that a condition finds.
    func filtered() throws(AssayError) -> Outcome {
        let rows = try RowFilter(parsing: step.text("rows")).rows(in: table)
        if rows.isEmpty, table.rowCount > 0 { throw .stepValue("rows", "finds no row of \(table.rowCount)") }
        return keeping(rows)
    }
}
