public import Recipes

extension Table {
    /// The profile of every column; with a target also each column's association with it.
    ///
    /// Columns are worked out on all cores.
    ///
    /// - Complexity: O(rows) a column.
    public func profile(target: Recipe.Target? = nil) -> TableProfile {
        let view = target.flatMap { TargetView($0, of: self) }
        let summaries = inParallel(columns.count) { ColumnSummary(self.columns[$0], target: view) }
        let alerts = AlertRules(table: self, summaries: summaries, target: view).alerts()
        return TableProfile(rows: rowCount, columns: summaries.map(\.profile), alerts: alerts)
    }
}
