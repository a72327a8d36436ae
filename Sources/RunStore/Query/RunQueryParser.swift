import Recipes

/// Reads the grammar of ``RunQuery`` by recursive descent.
struct RunQueryParser {
    private static let deepest = 100

    private let text: String
    private var pieces: [RunQueryLexer.Piece] = []
    private var position = 0
    private var depth = 0

    init(_ text: String) { self.text = text }

    mutating func parse() throws(AssayError) -> RunQuery.Expression {
        pieces = try RunQueryLexer.pieces(of: text)
        guard !pieces.isEmpty else { return .everything }
        let expression = try alternatives()
        if let rest = current { throw failure("\")\" has no \"(\"", rest.place) }
        return expression
    }

    private var current: RunQueryLexer.Piece? { position < pieces.count ? pieces[position] : nil }

    private func failure(_ what: String, _ place: Int) -> AssayError { .query(what, at: place, in: text) }

    private func isKeyWord(_ word: String) -> Bool {
        guard case .word(let found, isQuoted: false)? = current?.token, found.lowercased() == word else { return false }
        // `note:or` and `or:1` are no key words.
        guard position + 1 < pieces.count else { return true }
        switch pieces[position + 1].token {
        case .colon, .comparison: return false
        default: return true
        }
    }

    private mutating func alternatives() throws(AssayError) -> RunQuery.Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw failure("too many parentheses", current?.place ?? 0) }
        var parts = [try conjunction()]
        while isKeyWord("or") {
            position += 1
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(AssayError) -> RunQuery.Expression {
        var parts = [try negation()]
        while let piece = current, piece.token != .close, !isKeyWord("or") {
            if isKeyWord("and") { position += 1 }
            parts.append(try negation())
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(AssayError) -> RunQuery.Expression {
        var isNegated = false
        while isKeyWord("not") {
            position += 1
            isNegated.toggle()
        }
        let part = try primary()
        return isNegated ? .not(part) : part
    }

    private mutating func primary() throws(AssayError) -> RunQuery.Expression {
        guard let piece = current else { throw failure("something is missing", text.count) }
        switch piece.token {
        case .open:
            position += 1
            let inner = try alternatives()
            guard current?.token == .close else { throw failure("\"(\" is not closed", piece.place) }
            position += 1
            return inner
        case .word(let word, let isQuoted):
            if isKeyWord("or") || isKeyWord("and") { throw failure("something is missing before \"\(word)\"", piece.place) }
            position += 1
            return try term(word, isQuoted: isQuoted, at: piece.place)
        case .close: throw failure("something is missing before \")\"", piece.place)
        case .colon: throw failure("a field is missing before \":\"", piece.place)
        case .comparison(let comparison): throw failure("a field is missing before \"\(comparison.rawValue)\"", piece.place)
        }
    }

    /// What follows a word: a colon and a text, a comparison and a value, or nothing.
    private mutating func term(_ word: String, isQuoted: Bool, at place: Int) throws(AssayError) -> RunQuery.Expression {
        guard let follower = current, !isQuoted else { return .word(word) }
        let comparison: RunQuery.Comparison
        switch follower.token {
        case .colon: comparison = .equal
        case .comparison(let found): comparison = found
        default: return .word(word)
        }
        position += 1
        guard case .word(let first, _)? = current?.token else {
            throw failure(
                "a value is missing after \"\(word)\(follower.token == .colon ? ":" : comparison.rawValue)\"", follower.end)
        }
        let value = joinedValue(first)
        return try RunQueryTerm(field: word, comparison: comparison, value: value.text)
            .expression(text: text, fieldPlace: place, valuePlace: value.place)
    }

    /// A value may hold colons of its own, as `split:cv:5` and times do.
    private mutating func joinedValue(_ first: String) -> (text: String, place: Int) {
        var value = first
        let place = pieces[position].place
        var end = pieces[position].end
        position += 1
        while let colon = current, colon.token == .colon, colon.place == end, position + 1 < pieces.count,
            case .word(let more, _) = pieces[position + 1].token, pieces[position + 1].place == colon.end
        {
            value += ":" + more
            end = pieces[position + 1].end
            position += 2
        }
        return (value, place)
    }
}

/// A field, a comparison and a value, before it is known what the field is.
struct RunQueryTerm {
    let field: String
    let comparison: RunQuery.Comparison
    let value: String

    /// Every word that may stand before a colon or a comparison.
    static let fields: [String] = {
        let words = RunQuery.TextField.allCases.map(\.rawValue)
        return words + RunField.names.filter { !words.contains($0) && RunField(named: $0)?.isAskable ?? false }
    }()

    func expression(text: String, fieldPlace: Int, valuePlace: Int) throws(AssayError) -> RunQuery.Expression {
        let name = field.lowercased()
        if let textField = RunQuery.TextField(rawValue: name) {
            guard comparison == .equal || comparison == .unequal else {
                throw .query("\(name) holds words, which \"\(comparison.rawValue)\" cannot compare", at: fieldPlace, in: text)
            }
            try check(textField, text: text, place: valuePlace)
            let term = RunQuery.Expression.text(field: textField, value: value)
            return comparison == .equal ? term : .not(term)
        }
        let found = RunField(named: name)
        if case .parameter(let parameter) = found { return .parameter(name: parameter, comparison: comparison, value: value) }
        if let found, found.isAskable { return try number(found, name, text: text, place: valuePlace) }
        let nearest = AssayError.nearestWord(to: name, among: Self.fields)
        throw .query(
            "there is no field \"\(field)\"" + (nearest.map { " (did you mean \($0)?)" } ?? ""), at: fieldPlace, in: text)
    }

    /// A comparison of a number, or of a time with a moment or a day.
    private func number(
        _ field: RunField, _ name: String, text: String, place: Int
    ) throws(AssayError) -> RunQuery.Expression {
        if field.isTime, let day = RunQueryNumber.wholeDay(value), comparison == .equal || comparison == .unequal {
            return .day(field: field, isWithin: comparison == .equal, range: day)
        }
        guard let number = RunQueryNumber.parse(value, isTime: field.isTime) else {
            let kind = field.isTime ? "a day such as 2026-03-01, or an age such as 2h or 7d" : "a number"
            throw .query("\(name) is compared with \(kind), not \"\(value)\"", at: place, in: text)
        }
        return .number(field: field, comparison: comparison, value: number)
    }

    /// Words of which all are known must be one of them.
    private func check(_ field: RunQuery.TextField, text: String, place: Int) throws(AssayError) {
        let known: [String]
        switch field {
        case .state: known = RunState.allCases.map(\.rawValue)
        // Outside trainers have names of their own, such as train.py; a slip in the name of a family is still found.
        case .model: known = ModelFamily.all.map(\.key) + [ModelFamily.trainer.key]
        case .task: known = LearningTask.allCases.map(\.rawValue)
        case .metric: known = Metric.all.map(\.key)
        default: return
        }
        guard !known.contains(where: { $0.isSameWord(as: value) }) else { return }
        if field == .model, value.contains(".") || AssayError.nearestWord(to: value, among: known) == nil { return }
        let nearest = AssayError.nearestWord(to: value, among: known)
        throw .query(
            "there is no \(field.rawValue) \"\(value)\"" + (nearest.map { " (did you mean \($0)?)" } ?? ""), at: place, in: text)
    }
}

extension RunField {
    /// Whether it holds a time.
    var isTime: Bool { [.plain(.started), .plain(.finished), .plain(.created)].contains(self) }

    /// Whether it is a number, or a parameter, that a query can compare.
    var isAskable: Bool {
        switch self {
        case .plain(let plain):
            [
                .number, .features, .folds, .threads, .score, .started, .finished, .created, .seed, .splitSeed, .sealed,
            ].contains(plain)
        case .metric(_, let statistic): statistic != .interval && statistic != .folds
        case .seconds, .parameter: true
        case .feature, .recipe: false
        }
    }
}
