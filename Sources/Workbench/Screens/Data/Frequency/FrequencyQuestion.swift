import Recipes
import Tabular

/// How often the values of a column stand, and what the target is like there.
struct FrequencyQuestion: DataQuestion {
    var column: String
    var rows: RowSelection
    /// Counts a number in so many bins instead of value by value.
    var bins: Int?

    func answer(in context: AnalysisContext) throws(AssayError) -> FrequencyTable {
        let chosen = try rows.rows(in: context.table)
        try context.cancellation.check()
        let target = context.target?.column == column ? nil : context.target
        return context.table.frequency(of: column, rows: chosen, target: target, bins: bins)
    }
}
