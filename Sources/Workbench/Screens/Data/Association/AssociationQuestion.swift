import Recipes
import Tabular

/// How strongly every column goes together with every other.
struct AssociationQuestion: DataQuestion {
    var rows: RowSelection
    var columns: [String]

    func answer(in context: AnalysisContext) throws(AssayError) -> AssociationMatrix {
        AssociationMatrix(try context.rows(rows, of: columns).table)
    }
}
