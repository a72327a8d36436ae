import Recipes

extension StepWork {
    /// `rename`: the column keeps its place.
    func renamed() throws(AssayError) -> Outcome {
        let column = try column("column")
        let name = step.text("to")
        if name != column.name { try checkFree(name) }
        let others = table.columns.filter { $0.name != name || $0.name == column.name }
        return Outcome(
            columns: others.map { $0.name == column.name ? $0.renamed(name) : $0 }, rowCount: table.rowCount)
    }
}
