public import Recipes

/// Reads another table that a step names, by its path as it stands in the step.
public typealias TableLoader = @Sendable (String) throws(AssayError) -> Table

extension Table {
    /// The table that steps make of this one, in their order.
    ///
    /// The result keeps the name and the source of this table, and says in its remarks what each step took away or could not read.
    /// Rows keep their order. The same steps give the same bits. Nothing is learnt from the rows that a model could not know
    /// of a new one: each step reads its row, or what the recipe keeps for it, or another table.
    ///
    /// - Parameters:
    ///   - steps: what is done.
    ///   - mode: for scoring, steps that take rows away or add some are left out.
    ///   - target: the column that is predicted, which no derived column may read.
    ///   - load: reads the other table of a join or an append.
    /// - Returns: the prepared table; where rows are asked about, with the columns of the features alone.
    /// - Throws: ``AssayError`` that names the step, the column and what to do.
    /// - Complexity: O(rows) a step and column; text is changed once a different word.
    public func prepared(
        by steps: [Step], mode: PreparingMode = .training, target: String? = nil, load: @escaping TableLoader
    ) throws(AssayError) -> Table {
        guard case .scoring(let features) = mode else {
            return try Preparation(of: self, target: target).following(steps, load: load).table
        }
        return try scoringTable(steps, features: features, load: load)
    }
}
