import Recipes

extension StepWork {
    /// `remove`: columns go.
    func withoutColumns() throws(AssayError) -> Outcome {
        let gone = Set(try columns("columns").map(\.name))
        if let target, gone.contains(target) { throw .targetNeeded(target) }
        return Outcome(columns: table.columns.filter { !gone.contains($0.name) }, rowCount: table.rowCount)
    }
}
