import Recipes

extension ExpressionFunction {
    static let text: [ExpressionFunction] = [
        text("lower", [.text("text")], "in lower case") { .text($0[0].text.lowercased()) },
        text("upper", [.text("text")], "in upper case") { .text($0[0].text.uppercased()) },
        text("trim", [.text("text")], "without the blanks at both ends") { .text($0[0].text.trimmed) },
        ExpressionFunction(
            "length", .text, [.text("text")], .number, "how many characters it has",
            .distinct { .number(Double($0[0].text.count)) }),
        test("contains", "whether the second text stands in the first") { $0.holds($1) },
        test("starts_with", "whether the first text begins with the second") { $0.utf8.starts(with: $1.utf8) },
        test("ends_with", "whether the first text ends with the second") { $0.utf8.reversed().starts(with: $1.utf8.reversed()) },
        text("replace", [.text("text"), .text("old"), .text("new")], "with every old part replaced by the new one") {
            $0[1].text.isEmpty ? $0[0] : .text($0[0].text.replacing($0[1].text, with: $0[2].text))
        },
        text(
            "substring", [.text("text"), .number("first"), .number("count", isOptional: true)],
            "characters from the first on, counted from 1"
        ) {
            substring($0)
        },
        text(
            "split_part", [.text("text"), .text("separator"), .number("part")],
            "a part between separators, from 1, or from the end with -1"
        ) {
            part($0)
        },
        text(
            "extract", [.text("text"), Argument("pattern", .one(.text), literal: .pattern)],
            "what a pattern such as \"[0-9]+\" finds first: its first group, or all of it"
        ) {
            TextPattern.cached($0[1].text)?.firstMatch(in: $0[0].text).map(ExpressionScalar.text) ?? .missing
        },
        ExpressionFunction(
            "matches", .text, [.text("text"), Argument("pattern", .one(.text), literal: .pattern)], .flag,
            "whether a pattern is found in the text; ^ and $ bind it to the ends",
            .distinct { .flag(TextPattern.cached($0[1].text)?.firstMatch(in: $0[0].text) != nil) }),
        text("concat", [Argument("value", .any, repeats: true)], "the values as one text") {
            .text($0.map(\.written).joined())
        },
        ExpressionFunction(
            "to_number", .text, [Argument("value", .any)], .number,
            "the number that is written there; a date's seconds since 1970",
            .distinct { .number(ExpressionScalar.number(in: $0[0].text)) }),
        text("to_text", [Argument("value", .any)], "the value as text") { .text($0[0].written) },
    ]

    private static func text(
        _ name: String, _ arguments: [Argument], _ summary: String,
        _ body: @escaping @Sendable ([ExpressionScalar]) -> ExpressionScalar
    ) -> ExpressionFunction {
        ExpressionFunction(name, .text, arguments, .text, summary, .distinct(body))
    }

    private static func test(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (String, String) -> Bool
    ) -> ExpressionFunction {
        ExpressionFunction(
            name, .text, [.text("text"), .text("part")], .flag, summary, .distinct { .flag(body($0[0].text, $0[1].text)) })
    }

    private static func substring(_ values: [ExpressionScalar]) -> ExpressionScalar {
        guard let first = values[1].whole else { return .missing }
        let rest = values[0].text.dropFirst(max(0, first - 1))
        guard values.count > 2 else { return .text(String(rest)) }
        guard let count = values[2].whole else { return .missing }
        // A first character before the text uses up its share of the count.
        return .text(String(rest.prefix(max(0, count - max(0, 1 - first)))))
    }

    private static func part(_ values: [ExpressionScalar]) -> ExpressionScalar {
        guard let wanted = values[2].whole, wanted != 0 else { return .missing }
        let separator = values[1].text
        let parts =
            separator.isEmpty
            ? [values[0].text[...]] : values[0].text.split(separator: separator, omittingEmptySubsequences: false)
        let place = wanted > 0 ? wanted - 1 : parts.count + wanted
        return parts.indices.contains(place) ? .text(String(parts[place])) : .missing
    }
}

extension ExpressionScalar {
    /// As text; whole numbers without a point.
    fileprivate var written: String {
        switch self {
        case .number(let value): value.isFinite ? JSON.numberText(value) : value < 0 ? "-inf" : "inf"
        case .text(let text): text
        case .flag(let value): value ? "true" : "false"
        case .missing: ""
        }
    }

    /// The number that a text is, by the rules by which files are read.
    static func number(in text: String) -> Double {
        var text = text.trimmed
        return text.withUTF8 { bytes in
            var scanner = NumberScanner()
            let value = bytes.baseAddress.map { bytes.count > 0 ? scanner.scan($0, bytes.count) : .nan } ?? .nan
            return value.isFinite ? value : .nan
        }
    }
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Whether the bytes of a part stand in it.
    func holds(_ part: String) -> Bool {
        let (bytes, wanted) = (Array(utf8), Array(part.utf8))
        guard let first = wanted.first else { return true }
        guard wanted.count <= bytes.count else { return false }
        return (0...bytes.count - wanted.count).contains {
            bytes[$0] == first && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}
