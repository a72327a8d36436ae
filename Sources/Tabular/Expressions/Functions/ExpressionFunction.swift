/// A function of expressions, declared once: checker, evaluator, completion and manual are made from this.
public struct ExpressionFunction: Sendable {
    /// What a function is good for.
    public enum Topic: String, CaseIterable, Sendable {
        case choosing, numbers, text, dates
    }

    /// What may stand in the place of an argument.
    public enum ArgumentType: Sendable, Equatable {
        case one(ExpressionType)
        /// All arguments numbers, or all of them dates.
        case numberOrDate
        case any
    }

    /// One argument.
    public struct Argument: Sendable {
        public var name: String
        public var type: ArgumentType
        public var isOptional: Bool
        /// Whether more of its kind may follow; only the last one.
        public var repeats: Bool
        /// Where it is a text that has to be written out.
        var literal: LiteralRule?

        init(
            _ name: String, _ type: ArgumentType, isOptional: Bool = false, repeats: Bool = false, literal: LiteralRule? = nil
        ) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
            self.repeats = repeats
            self.literal = literal
        }

        static func number(_ name: String, isOptional: Bool = false) -> Argument {
            Argument(name, .one(.number), isOptional: isOptional)
        }
        static func text(_ name: String) -> Argument { Argument(name, .one(.text)) }
        static func date(_ name: String) -> Argument { Argument(name, .one(.date)) }
    }

    /// What a text that is written out may be.
    enum LiteralRule: Sendable {
        case word(of: [String])
        case pattern

        /// What is wrong with a text.
        func problem(of text: String) -> (reason: String, hint: String)? {
            switch self {
            case .word(let known):
                known.contains(text) ? nil : ("\"\(text)\" is none of its words", "one of \(known.joined(separator: ", "))")
            case .pattern:
                switch TextPattern.reading(text) {
                case .success: nil
                case .failure(let problem): ("the pattern \"\(text)\" cannot be read: \(problem.reason)", "")
                }
            }
        }
    }

    /// How it is worked out.
    enum Evaluator: Sendable {
        /// Columns of numbers and dates into one.
        case numbers(@Sendable ([Lane<Double>]) -> Lane<Double>)
        /// Columns of numbers and dates into true and false.
        case predicate(@Sendable ([Lane<Double>]) -> Lane<Int8>)
        /// Once for every different combination of arguments, of which none is missing.
        case distinct(@Sendable ([ExpressionScalar]) -> ExpressionScalar)
        /// A text that is written out, and a column of numbers or dates.
        case literal(@Sendable (String, Double) -> Double)
        case conditions, coalesce, countMissing
    }

    /// As it is written, in lower case.
    public let name: String
    public let topic: Topic
    public let arguments: [Argument]
    /// Nil is the type of the arguments.
    public let result: ExpressionType?
    /// One sentence.
    public let summary: String
    let evaluator: Evaluator

    init(
        _ name: String, _ topic: Topic, _ arguments: [Argument], _ result: ExpressionType?, _ summary: String,
        _ evaluator: Evaluator
    ) {
        self.name = name
        self.topic = topic
        self.arguments = arguments
        self.result = result
        self.summary = summary
        self.evaluator = evaluator
    }

    /// How it is written: `round(x, [digits])`.
    public var usage: String { Self.usage(name, arguments) }

    static func usage(_ name: String, _ arguments: [Argument]) -> String {
        let words = arguments.map { ($0.isOptional ? "[\($0.name)]" : $0.name) + ($0.repeats ? ", .." : "") }
        return "\(name)(\(words.joined(separator: ", ")))"
    }

    /// All functions of one row, by topic.
    public static let all: [ExpressionFunction] = choosing + numbers + text + dates

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static func named(_ name: String) -> ExpressionFunction? { byName[name] }
}

/// A value that stands for all rows that have it.
enum ExpressionScalar: Sendable {
    /// A number, or a date as its seconds.
    case number(Double)
    case text(String)
    case flag(Bool)
    case missing

    var number: Double { if case .number(let value) = self { value } else { .nan } }
    var text: String { if case .text(let text) = self { text } else { "" } }

    /// A whole number that is small enough to count with.
    var whole: Int? {
        let value = number.rounded(.towardZero)
        return abs(value) < 1e15 ? Int(value) : nil
    }
}
