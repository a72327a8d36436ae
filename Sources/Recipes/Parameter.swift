/// The value of a hyperparameter.
public enum ParameterValue: Hashable, Sendable, CustomStringConvertible {
    case integer(Int)
    case real(Double)
    case text(String)
    case flag(Bool)

    public var description: String {
        switch self {
        case .integer(let value): String(value)
        case .real(let value): JSON.numberText(value)
        case .text(let value): value
        case .flag(let value): value ? "true" : "false"
        }
    }

    /// The value in a recipe.
    public var json: JSON {
        switch self {
        case .integer(let value): JSON(value)
        case .real(let value): .finite(value)
        case .text(let value): .string(value)
        case .flag(let value): .bool(value)
        }
    }
}

/// A hyperparameter, declared once: the form on the Model screen, `--set`, the tuning range, the messages and the manual are
/// made from this.
public struct Parameter: Hashable, Sendable {
    /// What values are allowed.
    public enum Domain: Hashable, Sendable {
        /// Whole numbers.
        case integer(ClosedRange<Int>)
        /// Numbers; `aboveZero` excludes the lower end.
        case real(ClosedRange<Double>, excludesLowest: Bool)
        /// One of some words.
        case choice([String])
        /// True or false.
        case flag
        /// Words with a grammar of their own; `none` says nothing.
        case text(TextGrammar)
        /// Some whole numbers with commas between them, kept as text (`64,64`), or the word that stands for none of one's own.
        case integers(ClosedRange<Int>, count: ClosedRange<Int>, word: String)
        /// Any words.
        case words
    }

    /// How steps and searches are spaced.
    public enum Scale: String, Hashable, Sendable {
        case linear, logarithmic
    }

    public let name: String
    public let domain: Domain
    public let standard: ParameterValue
    public let scale: Scale
    /// What it does, in one sentence.
    public let summary: String
    /// The range that a search looks through, where it is narrower than what is allowed.
    public let tuning: ClosedRange<Double>?
    /// True for what few people change; the form shows it below the others.
    public let isAdvanced: Bool

    /// A parameter; ``ModelFamily`` declares its own with the shorter forms below.
    public init(
        _ name: String, _ domain: Domain, _ standard: ParameterValue, scale: Scale = .linear,
        tuning: ClosedRange<Double>? = nil, advanced: Bool = false, _ summary: String
    ) {
        self.name = name
        self.domain = domain
        self.standard = standard
        self.scale = scale
        self.summary = summary
        self.tuning = tuning
        self.isAdvanced = advanced
    }

    /// A whole-number parameter.
    static func integer(
        _ name: String, _ standard: Int, in range: ClosedRange<Int>, scale: Scale = .linear,
        tuning: ClosedRange<Double>? = nil, advanced: Bool = false, _ summary: String
    ) -> Parameter {
        Parameter(name, .integer(range), .integer(standard), scale: scale, tuning: tuning, advanced: advanced, summary)
    }

    /// A parameter that is a number.
    static func real(
        _ name: String, _ standard: Double, in range: ClosedRange<Double>, above: Bool = false, scale: Scale = .linear,
        tuning: ClosedRange<Double>? = nil, advanced: Bool = false, _ summary: String
    ) -> Parameter {
        Parameter(
            name, .real(range, excludesLowest: above), .real(standard), scale: scale, tuning: tuning, advanced: advanced, summary)
    }

    /// The allowed values in words, for messages and the form.
    public var rangeText: String {
        switch domain {
        case .integer(let range):
            range.upperBound >= Int(Int32.max) ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
        case .real(let range, let excludesLowest):
            switch (excludesLowest, range.upperBound.isInfinite || range.upperBound >= 1e300) {
            case (true, true): "above \(JSON.numberText(range.lowerBound))"
            case (false, true): "\(JSON.numberText(range.lowerBound)) or more"
            case (true, false): "above \(JSON.numberText(range.lowerBound)), up to \(JSON.numberText(range.upperBound))"
            case (false, false): "\(JSON.numberText(range.lowerBound)) to \(JSON.numberText(range.upperBound))"
            }
        case .choice(let words): words.joined(separator: ", ")
        case .flag: "true or false"
        case .text(let grammar): "none, or \(grammar.form)"
        case .integers(let range, let count, let word):
            "\(word), or \(count.lowerBound) to \(count.upperBound) numbers from \(range.lowerBound) to \(range.upperBound) with commas"
        case .words: "any words"
        }
    }

    /// Reads a value as it is typed.
    ///
    /// - Throws: ``AssayError`` with the allowed range.
    public func parse(_ text: String) throws(AssayError) -> ParameterValue {
        switch domain {
        case .integer:
            if let value = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) { return try check(.integer(value)) }
        case .real:
            if let value = Double(text), value.isFinite { return try check(.real(value)) }
        case .choice: return try check(.text(text))
        case .flag:
            if let value = ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false][text.lowercased()] {
                return .flag(value)
            }
        case .text(let grammar):
            let trimmed = text.trimmingBlanks
            if trimmed.isEmpty || trimmed == TextGrammar.nothing { return .text(TextGrammar.nothing) }
            do { try grammar.check(trimmed) } catch { throw outside(text) }
            return .text(trimmed)
        case .integers(_, _, let word):
            let parts = text.split(whereSeparator: { $0 == "," || $0 == " " })
            let numbers = parts.compactMap { Int($0) }
            if text == word || (numbers.count == parts.count && !numbers.isEmpty) {
                return try check(.text(text == word ? word : numbers.map(String.init).joined(separator: ",")))
            }
        case .words: return .text(text)
        }
        throw outside(text)
    }

    /// Reads a value from a recipe.
    public func parse(_ json: JSON) throws(AssayError) -> ParameterValue {
        switch json {
        case .bool(let value): return try parse(value ? "true" : "false")
        case .number(let value): return try parse(JSON.numberText(value))
        case .string(let value): return try parse(value)
        default: throw outside(json.canonicalText)
        }
    }

    private func check(_ value: ParameterValue) throws(AssayError) -> ParameterValue {
        let isAllowed =
            switch (domain, value) {
            case (.integer(let range), .integer(let number)): range.contains(number)
            case (.real(let range, let excludesLowest), .real(let number)):
                range.contains(number) && !(excludesLowest && number == range.lowerBound)
            case (.choice(let words), .text(let word)): words.contains(word)
            case (.integers(let range, let count, let word), .text(let text)):
                text == word || (count.contains(text.integers.count) && text.integers.allSatisfy(range.contains))
            default: true
            }
        guard isAllowed else { throw outside(value.description) }
        return value
    }

    private func outside(_ text: String) -> AssayError {
        AssayError(
            code: "parameter_out_of_range", message: "\(name) cannot be \(text)", hint: "allowed is \(rangeText)", isUsage: true)
    }
}

extension String {
    /// The whole numbers between the commas; empty where one of them is none.
    fileprivate var integers: [Int] {
        let parts = split(separator: ",")
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers : []
    }
}
