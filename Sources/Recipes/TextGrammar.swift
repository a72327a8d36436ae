/// What the text of a parameter may look like. Only its form is checked here; whether the features exist is known with the table.
///
/// Names with commas, colons, semicolons or blanks at their ends stand in double quotes; a quote within them is doubled.
public enum TextGrammar: Hashable, Sendable {
    /// Features with a direction: `age:+1,price:-1`.
    case directions
    /// Groups of features: `a,b;c,d`.
    case groups

    /// The text that stands for nothing.
    public static let nothing = "none"

    /// An example, for messages.
    public var form: String {
        switch self {
        case .directions: "features with +1 or -1, such as age:+1,price:-1"
        case .groups: "groups of features, such as a,b;c,d"
        }
    }

    /// - Throws: ``AssayError`` where the text has another form.
    func check(_ text: String) throws(AssayError) {
        switch self {
        case .directions: _ = try Self.directions(text)
        case .groups: _ = try Self.groups(text)
        }
    }

    /// Reads features with their directions, +1 or -1, in their order; `none` has none of them.
    ///
    /// - Throws: ``AssayError`` that says what is expected.
    public static func directions(_ text: String) throws(AssayError) -> [(feature: String, direction: Int)] {
        var result: [(feature: String, direction: Int)] = []
        for item in parts(text, at: ",") {
            let pieces = parts(item, at: ":")
            guard pieces.count == 2, let name = name(pieces[0]),
                let direction = ["+1": 1, "1": 1, "+": 1, "-1": -1, "-": -1, "0": 0][pieces[1].trimmingBlanks]
            else { throw unreadable(text, .directions) }
            if direction != 0 { result.append((name, direction)) }
        }
        return result
    }

    /// Reads groups of features; `none` has none of them.
    ///
    /// - Throws: ``AssayError`` that says what is expected.
    public static func groups(_ text: String) throws(AssayError) -> [[String]] {
        var result: [[String]] = []
        for group in parts(text, at: ";") {
            var names: [String] = []
            for item in parts(group, at: ",") {
                guard let name = name(item) else { throw unreadable(text, .groups) }
                names.append(name)
            }
            result.append(names)
        }
        return result
    }

    /// The stretches between the separators that stand in no quotes.
    private static func parts(_ text: String, at separator: Character) -> [String] {
        guard text.trimmingBlanks != nothing else { return [] }
        var result = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == separator, !isQuoted { result.append("") } else { result[result.count - 1].append(character) }
        }
        return result
    }

    /// A name without its quotes; nil where there is none.
    private static func name(_ text: String) -> String? {
        let trimmed = text.trimmingBlanks
        guard trimmed.hasPrefix("\"") else { return trimmed.isEmpty || trimmed.contains("\"") ? nil : trimmed }
        guard trimmed.count > 2, trimmed.hasSuffix("\"") else { return nil }
        let inner = String(trimmed.dropFirst().dropLast())
        let isWhole = !inner.replacing("\"\"", with: "").contains("\"")
        return isWhole ? inner.replacing("\"\"", with: "\"") : nil
    }

    private static func unreadable(_ text: String, _ grammar: TextGrammar) -> AssayError {
        AssayError(
            code: "unreadable_parameter", message: "cannot read \"\(text)\"", hint: "write \(grammar.form)", isUsage: true)
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
