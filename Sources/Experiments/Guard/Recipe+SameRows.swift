public import Recipes
import Tabular

extension Recipe {
    /// Whether two recipes score the same rows against the same truth, as far as their steps can tell: steps that change rows or
    /// the target are the same, and so is all that comes before them.
    public func scoresSameRows(as other: Recipe) -> Bool {
        source.fingerprint == other.source.fingerprint && target == other.target && filter == other.filter
            && split == other.split && splitSeed == other.splitSeed && sealed == other.sealed
            && decidingSteps == other.decidingSteps
    }

    /// The steps up to the last that changes rows or a column which says what is scored.
    var decidingSteps: ArraySlice<Step> {
        let steps = steps.inForce
        var named = [target.column] + split.columns
        if let filter {
            // A word that looks at every cell may find it in any column that a step made.
            guard let columns = try? RowFilter(parsing: filter).columns else { return steps[...] }
            named += columns
        }
        let last = steps.lastIndex { step in step.changesRows || named.contains(where: step.names) }
        return last.map { steps[...$0] } ?? []
    }
}

extension Step {
    /// Whether a column stands in one of the step's fields.
    func names(_ column: String) -> Bool {
        declaration?.fields.contains { field in
            switch field.form {
            case .column, .name: text(field.name).lowercased() == column.lowercased()
            case .columns, .names: texts(field.name).contains { $0.lowercased() == column.lowercased() }
            default: false
            }
        } ?? true
    }
}
