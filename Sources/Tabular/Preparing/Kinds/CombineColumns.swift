import Recipes

extension StepWork {
    /// `combine`: several columns as one text. What is missing is left out with its separator.
    func combined() throws(AssayError) -> Outcome {
        let columns = try columns("columns")
        try checkNoTarget(columns.map(\.name))
        let separator = step.text("by")
        if columns.count < 2 { throw .stepValue("columns", "names fewer than two columns") }
        // Each different combination is spelled once.
        let groups = RowGroups(columns, rowCount: table.rowCount)
        let texts = groups.first.map { row in
            columns.compactMap { $0.text(row: Int(row)) }.joined(separator: separator)
        }
        return try adding([Column(name: step.text("name"), kind: .category, codes: groups.ids, texts: texts)])
    }
}
