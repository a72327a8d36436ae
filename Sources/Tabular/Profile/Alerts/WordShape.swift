/// What a word looks like: a number, a date, an address.
enum WordShape {
    /// Whether a word is a number, also with a currency sign, a percent sign or thousands separators.
    static func isNumber(_ word: String) -> Bool {
        var bytes = word.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
        let signs: [UInt8] = [UInt8(ascii: "$"), UInt8(ascii: "%")]
        if let first = bytes.first, signs.contains(first) { bytes.removeFirst() }
        if let last = bytes.last, signs.contains(last) { bytes.removeLast() }
        // A leading zero is that of a code.
        guard let first = bytes.first, first != UInt8(ascii: "0") || bytes.count < 2 || bytes[1] == UInt8(ascii: ".") else {
            return false
        }
        return bytes.withUnsafeBufferPointer { bytes in
            var scanner = NumberScanner()
            return bytes.baseAddress.map { !scanner.scan($0, bytes.count).isNaN } ?? false
        }
    }

    /// Whether a word is a date in one of the formats that are recognised.
    static func isDate(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { bytes in DateFormat.automatic.contains { $0.parse(bytes) != nil } }
    }

    static func hasOuterBlank(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = word.first, let last = word.last else { return false }
        return first == 0x20 || last == 0x20 || first == 0x09 || last == 0x09
    }

    static func isEmail(_ word: String) -> Bool {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !word.contains(" ") else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty } && (labels.last.map { $0.count > 1 } ?? false)
            && (labels.last?.allSatisfy(\.isLetter) ?? false)
    }

    static func isIPAddress(_ word: String) -> Bool {
        if word.contains(":") { return isLongIPAddress(word) }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in part.count <= 3 && (UInt8(part) != nil) }
    }

    /// Version 6: eight groups of at most four hexadecimal digits, of which one run may be left out. Times have no letters and fewer groups.
    private static func isLongIPAddress(_ word: String) -> Bool {
        let groups = word.split(separator: ":", omittingEmptySubsequences: false)
        let gaps = word.ranges(of: "::").count
        return groups.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
            && (gaps == 1 ? (3...8).contains(groups.count) : gaps == 0 && groups.count == 8 && !groups.contains(""))
    }

    /// Digits with the marks that telephone numbers have; without any mark a plus has to stand first.
    static func isPhone(_ word: String) -> Bool {
        let digits = word.count { $0.isASCII && $0.isNumber }
        guard (7...15).contains(digits), word.allSatisfy({ $0.isASCII && ($0.isNumber || "+-/() .".contains($0)) }) else {
            return false
        }
        if word.first == "+" { return true }
        let groups = word.split { !$0.isNumber }
        // Dates, decimals and codes have other groups.
        guard groups.count > 1, !isDate(word), !NationalID.isOne(word) else { return false }
        return word.first == "(" || word.first == "0" || groups.count == 3 && groups[0].count == 3 && groups[1].count == 3
    }

    /// ISO 13616: two letters, two check digits, and the whole modulo 97 is 1.
    static func isIBAN(_ word: String) -> Bool {
        let letters = Array(word.filter { $0 != " " }.uppercased().utf8)
        guard (15...34).contains(letters.count), letters.prefix(2).allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return false }
        var remainder = 0
        for byte in letters[4...] + letters[..<4] {
            switch byte {
            case 48...57: remainder = (remainder * 10 + Int(byte) - 48) % 97
            case 65...90: remainder = (remainder * 100 + Int(byte) - 55) % 97
            default: return false
            }
        }
        return remainder == 1
    }

    /// ISO 7812: 13 to 19 digits with H. P. Luhn's check digit, that begin as cards do.
    static func isCardNumber(_ word: String) -> Bool {
        let digits = word.filter { $0 != " " && $0 != "-" }.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard (13...19).contains(digits.count), word.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == " " || $0 == "-") }),
            let first = digits.first, (2...6).contains(first)
        else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = place % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}
