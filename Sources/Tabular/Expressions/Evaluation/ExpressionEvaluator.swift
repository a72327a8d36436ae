import Glibc

/// Works a plan out over all rows of a table, a part at a time.
final class ExpressionEvaluator {
    let table: Table
    /// Windows over the same groups and order share their layout.
    var layouts: [String: WindowLayout] = [:]

    init(table: Table) { self.table = table }

    func vector(_ plan: ExpressionPlan) -> Vector {
        switch plan.step {
        case .number(let value): return .numbers(Lane(constant: value))
        case .text(let text): return .words(Lane(constant: 0), words: [text])
        case .flag(let value): return .flags(Lane(constant: value ? 1 : 0))
        case .missing: return .missing(plan.type)
        case .column(let place): return Self.vector(table.columns[place], as: plan.type)
        case .negate(let part): return .numbers(vector(part).numbers.map { -$0 })
        case .not(let part): return .flags(vector(part).flags.map { $0 < 0 ? -1 : 1 - $0 })
        case .arithmetic(let sign, let a, let b):
            return .numbers(Self.arithmetic(sign, vector(a).numbers, vector(b).numbers))
        case .compare(let sign, let a, let b): return .flags(Self.compare(sign, vector(a), vector(b)))
        case .and(let a, let b):
            return .flags(vector(a).flags.zip(vector(b).flags) { $0 == 0 || $1 == 0 ? 0 : $0 < 0 || $1 < 0 ? -1 : 1 })
        case .or(let a, let b):
            return .flags(vector(a).flags.zip(vector(b).flags) { $0 == 1 || $1 == 1 ? 1 : $0 < 0 || $1 < 0 ? -1 : 0 })
        case .isMissing(let part): return .flags(vector(part).missingFlags)
        case .isOneOfNumbers(let part, let numbers):
            return .flags(vector(part).numbers.map { $0.isNaN ? -1 : numbers.contains($0) ? 1 : 0 })
        case .isOneOfWords(let part, let known):
            return .flags(Self.ask(vector(part)) { known.contains($0) })
        case .choose(let cases, let otherwise): return choose(cases, otherwise: otherwise)
        case .coalesce(let parts):
            return parts.dropFirst().reduce(vector(parts[0])) { first, part in
                Self.select(first.missingFlags, then: vector(part), otherwise: first)
            }
        case .countMissing(let parts):
            return .numbers(
                parts.reduce(Lane(constant: 0.0)) { $0.zip(vector($1).missingFlags) { $0 + Double($1) } })
        case .asNumber(let part): return .numbers(vector(part).numbers)
        case .dateText(let part):
            return Combinations([vector(part)]).map(to: .text) { values in
                let seconds = values[0].number
                return .text(CalendarDate.text(seconds: seconds, hasTime: seconds.truncatingRemainder(dividingBy: 86_400) != 0))
            }
        case .call(let function, let arguments): return call(function, arguments.map(vector))
        case .window(let function, let value, let rows, let window):
            return self.window(function, value.map(vector), rows: rows, window)
        }
    }

    /// The first case whose condition is true; missing where a condition before it is.
    private func choose(_ cases: [ExpressionPlan.Case], otherwise: ExpressionPlan) -> Vector {
        var result = vector(otherwise)
        for each in cases.reversed() {
            result = Self.select(vector(each.condition).flags, then: vector(each.value), otherwise: result)
        }
        return result
    }

    private func call(_ function: ExpressionFunction, _ arguments: [Vector]) -> Vector {
        switch function.evaluator {
        case .numbers(let body): .numbers(body(arguments.map(\.numbers)))
        case .predicate(let body): .flags(body(arguments.map(\.numbers)))
        case .literal(let body):
            if case .words(_, let words) = arguments[0], let word = words.first {
                .numbers(arguments[1].numbers.map { body(word, $0) })
            } else {
                .missing(.number)
            }
        case .distinct(let body): Combinations(arguments).map(to: function.result ?? .text, body)
        // These are steps of their own.
        case .conditions, .coalesce, .countMissing: .missing(function.result ?? .number)
        }
    }

    // MARK: Columns

    /// A column as a type that the checker found it to have.
    private static func vector(_ column: Column, as type: ExpressionType) -> Vector {
        switch column.storage {
        case .numbers(let values): return .numbers(Lane(Array(values)))
        case .codes(let codes, let words):
            guard type == .flag else { return .words(Lane(Array(codes)), words: Array(words)) }
            let answers = words.map { word -> Int8 in Truth.value(of: word).map { $0 ? 1 : 0 } ?? -1 }
            return .flags(Lane(Array(codes)).map { $0 < 0 ? -1 : answers[Int($0)] })
        }
    }

