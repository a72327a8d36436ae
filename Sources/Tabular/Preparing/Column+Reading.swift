public import Recipes

extension Column {
    /// The column read as another kind, and a sentence about values that could not be read and count as missing; nil where all could.
    ///
    /// - Complexity: O(rows), and each different text once.
    public func reading(as kind: ColumnKind) -> (column: Column, strays: String?) { read(as: kind) }
}
