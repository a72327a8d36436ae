/// An expression whose every part has a type and makes sense: what is evaluated.
struct ExpressionPlan: Sendable {
    indirect enum Step: Sendable {
        case number(Double)
        case text(String)
        case flag(Bool)
        case missing
        /// The column at this place of the table, read as the plan's type.
        case column(Int)
        case negate(ExpressionPlan)
        case not(ExpressionPlan)
        /// Numbers; dates count as their seconds.
        case arithmetic(ExpressionOperator, ExpressionPlan, ExpressionPlan)
        /// Two of one type, which is no flag.
        case compare(ExpressionOperator, ExpressionPlan, ExpressionPlan)
        case and(ExpressionPlan, ExpressionPlan)
        case or(ExpressionPlan, ExpressionPlan)
        case isMissing(ExpressionPlan)
        case isOneOfNumbers(ExpressionPlan, Set<Double>)
        case isOneOfWords(ExpressionPlan, Set<String>)
        case choose([Case], otherwise: ExpressionPlan)
        case coalesce([ExpressionPlan])
        case countMissing([ExpressionPlan])
        case asNumber(ExpressionPlan)
        /// A date as it is read.
        case dateText(ExpressionPlan)
        case call(ExpressionFunction, [ExpressionPlan])
        case window(WindowFunction, of: ExpressionPlan?, rows: Int, ExpressionWindow)
    }

    /// A condition and what holds where it is true.
    struct Case: Sendable {
        var condition: ExpressionPlan
        var value: ExpressionPlan
    }

    var step: Step
    var type: ExpressionType

    init(_ step: Step, _ type: ExpressionType) {
        self.step = step
        self.type = type
    }

    /// Whether it is the word `missing`, which has any type.
    var isMissingWord: Bool { if case .missing = step { true } else { false } }

    /// The text, where it is written out.
    var literalText: String? { if case .text(let text) = step { text } else { nil } }
}

/// The rows that a window function sees.
struct ExpressionWindow: Sendable {
    var groups: [ExpressionPlan]
    var order: ExpressionPlan?
    var isDescending: Bool
    /// At most so many rows, the last ones; nil is all.
    var rows: Int?
    /// Whether the row itself is left out.
    var isBefore: Bool
    /// Names groups and order, so that windows over the same ones are laid out once.
    var key: String
}
