import Recipes

/// Numbers as sentences of the guard have them.
enum GuardText {
    /// A count with thousands marked.
    static func count(_ value: Int) -> String {
        var digits = Substring(String(value))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    /// `1 row`, `2 rows`.
    static func count(_ value: Int, _ noun: String) -> String { "\(count(value)) \(value == 1 ? noun : noun + "s")" }

    /// A share in percent; one that is not quite none or all is never shown as such.
    static func percent(_ share: Double) -> String {
        if share > 0, share < 0.001 { return "under 0.1 %" }
        if share < 1, share > 0.999 { return "over 99.9 %" }
        return JSON.numberText((share * 1000).rounded() / 10) + " %"
    }

    /// Three decimals.
    static func score(_ value: Double) -> String { JSON.numberText((value * 1000).rounded() / 1000) }

    /// Three digits.
    static func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return JSON.numberText(value) }
        var scale = 1.0
        while abs(value) * scale < 100, scale < 1e12 { scale *= 10 }
        return JSON.numberText((value * scale).rounded() / scale)
    }
}
