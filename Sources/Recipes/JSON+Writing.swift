extension JSON {
    /// The one text of this value: RFC 8785 (JSON Canonicalization Scheme). No blanks, members sorted by their UTF-16 units,
    /// numbers as ECMAScript prints them. Equal values have equal text, on every machine.
    ///
    /// - Complexity: O(n log n) in the number of members.
    public var canonicalText: String {
        var text = ""
        write(to: &text, indent: nil, depth: 0)
        return text
    }

    /// The canonical text with line breaks and two blanks a level, for people. It may be printed on a terminal: the characters from DEL to
    /// U+009F, some of which move one as an escape does, are written as `\u009b`.
    public var indentedText: String {
        var text = ""
        write(to: &text, indent: "  ", depth: 0)
        let controls: ClosedRange<Unicode.Scalar> = "\u{7F}"..."\u{9F}"
        guard text.unicodeScalars.contains(where: controls.contains) else { return text }
        // They stand in strings alone.
        return text.unicodeScalars.reduce(into: "") { shown, scalar in
            if controls.contains(scalar) { JSON.writeEscape(scalar, to: &shown) } else { shown.unicodeScalars.append(scalar) }
        }
    }

    private func write(to text: inout String, indent: String?, depth: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += value.isFinite ? JSON.numberText(value) : "null"
        case .string(let value): JSON.writeQuoted(value, to: &text)
        case .array(let elements):
            let isFlat = indent == nil || elements.allSatisfy { $0.isScalar }
            JSON.writeList(elements, "[", "]", to: &text, indent: isFlat ? nil : indent, depth: depth, spaced: indent != nil) {
                $0.write(to: &$1, indent: isFlat ? nil : indent, depth: depth + 1)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            JSON.writeList(sorted, "{", "}", to: &text, indent: indent, depth: depth, spaced: indent != nil) {
                JSON.writeQuoted($0.key, to: &$1)
                $1 += indent == nil ? ":" : ": "
                $0.value.write(to: &$1, indent: indent, depth: depth + 1)
            }
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: String?, depth: Int,
        spaced: Bool, _ body: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += spaced && indent == nil ? ", " : "," }
            if let indent { text += "\n" + String(repeating: indent, count: depth + 1) }
            body(element, &text)
        }
        if let indent, !elements.isEmpty { text += "\n" + String(repeating: indent, count: depth) }
        text += close
    }

    private static func writeQuoted(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{08}": text += "\\b"
            case "\u{09}": text += "\\t"
            case "\u{0A}": text += "\\n"
            case "\u{0C}": text += "\\f"
            case "\u{0D}": text += "\\r"
            case "\u{00}"..."\u{1F}": writeEscape(scalar, to: &text)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func writeEscape(_ scalar: Unicode.Scalar, to text: inout String) {
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }

    /// A finite number as ECMAScript's `Number.prototype.toString` prints it: the shortest digits that read back the same.
    public static func numberText(_ value: Double) -> String {
        if value == 0 { return "0" }
        let (digits, exponent) = shortestDigits(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let count = digits.count
        // The value is 0.DIGITS x 10^point.
        let point = exponent + 1
        if count <= point, point <= 21 {
            return sign + digits + String(repeating: "0", count: point - count)
        }
        if point > 0, point <= 21 {
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }
        if point > -6, point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + digits
        }
        let power = point - 1
        let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst(1)
        return sign + mantissa + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
    }

    /// The shortest round-trip digits of a positive number, without leading or trailing zeros, and the power of ten of the
    /// first one.
    private static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
        var mantissa = value.description
        var exponent = 0
        if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = Int(mantissa[mantissa.index(after: mark)...].drop { $0 == "+" }) ?? 0
            mantissa = String(mantissa[..<mark])
        }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(parts[0])
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.hasSuffix("0") { digits.removeLast() }
        return (digits, exponent + whole.count - 1 - leading)
    }
}
