import Recipes

extension ExpressionNode {
    /// How tightly the outermost operation binds: or 1, and 2, not 3, comparison 4, sum 5, product 6, minus 7, power 8, all else 9.
    private var level: Int {
        switch kind {
        case .binary(let sign, _, _): sign.level
        case .not: 3
        case .isMissing, .member: 4
        case .negate: 7
        default: 9
        }
    }

    /// The canonical text, in parentheses where it binds less tightly than `least`.
    func text(least: Int = 0) -> String {
        let plain = plainText
        return level < least ? "(\(plain))" : plain
    }

    private var plainText: String {
        switch kind {
        case .number(let value): return JSON.numberText(value)
        case .text(let text): return Self.quoted(text)
        case .flag(let value): return value ? "true" : "false"
        case .missing: return "missing"
        case .column(let name): return Self.columnText(name)
        case .negate(let part): return "-" + part.text(least: 7)
        case .not(let part): return "not " + part.text(least: 3)
        case .isMissing(let part, let isNegated): return part.text(least: 5) + (isNegated ? " is not missing" : " is missing")
        case .member(let part, let items, let isNegated):
            return part.text(least: 5) + (isNegated ? " not in " : " in ") + Self.list(items)
        case .binary(let sign, let a, let b):
            // Sums and products lean to the left, powers to the right, comparisons stand alone.
            let level = sign.level
            let left = level == 4 || level == 8 ? level + 1 : level
            let right = level == 8 ? 7 : level + 1
            return "\(a.text(least: left)) \(sign.rawValue) \(b.text(least: right))"
        case .call(let name, let arguments, let window):
            return name + Self.list(arguments) + (window.map { " over (\($0.text))" } ?? "")
        }
    }

    private static func list(_ nodes: [ExpressionNode]) -> String { "(" + nodes.map { $0.text() }.joined(separator: ", ") + ")" }

    /// A column's name as it has to be written: bare where it is one word, else in backquotes.
    static func columnText(_ name: String) -> String {
        ExpressionLexer.isBareName(name) ? name : "`" + name.replacing("`", with: "``") + "`"
    }

    private static func quoted(_ text: String) -> String {
        var result = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}

extension ExpressionNode.Window {
    fileprivate var text: String {
        var parts: [String] = []
        if !groups.isEmpty { parts.append("by " + groups.map { $0.text() }.joined(separator: ", ")) }
        if let order { parts.append("order " + order.text() + (isDescending ? " desc" : "")) }
        if let rows { parts.append("rows \(rows)") }
        if isBefore { parts.append("before") }
        return parts.joined(separator: " ")
    }
}
