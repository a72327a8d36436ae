import Recipes
import Tabular

/// How strongly every column goes together with every other.
struct AssociationQuestion: DataQuestion {
    var rows: RowSelection
    var columns: [String]

    func answer(in context: AnalysisContext) throws(AssayError) -> AssociationMatrix {
        try AssociationMatrix(context.part(rows, of: columns).table, cancellation: context.cancellation)
    }

    var sampledFirst: RowSelection? { rows }
    static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String { SampleMargin(sampled).ofCorrelations }
}
