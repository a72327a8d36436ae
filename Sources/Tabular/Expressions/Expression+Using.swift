public import Recipes

extension Expression {
    /// Looks whether the expression makes sense on these columns.
    ///
    /// - Parameters:
    ///   - columns: all columns it may read; the target may stand among them.
    ///   - target: the column that is predicted, which no expression may read.
    /// - Returns: what the expression gives.
    /// - Throws: ``AssayError`` `expression` with the offset of the part that does not fit.
    @discardableResult
    public func check(against columns: [ExpressionColumn], target: String? = nil) throws(AssayError) -> ExpressionType {
        let checker = ExpressionChecker(text: text, columns: columns, target: target)
        return try checker.plan(root).type
    }

    /// Works out the column.
    ///
    /// - Parameters:
    ///   - table: the rows.
    ///   - name: of the new column; the canonical text without it.
    ///   - target: the column that is predicted, which no expression may read.
    /// - Returns: as many values as the table has rows.
    /// - Throws: ``AssayError`` as ``check(against:target:)``.
    /// - Complexity: O(rows) an operation; text is worked on once a different word; windows sort their order, O(rows log rows).
    public func evaluate(on table: Table, as name: String? = nil, target: String? = nil) throws(AssayError) -> Column {
        let checker = ExpressionChecker(text: text, columns: table.expressionColumns, target: target)
        let plan = try checker.plan(root)
        return ExpressionEvaluator(table: table).vector(plan).column(
            named: name ?? canonicalText, type: plan.type, rows: table.rowCount)
    }
}
