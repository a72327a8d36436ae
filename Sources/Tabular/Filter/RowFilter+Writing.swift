import Recipes

/// Conditions written out, so that what a person points at can be typed on.
extension RowFilter {
    /// A term such as `contract="two year"`, with quotes where the grammar needs them.
    ///
    /// - Parameters:
    ///   - column: the name of a column.
    ///   - sign: one of the grammar: `=`, `!=`, `<`, `<=`, `>`, `>=`, `:`.
    ///   - value: as it stands in the table.
    /// - Returns: what reads as that term.
    public static func term(_ column: String, _ sign: String, _ value: String) -> String {
        quoted(column, isValue: false) + sign + quoted(value, isValue: true)
    }

    /// The term for rows in which a value is missing: `missing(calls)`.
    public static func missing(_ column: String) -> String { "missing(\(quoted(column, isValue: false)))" }

    /// The term for numbers or dates within a range: up to its end where `isLast`, else up to before it. The ends of dates are
    /// written as days or moments, rounded up to a whole day or second, which leaves out nothing of a column that has no finer ones.
    public static func within(_ range: ClosedRange<Double>, of column: Column, isLast: Bool) -> String {
        term(column.name, ">=", end(range.lowerBound, of: column))
            + " " + term(column.name, isLast ? "<=" : "<", end(range.upperBound, of: column))
    }

    private static func end(_ value: Double, of column: Column) -> String {
        guard column.kind == .date else { return "\(value)" }
        let unit = column.hasTime ? 1.0 : 86_400
        return CalendarDate.text(seconds: (value / unit).rounded(.up) * unit, hasTime: column.hasTime)
    }

    /// Both conditions; what has an OR at its top is put into parentheses.
    public static func both(_ first: String?, _ second: String) -> String {
        guard let first, !first.isEmpty else { return second }
        return guarded(first) + " " + guarded(second)
    }

    /// At least one of several conditions.
    public static func any(_ conditions: [String]) -> String { conditions.joined(separator: " or ") }

    private static func guarded(_ condition: String) -> String {
        guard let filter = try? RowFilter(parsing: condition), case .or = filter.root else { return condition }
        return "(" + condition + ")"
    }

    /// Words that mean something to the grammar.
    private static let keywords: Set<String> = ["and", "or", "not", "missing"]

    private static func quoted(_ word: String, isValue: Bool) -> String {
        let isPlain =
            !word.isEmpty && !keywords.contains(word.lowercased())
            && word.allSatisfy { character in
                character.isLetter || character.isNumber || "_-.+/".contains(character) || (isValue && character == ":")
            }
        if isPlain, !(isValue && (word.first.map { ":=<>!~".contains($0) } ?? false)) { return word }
        var text = "\""
        for character in word {
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "\""
    }
}
