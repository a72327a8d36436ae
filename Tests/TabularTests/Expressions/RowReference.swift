import Glibc
import Recipes

/// A value of one row, for the slow way of working out an expression.
enum RowValue: Equatable {
    case number(Double)
    case text(String)
    case flag(Bool)
    case missing

    static func of(_ value: Double) -> RowValue { value.isFinite ? .number(value) : .missing }
    var number: Double? {
        switch self {
        case .number(let value): value
        case .flag(let value): value ? 1 : 0
        default: nil
        }
    }
    var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// An expression that is drawn at random, with its text and its value in every row worked out row by row from the rules of the grammar: nothing is
/// shared with the evaluator.
indirect enum DrawnExpression {
    case number(Double)
    case text(String)
    case flag(Bool)
    case missing
    case column(String)
    case unary(String, DrawnExpression)
    case binary(String, DrawnExpression, DrawnExpression)
    case isMissing(DrawnExpression)
    case member(DrawnExpression, [String])
    case call(String, [DrawnExpression])
    case window(String, DrawnExpression, by: String?, rows: Int?, isBefore: Bool)

    /// Every part in parentheses.
    var source: String {
        switch self {
        case .number(let value): value < 0 ? "(-\(-value))" : "\(value)"
        case .text(let text): "'\(text)'"
        case .flag(let value): "\(value)"
        case .missing: "missing"
        case .column(let name): name
        case .unary(let sign, let part): "(\(sign) \(part.source))"
        case .binary(let sign, let a, let b): "(\(a.source) \(sign) \(b.source))"
        case .isMissing(let part): "(\(part.source) is missing)"
        case .member(let part, let items): "(\(part.source) in (\(items.map { "'\($0)'" }.joined(separator: ", "))))"
        case .call(let name, let parts): "\(name)(\(parts.map(\.source).joined(separator: ", ")))"
        case .window(let name, let part, let by, let rows, let isBefore):
            "\(name)(\(part.source)) over (\(by.map { "by \($0) " } ?? "")order t\(rows.map { " rows \($0)" } ?? "")\(isBefore ? " before" : ""))"
        }
    }

    func value(_ row: Int, _ rows: [[String: RowValue]]) -> RowValue {
        switch self {
        case .number(let value): return .number(value)
        case .text(let text): return .text(text)
        case .flag(let value): return .flag(value)
        case .missing: return .missing
        case .column(let name): return rows[row][name] ?? .missing
        case .unary("-", let part): return part.value(row, rows).number.map { .of(-$0) } ?? .missing
        case .unary(_, let part): return part.value(row, rows).flag.map { .flag(!$0) } ?? .missing
        case .binary(let sign, let a, let b): return Self.binary(sign, a.value(row, rows), b.value(row, rows))
        case .isMissing(let part): return .flag(part.value(row, rows) == .missing)
        case .member(let part, let items): return part.value(row, rows).text.map { .flag(items.contains($0)) } ?? .missing
        case .call("if", let parts):
            guard let condition = parts[0].value(row, rows).flag else { return .missing }
            return (condition ? parts[1] : parts[2]).value(row, rows)
        case .call("coalesce", let parts): return parts.lazy.map { $0.value(row, rows) }.first { $0 != .missing } ?? .missing
        case .call(let name, let parts): return Self.call(name, parts.map { $0.value(row, rows) })
        case .window(let name, let part, let by, let limit, let isBefore):
            return Self.window(name, part, by, limit, isBefore, row, rows)
        }
    }

    private static func binary(_ sign: String, _ a: RowValue, _ b: RowValue) -> RowValue {
        switch sign {
        case "and":
            if a == .flag(false) || b == .flag(false) { return .flag(false) }
            return a == .missing || b == .missing ? .missing : .flag(true)
        case "or":
            if a == .flag(true) || b == .flag(true) { return .flag(true) }
            return a == .missing || b == .missing ? .missing : .flag(false)
        default: break
        }
        if let x = a.text, let y = b.text {
            switch sign {
            case "=": return .flag(x == y)
            case "!=": return .flag(x != y)
            case "<": return .flag(x < y)
            default: return .flag(x >= y)
            }
        }
        guard let x = a.number, let y = b.number else { return .missing }
        switch sign {
        case "+": return .of(x + y)
        case "-": return .of(x - y)
        case "*": return .of(x * y)
        case "/": return .of(x / y)
        case "%": return y == 0 ? .missing : .of(x - y * floor(x / y))
        case "^": return .of(pow(x, y))
        case "=": return .flag(x == y)
        case "!=": return .flag(x != y)
        case "<": return .flag(x < y)
        default: return .flag(x >= y)
        }
    }

    private static func call(_ name: String, _ values: [RowValue]) -> RowValue {
        if values.contains(.missing) { return .missing }
        let x = values[0].number ?? 0
        switch name {
        case "abs": return .of(abs(x))
        case "sqrt": return .of(sqrt(x))
        case "log": return .of(log(x))
        case "floor": return .of(floor(x))
        case "max": return .of(max(x, values[1].number ?? 0))
        case "upper": return .text((values[0].text ?? "").uppercased())
        case "length": return .number(Double((values[0].text ?? "").count))
        case "starts_with": return .flag((values[0].text ?? "").hasPrefix(values[1].text ?? ""))
        default: return .text(values.map { $0.text ?? "" }.joined())
        }
    }

    /// Looks at every row of the table for every row.
    private static func window(
        _ name: String, _ part: DrawnExpression, _ by: String?, _ limit: Int?, _ isBefore: Bool, _ row: Int,
        _ rows: [[String: RowValue]]
    ) -> RowValue {
        func time(_ row: Int) -> Double? { rows[row]["t"]?.number }
        guard let now = time(row) else { return .missing }
        var group: RowValue?
        if let by {
            group = rows[row][by]
            if group == .missing { return .missing }
        }
        var seen = rows.indices.filter { other in
            guard let then = time(other), by == nil || rows[other][by ?? ""] == group else { return false }
            return then < now || then == now && (isBefore ? other < row : other <= row)
        }
        seen.sort { (time($0) ?? 0, $0) < (time($1) ?? 0, $1) }
        if let limit { seen = seen.suffix(limit) }
        let values = seen.map { part.value($0, rows) }.filter { $0 != .missing }
        let numbers = values.compactMap(\.number)
        switch name {
        case "count": return .number(Double(values.count))
        case "first": return values.first ?? .missing
        case "last": return values.last ?? .missing
        case "sum": return numbers.isEmpty ? .missing : .of(numbers.reduce(0, +))
        case "mean": return numbers.isEmpty ? .missing : .of(numbers.reduce(0, +) / Double(numbers.count))
        case "min": return numbers.min().map(RowValue.of) ?? .missing
        default: return numbers.max().map(RowValue.of) ?? .missing
        }
    }
}
