import Recipes
import Tabular

/// What a column would be as each kind: how many values would be lost.
struct KindsQuestion: DataQuestion {
    var column: String

    /// One kind that the column could be read as.
    struct Choice: Sendable, Equatable {
        var kind: ColumnKind
        /// Values that would count as missing.
        var lost: Int
        /// A sentence about them; empty where there are none.
        var remark: String
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> [Choice] {
        guard let column = context.table[column] else { return [] }
        return ColumnKind.allCases.map { kind in
            let (changed, strays) = column.reading(as: kind)
            let before = column.missingCount
            return Choice(kind: kind, lost: max(0, changed.missingCount - before), remark: strays ?? "")
        }
    }
}
