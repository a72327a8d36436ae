/// The page of the manual on expressions, made from the tables of functions.
public enum ExpressionManual {
    /// `docs/expressions.md`.
    public static var page: String {
        var lines = [
            "# Expressions", "",
            "What derived columns are written in, such as `charges / max(tenure, 1)`. Made from the program; `make golden` writes it anew.",
            "",
            "- Arithmetic `+ - * / % ^`, comparisons `= != < <= > >=`, `and or not`, `in (1, 2)`, `is missing`; words in any case.",
            "- Text stands in quotes, a column that is not one word in backquotes: `` `total charges` ``.",
            "- What is made from a missing value is missing, and so is what is no finite number. Only `is missing`, `coalesce`, `count_missing`, windows,",
            "  and `false and missing`, `true or missing` look past it.",
            "- Dates are moments in UTC; text beside a date is read as one. Their difference is in days, and a number added to a date is days.",
            "- `%` has the sign of the divisor, `-2 ^ 2` is -4, and powers are taken from the right.",
            "- An expression sees its row, and through a window rows of its group. It cannot read the target, nor what comes later.",
        ]
        for topic in ExpressionFunction.Topic.allCases {
            lines += ["", "## \(topic.title)", "", "| function | gives |", "| --- | --- |"]
            lines += ExpressionFunction.all.filter { $0.topic == topic }.map { "| `\($0.usage)` | \($0.summary) |" }
        }
        lines += [
            "", "## Windows", "",
            "`mean(amount) over (by customer order day rows 3 before)`: the rows of the same customer, by day, the three before this one. All parts",
            "are optional, but `by` or `order` has to be there. `rows 3` are the last three with this one, `before` alone all but this one, and without both",
            "an order means all rows up to this one. Missing values are passed over; a row without its group or order gets none.",
            "",
            "| function | gives |", "| --- | --- |",
        ]
        lines += WindowFunction.all.map { "| `\($0.usage) over (..)` | \($0.summary) |" }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ExpressionFunction.Topic {
    fileprivate var title: String {
        switch self {
        case .choosing: "Choosing"
        case .numbers: "Numbers"
        case .text: "Text"
        case .dates: "Dates"
        }
    }
}
