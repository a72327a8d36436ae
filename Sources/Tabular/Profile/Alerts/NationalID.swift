/// Numbers by which states name persons, as far as a mark or a check digit tells them from other numbers.
enum NationalID {
    /// Whether a word is such a number in one of the forms below.
    static func isOne(_ word: String) -> Bool {
        let symbols = Array(word.uppercased().utf8)
        return isGrouped(symbols) || isSpanish(symbols) || isBrazilian(symbols) || isFinnish(symbols) || isFrench(symbols)
            || isItalian(symbols) || isBritish(symbols) || isSwedish(symbols)
    }

    /// The digit that a symbol is, or nil.
    private static func digit(_ symbol: UInt8) -> Int? { (48...57).contains(symbol) ? Int(symbol) - 48 : nil }

    private static func isLetter(_ symbol: UInt8) -> Bool { (65...90).contains(symbol) }

    /// Whether digits, letters and marks stand as in a pattern of `9`, `A` and the marks themselves.
    private static func fits(_ symbols: [UInt8], _ pattern: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount)
        guard symbols.count == wanted.count else { return false }
        return zip(symbols, wanted).allSatisfy { symbol, form in
            form == UInt8(ascii: "9") ? digit(symbol) != nil : form == UInt8(ascii: "A") ? isLetter(symbol) : symbol == form
        }
    }

    private static func number(_ symbols: some Sequence<UInt8>) -> Int { symbols.reduce(0) { $0 * 10 + (digit($1) ?? 0) } }

    /// United States, written in its groups; no group is all zeros.
    private static func isGrouped(_ symbols: [UInt8]) -> Bool {
        guard fits(symbols, "999-99-9999") else { return false }
        let first = number(symbols[0..<3])
        return first > 0 && first != 666 && number(symbols[4..<6]) > 0 && number(symbols[7...]) > 0
    }

    /// Spain: eight digits and the letter of their remainder by 23.
    private static func isSpanish(_ symbols: [UInt8]) -> Bool {
        guard fits(symbols, "99999999A") else { return false }
        let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
        return symbols[8] == letters[number(symbols[0..<8]) % 23]
    }

    /// Brazil, with its marks: two check digits by 11.
    private static func isBrazilian(_ symbols: [UInt8]) -> Bool {
        guard fits(symbols, "999.999.999-99") else { return false }
        let digits = symbols.compactMap(digit)
        return [9, 10].allSatisfy { count in
            let sum = (0..<count).reduce(0) { $0 + digits[$1] * (count + 1 - $1) }
            return sum * 10 % 11 % 10 == digits[count]
        } && Set(digits).count > 1
    }

    /// Finland: the day of birth, a sign of the century, three digits and a check sign by 31.
    private static func isFinnish(_ symbols: [UInt8]) -> Bool {
        guard symbols.count == 11, symbols[0..<6].allSatisfy({ digit($0) != nil }), "+-A".utf8.contains(symbols[6]),
            symbols[7..<10].allSatisfy({ digit($0) != nil })
        else { return false }
        let signs = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)
        return symbols[10] == signs[number(symbols[0..<6] + symbols[7..<10]) % 31]
    }

    /// France: sex, year and month of birth, and a key by 97.
    private static func isFrench(_ symbols: [UInt8]) -> Bool {
        let digits = symbols.filter { $0 != 32 }
        guard fits(digits, "999999999999999"), "12".utf8.contains(digits[0]), (1...12).contains(number(digits[3..<5])) else {
            return false
        }
        return 97 - number(digits[0..<13]) % 97 == number(digits[13...])
    }

    /// Italy, by its form.
    private static func isItalian(_ symbols: [UInt8]) -> Bool { fits(symbols, "AAAAAA99A99A999A") }

    /// Great Britain, by its form.
    private static func isBritish(_ symbols: [UInt8]) -> Bool {
        guard let last = symbols.last, "ABCD".utf8.contains(last) else { return false }
        return fits(symbols.filter { $0 != 32 }, "AA999999A")
    }

    /// Sweden, with its mark: the day of birth, and H. P. Luhn's check digit.
    private static func isSwedish(_ symbols: [UInt8]) -> Bool {
        guard fits(symbols, "999999-9999"), (1...12).contains(number(symbols[2..<4])), (1...31).contains(number(symbols[4..<6]))
        else { return false }
        let sum = symbols.compactMap(digit).enumerated().reduce(0) { sum, entry in
            let doubled = entry.offset % 2 == 0 ? entry.element * 2 : entry.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0
    }
}
