import Recipes
import Tabular

/// Which columns are missing together, and what the target is like where they are.
struct MissingQuestion: DataQuestion {
    var rows: RowSelection

    struct Answer: Sendable {
        var matrix: MissingnessMatrix
        /// By pattern; nil without a target that has a mean.
        var targets: [Double]?
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let table = try context.part(rows).table
        let matrix = try MissingnessMatrix(table, cancellation: context.cancellation)
        guard let target = context.target else { return Answer(matrix: matrix, targets: nil) }
        return Answer(
            matrix: matrix, targets: try matrix.targetMeans(table, target: target, cancellation: context.cancellation))
    }

    var sampledFirst: RowSelection? { rows }
}
