/// Decimal digits of a Double, from the shortest text that reads back as the same bits: rounding happens on the digits that a
/// person would see, so that 0.15 rounds to 0.2 although its bits lie below.
enum Decimals {
    /// The shortest digits that identify a positive, finite value, and the power of ten of the first.
    static func digits(_ value: Double) -> (digits: [UInt8], exponent: Int) {
        guard value > 0, value.isFinite else { return ([0], 0) }
        var digits: [UInt8] = []
        var point: Int?
        var power = 0
        let text = Array("\(value)".utf8)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                power = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte - UInt8(ascii: "0"))
            }
        }
        var exponent = (point ?? digits.count) - 1 + power
        while digits.count > 1, digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        return (digits, exponent)
    }

    /// Exactly `count` digits, rounded half up, and the power of ten of the first.
    static func rounded(_ value: Double, _ count: Int) -> (digits: [UInt8], exponent: Int) {
        let (digits, exponent) = digits(value)
        return round(digits, exponent, to: count)
    }

    /// The value with so many decimals: `12.30`.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        let (all, exponent) = digits(value)
        let kept = exponent + 1 + decimals
        if kept < 0 || value == 0 { return plain([0], 0, decimals: decimals) }
        if kept == 0 {
            let isUp = (all.first ?? 0) >= 5
            return isUp ? plain([1], -decimals, decimals: decimals) : plain([0], 0, decimals: decimals)
        }
        let (digits, power) = round(all, exponent, to: kept)
        return plain(digits, power, decimals: decimals)
    }

    /// Digits with a point: the last digit given is the last written, whole parts are filled with zeros.
    static func plain(_ digits: [UInt8], _ exponent: Int) -> String {
        plain(digits, exponent, decimals: max(0, digits.count - 1 - exponent))
    }

    /// Digits with an exponent: `1.23e-7`.
    static func scientific(_ digits: [UInt8], _ exponent: Int) -> String {
        var text = String(digits.first ?? 0)
        if digits.count > 1 { text += "." + digits.dropFirst().map(String.init).joined() }
        return text + "e\(exponent)"
    }

    /// A power of ten, exact up to 22.
    static func power(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<exponent.magnitude { result *= 10 }
        return exponent < 0 ? 1 / result : result
    }

    private static func round(_ digits: [UInt8], _ exponent: Int, to count: Int) -> ([UInt8], Int) {
        guard digits.count > count else {
            return (digits + Array(repeating: 0, count: count - digits.count), exponent)
        }
        var kept = Array(digits.prefix(count))
        guard digits[count] >= 5 else { return (kept, exponent) }
        var index = count - 1
        while index >= 0 {
            if kept[index] < 9 {
                kept[index] += 1
                return (kept, exponent)
            }
            kept[index] = 0
            index -= 1
        }
        // All nines: 999.95 becomes 1000.0 with the same number of digits.
        kept.insert(1, at: 0)
        kept.removeLast()
        return (kept, exponent + 1)
    }

    private static func plain(_ digits: [UInt8], _ exponent: Int, decimals: Int) -> String {
        func digit(at power: Int) -> UInt8 {
            let index = exponent - power
            return index >= 0 && index < digits.count ? digits[index] : 0
        }
        var text: [UInt8] = []
        var power = max(exponent, 0)
        while power >= 0 {
            text.append(UInt8(ascii: "0") + digit(at: power))
            power -= 1
        }
        if decimals > 0 {
            text.append(UInt8(ascii: "."))
            for place in 1...decimals { text.append(UInt8(ascii: "0") + digit(at: -place)) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
