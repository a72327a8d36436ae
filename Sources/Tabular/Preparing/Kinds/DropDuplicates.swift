import Recipes

extension StepWork {
    /// `distinct`: the first of rows that are alike in some columns, or in all.
    func withoutDuplicates() throws(AssayError) -> Outcome {
        let named = try columns("columns")
        return keeping(RowGroups(named.isEmpty ? table.columns : named, rowCount: table.rowCount).first)
    }
}