    // MARK: Operations

    private static func arithmetic(_ sign: ExpressionOperator, _ a: Lane<Double>, _ b: Lane<Double>) -> Lane<Double> {
        switch sign {
        case .add: a.zip(b) { ExpressionFunction.finite($0 + $1) }
        case .subtract: a.zip(b) { ExpressionFunction.finite($0 - $1) }
        case .multiply: a.zip(b) { ExpressionFunction.finite($0 * $1) }
        case .divide: a.zip(b) { ExpressionFunction.finite($0 / $1) }
        case .remainder:
            // The sign is that of the divisor, as clocks count.
            a.zip(b) { $1 == 0 ? .nan : ExpressionFunction.finite($0 - $1 * ($0 / $1).rounded(.down)) }
        case .power: a.zip(b) { ExpressionFunction.both($0, $1) { pow($0, $1) } }
        default: Lane(constant: .nan)
        }
    }

    private static func compare(_ sign: ExpressionOperator, _ a: Vector, _ b: Vector) -> Lane<Int8> {
        switch (a, b) {
        case (.words(let left, let words), .words(let right, let others)):
            // A word that is written out is compared with each different word once.
            if right.isConstant, right.values[0] >= 0 {
                let text = others[Int(right.values[0])]
                return ask(a) { holds(sign, $0.compared(with: text)) }
            }
            if left.isConstant, left.values[0] >= 0 {
                let text = words[Int(left.values[0])]
                return ask(b) { holds(sign, text.compared(with: $0)) }
            }
            let ranks = Ranks(words, others)
            return compare(sign, left.map { ranks.first($0) }, right.map { ranks.second($0) })
        default: return compare(sign, a.numbers, b.numbers)
        }
    }

    private static func compare(_ sign: ExpressionOperator, _ a: Lane<Double>, _ b: Lane<Double>) -> Lane<Int8> {
        switch sign {
        case .equal: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 == $1 ? 1 : 0 }
        case .notEqual: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 != $1 ? 1 : 0 }
        case .less: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 < $1 ? 1 : 0 }
        case .lessOrEqual: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 <= $1 ? 1 : 0 }
        case .greater: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 > $1 ? 1 : 0 }
        case .greaterOrEqual: a.zip(b) { $0.isNaN || $1.isNaN ? -1 : $0 >= $1 ? 1 : 0 }
        default: Lane(constant: -1)
        }
    }

    /// Whether two values that compare so (below 0, 0, above 0) satisfy the sign.
    private static func holds(_ sign: ExpressionOperator, _ order: Int) -> Bool {
        switch sign {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        default: false
        }
    }

    /// A question to each different word.
    private static func ask(_ vector: Vector, _ question: (String) -> Bool) -> Lane<Int8> {
        guard case .words(let lane, let words) = vector else { return Lane(constant: -1) }
        let answers = words.map { question($0) ? Int8(1) : 0 }
        return lane.map { $0 < 0 ? -1 : answers[Int($0)] }
    }

    /// One of two values a row; missing where the condition is.
    static func select(_ condition: Lane<Int8>, then: Vector, otherwise: Vector) -> Vector {
        switch (then, otherwise) {
        case (.words(let a, let words), .words(let b, let others)):
            let offset = Int32(truncatingIfNeeded: words.count)
            let moved = b.map { $0 < 0 ? $0 : $0 &+ offset }
            return .words(select(condition, a, moved, missing: -1), words: words + others)
        case (.flags(let a), .flags(let b)): return .flags(select(condition, a, b, missing: -1))
        default: return .numbers(select(condition, then.numbers, otherwise.numbers, missing: .nan))
        }
    }

    private static func select<Element>(
        _ condition: Lane<Int8>, _ a: Lane<Element>, _ b: Lane<Element>, missing: Element
    ) -> Lane<Element> {
        if condition.isConstant {
            return condition.values[0] > 0 ? a : condition.values[0] == 0 ? b : Lane(constant: missing)
        }
        return Lane(
            condition.values.withUnsafeBufferPointer { condition in
                a.values.withUnsafeBufferPointer { first in
                    b.values.withUnsafeBufferPointer { second in
                        condition.indices.map { row in
                            let flag = condition[row]
                            return flag > 0 ? first[a.isConstant ? 0 : row] : flag < 0 ? missing : second[b.isConstant ? 0 : row]
                        }
                    }
                }
            })
    }
}

extension String {
    /// Below 0, 0 or above 0 as its bytes stand before, with or after another's.
    func compared(with other: String) -> Int {
        self == other ? 0 : utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
    }
}
