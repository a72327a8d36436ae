extension Step {
    /// Reads a step as people write it: `trim columns=city,plan`, `replace column=city find="New " with=""`, or as a JSON object.
    ///
    /// A kind, then `field=value`, divided by blanks; quotes keep blanks together. Lists are divided by commas, and what a mapping
    /// makes of a value stands behind `=` or `->`: `map column=city values="NYC=New York,LA=Los Angeles"`. Values with such signs in
    /// them need JSON.
    ///
    /// - Throws: ``AssayError`` that names the kind or the field, with the nearest word.
    public init(parsing text: String) throws(AssayError) {
        if text.first(where: { !$0.isWhitespace }) == "{" {
            try self.init(json: JSON(parsing: text))
            return
        }
        var words = try Self.words(of: text)
        let kind = try StepKind.named(words.isEmpty ? "" : words.removeFirst())
        var arguments: [String: JSON] = [:]
        for word in words {
            guard let mark = word.firstIndex(of: "=") else { throw .stepWord(word, of: kind) }
            let name = String(word[..<mark])
            guard let field = kind.fields.first(where: { $0.name == name }) else {
                throw .unknownWord(name, kind: "field of the step \(kind.key)", known: kind.fields.map(\.name))
            }
            guard let value = field.form.value(of: String(word[word.index(after: mark)...])) else {
                throw .stepField(kind.key, field, isMissing: false)
            }
            arguments[name] = value
        }
        try kind.check(arguments)
        self.init(kind, arguments)
    }

    /// Reads a derived column: `value = charges / tenure`.
    ///
    /// - Throws: ``AssayError`` where no name stands before the sign.
    public init(deriving text: String) throws(AssayError) {
        guard let (name, expression) = Self.derivation(text), !name.isEmpty, !expression.isEmpty else { throw .derivation(text) }
        self.init(.derive, ["name": .string(name), "expression": .string(expression)])
    }

    /// The name and the expression of a derived column, as far as they are written yet; nil where no sign stands between them.
    public static func derivation(_ text: String) -> (name: String, expression: String)? {
        guard let mark = text.firstIndex(of: "=") else { return nil }
        return (trimmed(text[..<mark]), trimmed(text[text.index(after: mark)...]))
    }

    /// Divides a text at blanks that do not stand in quotes, and takes the quotes away.
    private static func words(of text: String) throws(AssayError) -> [String] {
        var words: [String] = []
        var word = ""
        var isWord = false
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isWord = true
            } else if character.isWhitespace {
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        if quote != nil { throw .openQuote(text) }
        return isWord ? words + [word] : words
    }

    static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}

extension StepField.Form {
    /// The value that a person writes for a field of this form; nil where it cannot be read.
    public func value(of text: String) -> JSON? {
        switch self {
        case .column, .name, .text, .expression, .filter, .path: return .string(text)
        case .choice(let words): return words.contains(text) ? .string(text) : nil
        case .columns, .names:
            let names = text.split(separator: ",").map(Step.trimmed).filter { !$0.isEmpty }
            return .array(names.map(JSON.string))
        case .number: return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
        case .flag:
            let answers = ["yes": true, "true": true, "no": false, "false": false]
            return answers[text.lowercased()].map(JSON.bool)
        case .mapping:
            var pairs: [String: JSON] = [:]
            for pair in text.split(separator: ",") where !pair.allSatisfy(\.isWhitespace) {
                guard let mark = pair.firstRange(of: "->") ?? pair.firstRange(of: "=") else { return nil }
                pairs[Step.trimmed(pair[..<mark.lowerBound])] = .string(Step.trimmed(pair[mark.upperBound...]))
            }
            return .object(pairs)
        case .numbers: return (try? JSON(parsing: text)).flatMap { accepts($0) ? $0 : nil }
        }
    }

    /// A value as a person writes it; nil where only JSON can say it.
    public func text(of value: JSON) -> String? {
        switch value {
        case .string(let text): return text
        case .number(let number): return JSON.numberText(number)
        case .bool(let flag): return flag ? "yes" : "no"
        case .array(let elements) where self != .numbers:
            let names = elements.compactMap(\.stringValue)
            return names.contains { $0.contains(",") } ? nil : names.joined(separator: ", ")
        case .object(let members):
            let pairs = members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.stringValue ?? "") }
            if pairs.contains(where: { key, value in "\(key)\(value)".contains { ",=>".contains($0) } }) { return nil }
            return pairs.map { "\($0)=\($1)" }.joined(separator: ", ")
        case .array, .null: return value.canonicalText
        }
    }
}

extension AssayError {
    static func stepWord(_ word: String, of kind: StepKind) -> AssayError {
        AssayError(
            code: "step_word", message: "the step \(kind.key) cannot read \"\(word)\"",
            hint: "write \(kind.fields.first?.name ?? "field")=VALUE", isUsage: true)
    }

    static func openQuote(_ text: String) -> AssayError {
        AssayError(code: "step_quote", message: "a quote in the step \(text) never closes", hint: "close it", isUsage: true)
    }

    static func derivation(_ text: String) -> AssayError {
        AssayError(
            code: "derivation", message: "\"\(text)\" is no derived column", hint: "write name = expression", isUsage: true)
    }
}
