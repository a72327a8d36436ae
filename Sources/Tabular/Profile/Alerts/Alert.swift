public import Recipes

/// Something noteworthy about a table, with its evidence and what to do about it.
public struct Alert: Sendable, Equatable {
    /// How much it matters.
    public typealias Level = AlertLevel

    /// A stable word such as `missing`, `constant`, `identifier`, `leak`.
    public var code: String
    /// The column, or nil for the whole table.
    public var column: String?
    public var level: Level
    /// One sentence with the numbers.
    public var evidence: String
    /// The rows behind it, in the grammar of ``RowFilter``; nil where it cannot say them.
    public var rows: String?
    /// What can be done about it, the best first: that is what one key does. Empty where nothing is needed or can be done.
    public var remedies: [RecipeEdit]

    public init(
        code: String, column: String?, level: Level, evidence: String, rows: String? = nil, remedies: [RecipeEdit] = []
    ) {
        self.code = code
        self.column = column
        self.level = level
        self.evidence = evidence
        self.rows = rows
        self.remedies = remedies
    }

    /// The first remedy's word such as `drop` or `median+indicator`, or `none`.
    public var remedyWord: String { remedies.first?.word ?? "none" }
}
