import Recipes

/// Reads the grammar of ``Expression`` by recursive descent.
struct ExpressionParser {
    /// Levels that an expression may nest, so that no recursion over it can exhaust a stack.
    static let depthLimit = 100

    let text: String
    let tokens: [ExpressionLexer.Place]
    private let end: Int
    private(set) var next = 0
    private var depth = 0

    init(_ text: String) throws(AssayError) {
        self.text = text
        tokens = try ExpressionLexer.tokens(of: text)
        end = text.unicodeScalars.count
    }

    mutating func parse() throws(AssayError) -> ExpressionNode {
        if tokens.isEmpty { throw fail("the expression is empty", hint: "name a column") }
        let node = try parseOr()
        guard next == tokens.count else {
            switch tokens[next].token {
            case .close: throw fail("this parenthesis closes nothing")
            case .comma: throw fail("this comma stands in no list")
            default: throw fail("two values stand side by side", hint: "put an operator between them")
            }
        }
        return node
    }

    // MARK: Operations, loosest first

    mutating func parseOr() throws(AssayError) -> ExpressionNode {
        var node = try parseAnd()
        while let place = take(word: "or") { node = try binary(.or, node, try parseAnd(), at: place) }
        return node
    }

    private mutating func parseAnd() throws(AssayError) -> ExpressionNode {
        var node = try parseNot()
        while let place = take(word: "and") { node = try binary(.and, node, try parseNot(), at: place) }
        return node
    }

    private mutating func parseNot() throws(AssayError) -> ExpressionNode {
        guard let place = take(word: "not") else { return try parseComparison() }
        let part = try nested(at: place) { parser throws(AssayError) in try parser.parseNot() }
        return try node(.not(part), [part], at: place)
    }

    private mutating func parseComparison() throws(AssayError) -> ExpressionNode {
        let node = try comparison(of: try parseSum())
        if isComparison {
            throw fail("a comparison is compared", hint: "join two comparisons with and, or put one in parentheses")
        }
        return node
    }

    private var isComparison: Bool {
        guard next < tokens.count else { return false }
        if case .sign(let sign) = tokens[next].token { return sign.level == 4 }
        return isWord("in") || isWord("is")
    }

    private mutating func comparison(of left: ExpressionNode) throws(AssayError) -> ExpressionNode {
        if next < tokens.count, case .sign(let sign) = tokens[next].token, sign.level == 4 {
            let place = here
            next += 1
            return try binary(sign, left, try parseSum(), at: place)
        }
        if let place = take(word: "is") {
            let isNegated = take(word: "not") != nil
            guard take(word: "missing") != nil else { throw fail("only missing can stand after is", hint: "write = for a value") }
            return try node(.isMissing(left, isNegated: isNegated), [left], at: place)
        }
        let isNegated = isWord("not") && isWord("in", ahead: 1)
        if isNegated { next += 1 }
        if let place = take(word: "in") {
            let items = try parseList(after: "in")
            guard !items.isEmpty else { throw fail("the list after in is empty", at: place) }
            return try node(.member(left, of: items, isNegated: isNegated), [left] + items, at: place)
        }
        return left
    }

    private mutating func parseSum() throws(AssayError) -> ExpressionNode {
        var node = try parseProduct()
        while let (sign, place) = takeSign(level: 5) { node = try binary(sign, node, try parseProduct(), at: place) }
        return node
    }

    private mutating func parseProduct() throws(AssayError) -> ExpressionNode {
        var node = try parseUnary()
        while let (sign, place) = takeSign(level: 6) { node = try binary(sign, node, try parseUnary(), at: place) }
        return node
    }

    private mutating func parseUnary() throws(AssayError) -> ExpressionNode {
        if next < tokens.count, tokens[next].token == .sign(.subtract) {
            let place = here
            next += 1
            let part = try nested(at: place) { parser throws(AssayError) in try parser.parseUnary() }
            return try node(.negate(part), [part], at: place)
        }
        let base = try parsePrimary()
        guard let (_, place) = takeSign(level: 8) else { return base }
        let exponent = try nested(at: place) { parser throws(AssayError) in try parser.parseUnary() }
        return try binary(.power, base, exponent, at: place)
    }

    // MARK: Values

    private mutating func parsePrimary() throws(AssayError) -> ExpressionNode {
        guard next < tokens.count else { throw fail("a value is missing at the end") }
        let place = here
        let token = tokens[next].token
        switch token {
        case .number(let value): return try leaf(.number(value))
        case .text(let text): return try leaf(.text(text))
        case .name(let name): return try leaf(.column(name))
        case .open:
            next += 1
            let inner = try nested(at: place) { parser throws(AssayError) in try parser.parseOr() }
            try expectClose(of: place)
            return inner
        case .close: throw fail("a value is missing before the parenthesis")
        case .comma: throw fail("a value is missing before the comma")
        case .sign(let sign): throw fail("a value is missing before \(sign.rawValue)")
        case .word(let word): return try parseWord(word, at: place)
        }
    }

    private mutating func parseWord(_ word: String, at place: Int) throws(AssayError) -> ExpressionNode {
        let isCall = next + 1 < tokens.count && tokens[next + 1].token == .open
        switch word.lowercased() {
        case "true": return try leaf(.flag(true))
        case "false": return try leaf(.flag(false))
        case "missing" where !isCall: return try leaf(.missing)
        case "not": throw fail("not stands inside an operation", hint: "put it and what it negates in parentheses")
        case "and", "or", "in", "is", "over":
            throw fail("a value is missing before \(word)", hint: "a column called \(word) stands in backquotes")
        default:
            return isCall ? try parseCall(word.lowercased(), at: place) : try leaf(.column(word))
        }
    }

