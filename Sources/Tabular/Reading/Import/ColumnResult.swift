import Recipes

/// What became of one column, before its words are written.
struct ColumnResult {
    var name: String
    var kind: ColumnKind
    var decimals = 0
    var hasTime = false
    var missingSpellings: [MissingSpelling] = []
    /// How many values are missing.
    var missing: Int
    /// Of the values.
    var checksum: UInt64 = 0
    /// The words that stay words, in the order of their codes; nil for numbers.
    var words: [Cell]?
    /// What was noteworthy, a sentence each.
    var remarks: [String] = []
    /// How its numbers are written, where that is not 1234.5.
    var numbers: NumberFormat?
    /// How its dates are written, where it holds dates.
    var dates: ReadingDecisions.DateDecision?
}

/// How a trial of a column ended.
enum ColumnOutcome {
    case finished(ColumnResult)
    /// It is something else.
    case again(ColumnTrial)
}
