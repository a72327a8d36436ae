import Recipes

/// Gives every part of an expression its type, or says why it has none.
struct ExpressionChecker {
    let text: String
    let columns: [ExpressionColumn]
    let target: String?
    private let places: [String: Int]

    init(text: String, columns: [ExpressionColumn], target: String?) {
        self.text = text
        self.columns = columns
        self.target = target
        places = Dictionary(columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    func plan(_ node: ExpressionNode) throws(AssayError) -> ExpressionPlan {
        switch node.kind {
        case .number(let value): return ExpressionPlan(.number(value), .number)
        case .text(let text): return ExpressionPlan(.text(text), .text)
        case .flag(let value): return ExpressionPlan(.flag(value), .flag)
        case .missing: return ExpressionPlan(.missing, .number)
        case .column(let name): return try column(name, at: node)
        case .negate(let part): return ExpressionPlan(.negate(try plan(part, as: .number)), .number)
        case .not(let part): return ExpressionPlan(.not(try plan(part, as: .flag)), .flag)
        case .binary(let sign, let a, let b): return try operation(sign, a, b, at: node)
        case .isMissing(let part, let isNegated):
            let answer = ExpressionPlan(.isMissing(try plan(part)), .flag)
            return isNegated ? ExpressionPlan(.not(answer), .flag) : answer
        case .member(let part, let items, let isNegated):
            let answer = try member(part, items)
            return isNegated ? ExpressionPlan(.not(answer), .flag) : answer
        case .call(let name, let arguments, let window): return try call(name, arguments, window, at: node)
        }
    }

    /// A part that has to be of a type.
    func plan(_ node: ExpressionNode, as type: ExpressionType) throws(AssayError) -> ExpressionPlan {
        try converted(try plan(node), to: type, at: node)
    }

    private func column(_ name: String, at node: ExpressionNode) throws(AssayError) -> ExpressionPlan {
        if name == target {
            throw fail("\(name) is the target: a column made from it would know the answer", hint: "leave it out", at: node)
        }
        guard let place = places[name] else {
            let others = columns.lazy.map(\.name).filter { $0 != target }
            let nearest = AssayError.nearestWord(to: name, among: Array(others))
            let hint = nearest.map { "did you mean \(ExpressionNode.columnText($0))?" } ?? "text stands in quotes"
            throw fail("there is no column \"\(name)\"", hint: hint, at: node)
        }
        return ExpressionPlan(columns[place].isEmpty ? .missing : .column(place), columns[place].type)
    }

    // MARK: Operations

    private func operation(
        _ sign: ExpressionOperator, _ a: ExpressionNode, _ b: ExpressionNode, at node: ExpressionNode
    ) throws(AssayError) -> ExpressionPlan {
        switch sign {
        case .and: return ExpressionPlan(.and(try plan(a, as: .flag), try plan(b, as: .flag)), .flag)
        case .or: return ExpressionPlan(.or(try plan(a, as: .flag), try plan(b, as: .flag)), .flag)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            var sides = try unified([a, b])
            if sides[0].type == .flag { sides = sides.map { ExpressionPlan(.asNumber($0), .number) } }
            return ExpressionPlan(.compare(sign, sides[0], sides[1]), .flag)
        case .add, .subtract: return try sum(sign, a, b, at: node)
        case .multiply, .divide, .remainder, .power:
            return ExpressionPlan(.arithmetic(sign, try plan(a, as: .number), try plan(b, as: .number)), .number)
        }
    }

    /// Sums and differences, in which dates are moved by days.
    private func sum(
        _ sign: ExpressionOperator, _ a: ExpressionNode, _ b: ExpressionNode, at node: ExpressionNode
    ) throws(AssayError) -> ExpressionPlan {
        let (left, right) = (try plan(a), try plan(b))
        let day = ExpressionPlan(.number(86_400), .number)
        switch (left.type, right.type) {
        case (.date, .date), (.date, .text), (.text, .date):
            let (from, to) = (try converted(left, to: .date, at: a), try converted(right, to: .date, at: b))
            guard sign == .subtract else { throw fail("two dates cannot be added", hint: "add a number of days", at: node) }
            let seconds = ExpressionPlan(.arithmetic(.subtract, from, to), .number)
            return ExpressionPlan(.arithmetic(.divide, seconds, day), .number)
        case (.date, _):
            let days = ExpressionPlan(.arithmetic(.multiply, try converted(right, to: .number, at: b), day), .number)
            return ExpressionPlan(.arithmetic(sign, left, days), .date)
        case (_, .date) where sign == .add:
            let days = ExpressionPlan(.arithmetic(.multiply, try converted(left, to: .number, at: a), day), .number)
            return ExpressionPlan(.arithmetic(.add, days, right), .date)
        default:
            return ExpressionPlan(
                .arithmetic(sign, try converted(left, to: .number, at: a), try converted(right, to: .number, at: b)), .number)
        }
    }

    private func member(_ part: ExpressionNode, _ items: [ExpressionNode]) throws(AssayError) -> ExpressionPlan {
        for item in items where !item.isLiteral {
            throw fail("the list after in holds numbers and texts, no more", hint: "compare with = and join with or", at: item)
        }
        let plans = try unified([part] + items)
        let value = plans[0]
        var numbers = Set<Double>()
        var words = Set<String>()
        for item in plans.dropFirst() {
            switch item.step {
            case .text(let text): words.insert(text)
            default: if let number = item.constantNumber { numbers.insert(number) }
            }
        }
        switch value.type {
        case .text: return ExpressionPlan(.isOneOfWords(value, words), .flag)
        case .flag: return ExpressionPlan(.isOneOfNumbers(ExpressionPlan(.asNumber(value), .number), numbers), .flag)
        case .number, .date: return ExpressionPlan(.isOneOfNumbers(value, numbers), .flag)
        }
    }

    // MARK: Types

    /// The parts as one type.
    func unified(_ nodes: [ExpressionNode]) throws(AssayError) -> [ExpressionPlan] {
        var plans: [ExpressionPlan] = []
        for node in nodes { plans.append(try plan(node)) }
        let known = plans.filter { !$0.isMissingWord }
        let types = Set(known.map(\.type))
        let common: ExpressionType
        if types.count <= 1 {
            common = types.first ?? .number
        } else if types == [.flag, .number] {
            common = .number
        } else if types == [.date, .text] {
            common = .date
        } else if types == [.flag, .text] {
            // A column of yes and no is either; text that is written out decides.
            common = known.contains { $0.literalText != nil } ? .text : .flag
        } else {
            common = known[0].type
        }
        var result: [ExpressionPlan] = []
        for (plan, node) in zip(plans, nodes) { result.append(try converted(plan, to: common, at: node)) }
        return result
    }

    /// The part as another type, where nothing is lost by it.
    func converted(
        _ plan: ExpressionPlan, to type: ExpressionType, at node: ExpressionNode
    ) throws(AssayError) -> ExpressionPlan {
        if plan.type == type { return plan }
        switch (plan.step, plan.type, type) {
        case (.missing, _, _): return ExpressionPlan(.missing, type)
        case (_, .flag, .number): return ExpressionPlan(.asNumber(plan), .number)
        case (.column(let place), .flag, .text) where columns[place].isWords,
            (.column(let place), .text, .flag) where columns[place].isLogical:
            return ExpressionPlan(.column(place), type)
        case (.text(let text), .text, .date):
            guard let date = DateFormat.date(of: text) else {
                throw fail("\"\(text)\" is no date", hint: "write it as 2024-01-31 or \"2024-01-31 12:00\"", at: node)
            }
            return ExpressionPlan(.number(date), .date)
        default: throw fail("\(plan.type.noun) stands where \(type.noun) is wanted", hint: Self.advice(plan.type, type), at: node)
        }
    }

    private static func advice(_ have: ExpressionType, _ want: ExpressionType) -> String {
        switch (have, want) {
        case (.text, .number): "to_number( ) reads numbers from text"
        case (.text, .date): "to_date( ) reads dates from text"
        case (.date, .number): "year( ), weekday( ) or days_between( ) make a number of it"
        case (.text, .flag): "compare it with a text, such as = \"yes\""
        case (.number, .flag): "compare it with a number, such as != 0"
        case (_, .text): "to_text( ) makes text of it"
        default: ""
        }
    }

    func fail(_ reason: String, hint: String = "", at node: ExpressionNode) -> AssayError {
        .expression(reason, hint: hint, in: text, at: node.place)
    }
}

extension ExpressionType {
    /// With its article, for sentences.
    var noun: String {
        switch self {
        case .number: "a number"
        case .text: "text"
        case .flag: "true or false"
        case .date: "a date"
        }
    }
}

extension ExpressionNode {
    /// Whether it is a value that is written out.
    var isLiteral: Bool {
        switch kind {
        case .number, .text, .flag: true
        case .negate(let part): if case .number = part.kind { true } else { false }
        default: false
        }
    }
}

extension ExpressionPlan {
    /// The number of a literal.
    var constantNumber: Double? {
        switch step {
        case .number(let value): value
        case .flag(let value): value ? 1 : 0
        case .negate(let part): part.constantNumber.map { -$0 }
        case .asNumber(let part): part.constantNumber
        default: nil
        }
    }
}

extension DateFormat {
    /// The moment of a text with the year first.
    static func date(of text: String) -> Double? {
        var text = text
        return text.withUTF8 { yearMonthDay.parse($0)?.seconds }
    }
}