    private mutating func parseCall(_ name: String, at place: Int) throws(AssayError) -> ExpressionNode {
        next += 1
        let arguments = try parseList(after: name)
        if name == "missing" {
            // As the row filter writes it.
            guard arguments.count == 1 else { throw fail("missing( ) takes one value", at: place) }
            return try node(.isMissing(arguments[0], isNegated: false), arguments, at: place)
        }
        var window: ExpressionNode.Window?
        if take(word: "over") != nil { window = try parseWindow() }
        let parts = arguments + (window?.groups ?? []) + (window?.order.map { [$0] } ?? [])
        return try node(.call(name == "case" ? "if" : name, arguments, over: window), parts, at: place)
    }

    /// `( [by a, b] [order c [desc]] [rows 3] [before] )`
    private mutating func parseWindow() throws(AssayError) -> ExpressionNode.Window {
        let open = here
        guard take(.open) else { throw fail("a window in parentheses has to follow over", hint: "such as over (by customer)") }
        var window = ExpressionNode.Window()
        if take(word: "by") != nil {
            repeat {
                window.groups.append(try nested(at: open) { parser throws(AssayError) in try parser.parseOr() })
            } while take(.comma)
        }
        if take(word: "order") != nil {
            _ = take(word: "by")
            window.order = try nested(at: open) { parser throws(AssayError) in try parser.parseOr() }
            if take(word: "desc") != nil { window.isDescending = true } else { _ = take(word: "asc") }
        }
        if take(word: "rows") != nil {
            guard next < tokens.count, case .number(let number) = tokens[next].token, let rows = Int(exactly: number),
                (1...1_000_000_000).contains(rows)
            else { throw fail("a whole number of rows from 1 on has to follow rows") }
            window.rows = rows
            next += 1
        }
        window.isBefore = take(word: "before") != nil
        guard take(.close) else {
            throw next < tokens.count
                ? fail(
                    "a window reads by, order, rows and before, in this order",
                    hint: "such as over (by customer order day rows 3)")
                : fail("this parenthesis never closes", at: open)
        }
        guard window.order != nil || window.rows == nil && !window.isBefore else {
            throw fail("rows before this one need an order", hint: "add order and a column, such as a date", at: open)
        }
        return window
    }

    /// `( value, .. )`, or `( )`.
    mutating func parseList(after word: String) throws(AssayError) -> [ExpressionNode] {
        let open = here
        guard take(.open) else { throw fail("a list in parentheses has to follow \(word)") }
        var items: [ExpressionNode] = []
        if take(.close) { return items }
        repeat {
            items.append(try nested(at: open) { parser throws(AssayError) in try parser.parseOr() })
        } while take(.comma)
        try expectClose(of: open)
        return items
    }

    // MARK: Pieces

    /// The place of the next token, or the end.
    var here: Int { next < tokens.count ? tokens[next].range.lowerBound : end }

    func fail(_ reason: String, hint: String = "", at place: Int? = nil) -> AssayError {
        .expression(reason, hint: hint, in: text, at: place ?? here)
    }

    func isWord(_ word: String, ahead: Int = 0) -> Bool {
        guard next + ahead < tokens.count, case .word(let found) = tokens[next + ahead].token else { return false }
        return found.lowercased() == word
    }

    /// Passes a word of the grammar and gives its place.
    mutating func take(word: String) -> Int? {
        guard isWord(word) else { return nil }
        defer { next += 1 }
        return here
    }

    mutating func take(_ token: ExpressionLexer.Token) -> Bool {
        guard next < tokens.count, tokens[next].token == token else { return false }
        next += 1
        return true
    }

    private mutating func takeSign(level: Int) -> (ExpressionOperator, Int)? {
        guard next < tokens.count, case .sign(let sign) = tokens[next].token, sign.level == level else { return nil }
        defer { next += 1 }
        return (sign, here)
    }

    mutating func expectClose(of open: Int) throws(AssayError) {
        if take(.close) { return }
        guard next < tokens.count else { throw fail("this parenthesis never closes", at: open) }
        throw fail("a comma or a closing parenthesis has to stand here")
    }

    private mutating func leaf(_ kind: ExpressionNode.Kind) throws(AssayError) -> ExpressionNode {
        defer { next += 1 }
        return ExpressionNode(kind: kind, place: here, depth: 1)
    }

    private func binary(
        _ sign: ExpressionOperator, _ a: ExpressionNode, _ b: ExpressionNode, at place: Int
    ) throws(AssayError) -> ExpressionNode {
        try node(.binary(sign, a, b), [a, b], at: place)
    }

    private func node(
        _ kind: ExpressionNode.Kind, _ parts: [ExpressionNode], at place: Int
    ) throws(AssayError) -> ExpressionNode {
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        if depth > Self.depthLimit { throw tooDeep(at: place) }
        return ExpressionNode(kind: kind, place: place, depth: depth)
    }

    /// Reads a part one level down.
    mutating func nested(
        at place: Int, _ parse: (inout ExpressionParser) throws(AssayError) -> ExpressionNode
    ) throws(AssayError) -> ExpressionNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit { throw tooDeep(at: place) }
        return try parse(&self)
    }

    private func tooDeep(at place: Int) -> AssayError {
        fail("the expression nests more than \(Self.depthLimit) levels", hint: "divide it into several columns", at: place)
    }
}
