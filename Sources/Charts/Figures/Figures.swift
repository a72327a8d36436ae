/// Numbers as people read them: no locale, no Foundation, the same bytes everywhere.
///
/// All take any Double: NaN becomes ``none``, infinities `∞` and `−∞`, and minus zero is zero.
public enum Figures {
    /// What stands where there is no value.
    public static let none = "—"
    /// The minus sign, as wide as a plus.
    public static let minus = "−"

    /// The value with exactly so many decimals (0 to 15), rounded half away from zero on its decimal digits: `0.4148`.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        if let text = special(value) { return text }
        let digits = min(max(decimals, 0), 15)
        return signed(Decimals.fixed(value.magnitude, digits), isNegative: value < 0)
    }

    /// The value with so many significant digits, zeros kept: `0.4148`, `12.30`, `1.230e-7`.
    ///
    /// Below 1e-4 and from 1e6 on it has an exponent.
    public static func significant(_ value: Double, _ digits: Int) -> String {
        if let text = special(value) { return text }
        let digits = min(max(digits, 1), 15)
        if value == 0 { return Decimals.fixed(0, digits - 1) }
        let (mantissa, exponent) = Decimals.rounded(value.magnitude, digits)
        if exponent >= -4, exponent < max(6, digits) {
            return signed(Decimals.plain(mantissa, exponent), isNegative: value < 0)
        }
        return signed(Decimals.scientific(mantissa, exponent), isNegative: value < 0)
    }

    /// At most so many significant digits, without zeros at the end: `0.05`, `12.3`, `1e-7`.
    public static func shortest(_ value: Double, _ digits: Int = 4) -> String {
        if let text = special(value) { return text }
        if value == 0 { return "0" }
        var (mantissa, exponent) = Decimals.rounded(value.magnitude, min(max(digits, 1), 15))
        while mantissa.count > 1, mantissa.last == 0 { mantissa.removeLast() }
        let isPlain = exponent >= -4 && exponent < 7
        let text = isPlain ? Decimals.plain(mantissa, exponent) : Decimals.scientific(mantissa, exponent)
        return signed(text, isNegative: value < 0)
    }

    /// The value rounded to so many significant digits, as plain ASCII that reads back as a number.
    public static func plain(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
        var (mantissa, exponent) = Decimals.rounded(value.magnitude, min(max(digits, 1), 15))
        while mantissa.count > 1, mantissa.last == 0 { mantissa.removeLast() }
        return (value < 0 ? "-" : "") + Decimals.scientific(mantissa, exponent)
    }

    /// At most three or four significant digits with a prefix of SI: `7.04 k`, `1.9 M`, `350 µ`; below 1000 as ``shortest(_:_:)``.
    /// The unit is written after the prefix.
    public static func si(_ value: Double, _ digits: Int = 3, unit: String = "") -> String {
        if let text = special(value) { return text }
        let (number, prefix) = scaled(value, digits)
        return unit.isEmpty && prefix.isEmpty ? number : "\(number) \(prefix)\(unit)"
    }

    /// As ``si(_:_:unit:)`` without the blank, for axes and narrow columns: `7.04k`.
    public static func compact(_ value: Double, _ digits: Int = 3) -> String {
        if let text = special(value) { return text }
        let (number, prefix) = scaled(value, digits)
        return number + prefix
    }

    /// A share as a percentage: `0.265` is `26.5 %`.
    public static func percent(_ share: Double, _ decimals: Int = 1) -> String {
        share.isNaN ? none : fixed(share * 100, decimals) + " %"
    }

    /// A difference with its sign, `+0.0024` or `−0.0015`; what rounds to zero has none.
    public static func difference(_ value: Double, _ decimals: Int) -> String {
        if value.isNaN { return none }
        let text = fixed(value.magnitude, decimals)
        if !text.contains(where: { $0 >= "1" && $0 <= "9" || $0 == "∞" }) { return text }
        return (value < 0 ? minus : "+") + text
    }

    /// An interval: `[−0.0009, +0.0019]`.
    public static func interval(_ range: ClosedRange<Double>, _ decimals: Int) -> String {
        "[\(difference(range.lowerBound, decimals)), \(difference(range.upperBound, decimals))]"
    }

    /// A whole number with thousands apart: `7,043`.
    public static func count(_ value: Int) -> String {
        signed(grouped(String(value.magnitude)), isNegative: value < 0)
    }

    /// A number rounded to a whole one with thousands apart; from 1e15 on with an exponent.
    public static func count(_ value: Double) -> String {
        if let text = special(value) { return text }
        if value.magnitude >= 1e15 { return shortest(value) }
        return count(Int(value.rounded()))
    }

    /// Seconds as a duration in one unit: `0.04 s`, `0.7 s`, `12 s`, `2 min`, `1 h`, `3 d`. Short ones have ms and µs.
    public static func duration(_ seconds: Double) -> String {
        if let text = special(seconds) { return text }
        let isNegative = seconds < 0
        let value = seconds.magnitude
        let text: String
        switch value {
        case 0: text = "0 s"
        case ..<0.000_999_5: text = "\(shortest(value * 1e6, 2)) µs"
        case ..<0.009_95: text = "\(shortest(value * 1e3, 2)) ms"
        case ..<0.0995: text = "\(fixed(value, 2)) s"
        case ..<9.95: text = "\(fixed(value, 1)) s"
        case ..<99.5: text = "\(fixed(value, 0)) s"
        case ..<5970: text = "\(fixed(value / 60, 0)) min"
        case ..<171_000: text = "\(fixed(value / 3600, 0)) h"
        default: text = "\(count((value / 86_400).rounded())) d"
        }
        return signed(text, isNegative: isNegative)
    }

    /// Seconds as a clock shows them, for what is left and what has passed: `0:42`, `12:05`, `1:02:03`.
    public static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e15 else { return special(seconds) ?? none }
        let total = Int(max(0, seconds).rounded())
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
    }

    /// Seconds since 1970-01-01 UTC as a date, `2024-02-29`, with the time of day where that is wanted: `2024-02-29 12:05`.
    public static func date(_ seconds: Double, time: Bool = false) -> String {
        guard seconds > -1e12, seconds < 1e13 else { return special(seconds) ?? shortest(seconds) }
        let day = (seconds / 86_400).rounded(.down)
        let date = CivilDate(dayCount: Int(day))
        let text = "\(date.year)-\(padded(date.month))-\(padded(date.day))"
        let rest = Int(seconds - day * 86_400)
        return time ? "\(text) \(padded(rest / 3600)):\(padded(rest / 60 % 60))" : text
    }

    /// Bytes: `512 B`, `3.2 MB`.
    public static func bytes(_ count: Int) -> String { si(Double(count), 3, unit: "B") }

    /// A p value, never a bare zero: `0.03`, `0.004`, `< 1e-99`.
    public static func probability(_ p: Double) -> String {
        if let text = special(p) { return text }
        if p < 1e-99 { return "< 1e-99" }
        return p < 0.000_95 ? shortest(p, 1) : p < 0.0095 ? fixed(p, 3) : fixed(p, 2)
    }

    private static func special(_ value: Double) -> String? {
        if value.isNaN { return none }
        if value.isInfinite { return value < 0 ? minus + "∞" : "∞" }
        return nil
    }

    private static func scaled(_ value: Double, _ digits: Int) -> (String, String) {
        if value == 0 { return ("0", "") }
        let digits = min(max(digits, 1), 15)
        let (_, exponent) = Decimals.rounded(value.magnitude, digits)
        let prefixes: [(Int, String)] = [
            (-12, "p"), (-9, "n"), (-6, "µ"), (-3, "m"), (0, ""), (3, "k"), (6, "M"), (9, "G"), (12, "T"), (15, "P"),
        ]
        // From a thousandth on, decimals read better than a prefix.
        guard exponent < -3 || exponent >= 3, let (power, prefix) = prefixes.last(where: { $0.0 <= exponent }),
            exponent < 18
        else { return (shortest(value, digits), "") }
        return (shortest(value / Decimals.power(power), digits), prefix)
    }

    private static func signed(_ text: String, isNegative: Bool) -> String {
        guard isNegative, text.contains(where: { $0 >= "1" && $0 <= "9" }) else { return text }
        return minus + text
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
