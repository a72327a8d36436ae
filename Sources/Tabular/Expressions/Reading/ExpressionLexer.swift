import Recipes

/// Cuts an expression into words and signs.
struct ExpressionLexer {
    enum Token: Equatable {
        case number(Double)
        case text(String)
        /// A bare word: a column, a function, or a word of the grammar.
        case word(String)
        /// A column in backquotes.
        case name(String)
        case sign(ExpressionOperator)
        case open, close, comma
    }

    /// A token and the scalars that it was read from.
    struct Place: Equatable {
        var token: Token
        var range: Range<Int>
    }

    /// Words that no column can be called without backquotes.
    static let reserved: Set<String> = ["and", "or", "not", "in", "is", "missing", "true", "false", "over"]

    private let text: String
    private let scalars: [Unicode.Scalar]
    private var next = 0

    /// - Throws: ``AssayError`` where a quote does not close or a character means nothing.
    /// - Complexity: O(n).
    static func tokens(of text: String) throws(AssayError) -> [Place] {
        guard text.utf8.count <= Expression.lengthLimit else {
            throw .expression(
                "the expression is longer than \(Expression.lengthLimit) bytes", hint: "divide it into several columns", in: text,
                at: 0)
        }
        var lexer = ExpressionLexer(text)
        var places: [Place] = []
        while true {
            lexer.skipBlanks()
            let start = lexer.next
            guard let token = try lexer.token() else { return places }
            places.append(Place(token: token, range: start..<lexer.next))
        }
    }

    private init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

    private mutating func skipBlanks() {
        while let scalar = current, scalar.properties.isWhitespace { next += 1 }
    }

    private mutating func token() throws(AssayError) -> Token? {
        guard let scalar = current else { return nil }
        switch scalar {
        case "(": return single(.open)
        case ")": return single(.close)
        case ",": return single(.comma)
        case "\"", "'": return .text(try quoted(by: scalar))
        case "`": return .name(try backquoted())
        default: break
        }
        if let sign = sign() { return .sign(sign) }
        if Self.isDigit(scalar) || scalar == "." && next + 1 < scalars.count && Self.isDigit(scalars[next + 1]) {
            return .number(try number())
        }
        guard Self.startsWord(scalar) else {
            throw .expression(
                "\"\(scalar)\" means nothing here",
                hint: Self.advice[scalar] ?? "columns with such characters stand in backquotes",
                in: text, at: next)
        }
        let start = next
        while let scalar = current, Self.continuesWord(scalar) { next += 1 }
        return .word(string(start..<next))
    }

    private mutating func single(_ token: Token) -> Token {
        next += 1
        return token
    }

    private static let advice: [Unicode.Scalar: String] = [
        "&": "write and", "|": "write or", "!": "write not", "?": "write if(condition, value, otherwise)",
        "~": "write contains(a, b)",
        ":": "write contains(a, b)", "[": "lists stand in parentheses", "{": "lists stand in parentheses",
    ]

    private mutating func sign() -> ExpressionOperator? {
        let pair = next + 1 < scalars.count ? scalars[next + 1] : " "
        let (sign, length): (ExpressionOperator, Int)
        switch (scalars[next], pair) {
        case ("=", "="): (sign, length) = (.equal, 2)
        case ("=", _): (sign, length) = (.equal, 1)
        case ("!", "="), ("<", ">"): (sign, length) = (.notEqual, 2)
        case ("<", "="): (sign, length) = (.lessOrEqual, 2)
        case (">", "="): (sign, length) = (.greaterOrEqual, 2)
        case ("<", _): (sign, length) = (.less, 1)
        case (">", _): (sign, length) = (.greater, 1)
        case ("+", _): (sign, length) = (.add, 1)
        case ("-", _): (sign, length) = (.subtract, 1)
        case ("*", "*"): (sign, length) = (.power, 2)
        case ("*", _): (sign, length) = (.multiply, 1)
        case ("/", _): (sign, length) = (.divide, 1)
        case ("%", _): (sign, length) = (.remainder, 1)
        case ("^", _): (sign, length) = (.power, 1)
        default: return nil
        }
        next += length
        return sign
    }

    private mutating func number() throws(AssayError) -> Double {
        let start = next
        skipDigits()
        if current == "." {
            next += 1
            skipDigits()
        }
        if current == "e" || current == "E" {
            var digits = next + 1
            if digits < scalars.count, scalars[digits] == "+" || scalars[digits] == "-" { digits += 1 }
            if digits < scalars.count, Self.isDigit(scalars[digits]) {
                next = digits
                skipDigits()
            }
        }
        if let scalar = current, Self.continuesWord(scalar) {
            throw .expression(
                "\"\(string(start..<next))\" is followed by \"\(scalar)\"",
                hint: "a column whose name begins with a digit stands in backquotes", in: text, at: next)
        }
        guard let value = Double(string(start..<next)), value.isFinite else {
            throw .expression("\"\(string(start..<next))\" is no number that can be held", in: text, at: start)
        }
        return value
    }

    private mutating func skipDigits() {
        while let scalar = current, Self.isDigit(scalar) { next += 1 }
    }

    /// The text between quotes; a backslash keeps the next character as it is.
    private mutating func quoted(by quote: Unicode.Scalar) throws(AssayError) -> String {
        let start = next
        var result = String.UnicodeScalarView()
        next += 1
        while let scalar = current, scalar != quote {
            if scalar == "\\", next + 1 < scalars.count { next += 1 }
            result.append(scalars[next])
            next += 1
        }
        guard current == quote else { throw .expression("this quote never closes", in: text, at: start) }
        next += 1
        return String(result)
    }

    private mutating func backquoted() throws(AssayError) -> String {
        let start = next
        var result = String.UnicodeScalarView()
        next += 1
        while let scalar = current {
            next += 1
            if scalar == "`" {
                if current != "`" { return String(result) }
                next += 1
            }
            result.append(scalar)
        }
        throw .expression("this backquote never closes", in: text, at: start)
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    // MARK: Characters

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    static func startsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_"
            || (scalar.isASCII ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) : scalar.properties.isAlphabetic)
    }

    static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
        if startsWord(scalar) || isDigit(scalar) || scalar == "." { return true }
        if scalar.isASCII { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: return true
        default: return false
        }
    }

    /// Whether a column can be written without backquotes.
    static func isBareName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, startsWord(first), name.unicodeScalars.allSatisfy(continuesWord) else {
            return false
        }
        return !reserved.contains(name.lowercased())
    }
}
