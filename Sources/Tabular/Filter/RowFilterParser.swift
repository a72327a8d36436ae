import Recipes

/// Reads the filter grammar.
///
///     or    = and { OR and }
///     and   = unary { [AND] unary }
///     unary = NOT unary | ( or ) | missing(word) | word [sign word]
struct RowFilterParser {
    private enum Token: Equatable {
        case word(String, isQuoted: Bool)
        case sign(RowFilter.Comparison)
        case open, close
    }

    /// How deeply parentheses and NOT may nest.
    private static let depthLimit = 200

    private let text: String
    private var tokens: [(token: Token, place: Int)] = []
    private let end: Int
    private var next = 0
    private var depth = 0

    init(_ text: String) throws(AssayError) {
        self.text = text
        end = text.count + 1
        tokens = try Self.tokens(of: Array(text))
    }

    mutating func parse() throws(AssayError) -> RowFilter.Node {
        if tokens.isEmpty { return .all }
        let node = try parseOr()
        guard next == tokens.count else { throw .filter("a parenthesis closes that none opens", at: tokens[next].place) }
        return node
    }

    // MARK: Grammar

    private mutating func parseOr() throws(AssayError) -> RowFilter.Node {
        var node = try parseAnd()
        while takeKeyword("or") { node = .or(node, try parseAnd()) }
        return node
    }

    private mutating func parseAnd() throws(AssayError) -> RowFilter.Node {
        var node = try parseUnary()
        while next < tokens.count {
            if takeKeyword("and") {
                node = .and(node, try parseUnary())
            } else if tokens[next].token == .close || isKeyword("or") {
                break
            } else {
                node = .and(node, try parseUnary())
            }
        }
        return node
    }

    private mutating func parseUnary() throws(AssayError) -> RowFilter.Node {
        guard next < tokens.count else { throw .filter("a condition is missing at the end", at: end) }
        let (token, place) = tokens[next]
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw .filter("it nests too deeply", at: place) }
        if takeKeyword("not") { return .not(try parseUnary()) }
        switch token {
        case .open:
            next += 1
            let node = try parseOr()
            guard next < tokens.count, tokens[next].token == .close else {
                throw .filter("this parenthesis never closes", at: place)
            }
            next += 1
            return node
        case .close: throw .filter("a condition is missing before the parenthesis", at: place)
        case .sign(let sign): throw .filter("a column is missing before \(sign.rawValue)", at: place)
        case .word(let word, let isQuoted):
            if !isQuoted, ["and", "or"].contains(word.lowercased()) {
                throw .filter("a condition is missing before \(word)", at: place)
            }
            next += 1
            return try parseTerm(RowFilter.Word(text: word, place: place), isQuoted: isQuoted)
        }
    }

    private mutating func parseTerm(_ word: RowFilter.Word, isQuoted: Bool) throws(AssayError) -> RowFilter.Node {
        guard next < tokens.count else { return .anywhere(word) }
        if !isQuoted, word.text.lowercased() == "missing", tokens[next].token == .open,
            tokens[next].place == word.place + word.text.count
        {
            return .missing(column: try parseArgument(after: word))
        }
        guard case .sign(let sign) = tokens[next].token else { return .anywhere(word) }
        let place = tokens[next].place
        next += 1
        guard next < tokens.count, case .word(let value, _) = tokens[next].token else {
            throw .filter("a value is missing after \(sign.rawValue)", at: place)
        }
        defer { next += 1 }
        return .compare(column: word, sign, value: RowFilter.Word(text: value, place: tokens[next].place))
    }

    private mutating func parseArgument(after word: RowFilter.Word) throws(AssayError) -> RowFilter.Word {
        guard next + 2 < tokens.count, case .word(let column, _) = tokens[next + 1].token, tokens[next + 2].token == .close else {
            throw .filter("write missing(column)", at: word.place)
        }
        defer { next += 3 }
        return RowFilter.Word(text: column, place: tokens[next + 1].place)
    }

    private func isKeyword(_ keyword: String) -> Bool {
        guard next < tokens.count, case .word(let word, isQuoted: false) = tokens[next].token else { return false }
        guard word.lowercased() == keyword else { return false }
        // A column may be called `not`: followed by a sign it is a column.
        if next + 1 < tokens.count, case .sign = tokens[next + 1].token { return false }
        return true
    }

    private mutating func takeKeyword(_ keyword: String) -> Bool {
        guard isKeyword(keyword) else { return false }
        next += 1
        return true
    }

    // MARK: Words and signs

    private static func tokens(of text: [Character]) throws(AssayError) -> [(token: Token, place: Int)] {
        var tokens: [(token: Token, place: Int)] = []
        var i = 0
        while i < text.count {
            let place = i + 1
            if text[i].isWhitespace {
                i += 1
            } else if text[i] == "(" || text[i] == ")" {
                tokens.append((text[i] == "(" ? .open : .close, place))
                i += 1
            } else if let (sign, length) = sign(in: text, at: i) {
                tokens.append((.sign(sign), place))
                i += length
            } else if text[i] == "\"" || text[i] == "'" {
                tokens.append((.word(try quoted(text, &i), isQuoted: true), place))
            } else {
                // Only signs end a word that is a value: 12:30 or a-b:c stay whole behind a sign.
                var isValue = false
                if case .sign = tokens.last?.token { isValue = true }
                let start = i
                while i < text.count, !isEnd(text, i, isValue: isValue) { i += 1 }
                if i == start { throw .filter("\(text[i]) stands alone", at: place) }
                tokens.append((.word(String(text[start..<i]), isQuoted: false), place))
            }
        }
        return tokens
    }

    private static func isEnd(_ text: [Character], _ i: Int, isValue: Bool) -> Bool {
        let character = text[i]
        if character.isWhitespace || character == "(" || character == ")" || character == "\"" { return true }
        if isValue { return false }
        return sign(in: text, at: i) != nil
    }

    private static func sign(in text: [Character], at i: Int) -> (RowFilter.Comparison, length: Int)? {
        let isPair = i + 1 < text.count && text[i + 1] == "="
        switch text[i] {
        case "=": return (.equal, isPair ? 2 : 1)
        case "!" where isPair: return (.notEqual, 2)
        case "<": return isPair ? (.lessOrEqual, 2) : (.less, 1)
        case ">": return isPair ? (.greaterOrEqual, 2) : (.greater, 1)
        case ":", "~": return (.contains, 1)
        default: return nil
        }
    }

    /// The text between quotes; a backslash keeps the next character as it is.
    private static func quoted(_ text: [Character], _ i: inout Int) throws(AssayError) -> String {
        let start = i
        var word = ""
        i += 1
        while i < text.count, text[i] != text[start] {
            if text[i] == "\\", i + 1 < text.count { i += 1 }
            word.append(text[i])
            i += 1
        }
        guard i < text.count else { throw .filter("this quote never closes", at: start + 1) }
        i += 1
        return word
    }
}

extension AssayError {
    /// A filter that cannot be read or does not fit the table; `place` counts characters from 1.
    static func filter(_ reason: String, at place: Int) -> AssayError {
        AssayError(
            code: "filter", message: "the filter cannot be read: \(reason)", hint: "see character \(place)", isUsage: true,
            offset: place - 1)
    }
}
