/// What a cell looks like as a number with marks in it: its sign, what stands around it, and the stretches of digits.
///
/// `-€ 1.234,56` has the affix `€` and the stretches 1, 234 and 56.
struct NumberShape {
    /// What stands between stretches of digits.
    enum Mark: UInt8 {
        case point, comma, space, apostrophe
    }

    /// More stretches than a number in a table has.
    static let limit = 16

    private(set) var isNegative = false
    private(set) var isInfinite = false
    /// Place of the affix among ``NumberAffix/all``, -1 where there is none.
    private(set) var affix = -1
    /// Where the body with digits and marks begins and ends.
    private(set) var body = 0..<0
    /// The lengths of the stretches of digits, and the marks behind them.
    private(set) var stretches = InlineArray<16, Int>(repeating: 0)
    private(set) var marks = InlineArray<16, Mark>(repeating: .point)
    /// How many stretches there are; one more than marks.
    private(set) var count = 0
    private(set) var startsWithZero = false
    /// Where an exponent begins; at the end of the body where there is none.
    private(set) var exponent = 0

    /// Nil where the bytes are no number in any format.
    init?(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        guard length > 0, length <= NumberAffix.cellLimit else { return nil }
        var start = 0
        var end = length
        var hasSign = takeSign(bytes, &start, end)
        if let (place, width) = NumberAffix.before(bytes + start, end - start) {
            affix = place
            start += width
            start = Self.skipSpaces(bytes, start, end)
            if !hasSign { hasSign = takeSign(bytes, &start, end) }
        }
        if let (place, width) = NumberAffix.behind(bytes + start, end - start) {
            guard affix < 0 else { return nil }
            affix = place
            end -= width
            end = Self.trimSpaces(bytes, start, end)
        }
        start = Self.skipSpaces(bytes, start, end)
        body = start..<end
        exponent = end
        guard start < end else { return nil }
        if Self.isInfinity(bytes + start, end - start) {
            isInfinite = true
            return
        }
        guard takeStretches(bytes) else { return nil }
    }

    private mutating func takeSign(_ bytes: UnsafePointer<UInt8>, _ start: inout Int, _ end: Int) -> Bool {
        guard start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") else { return false }
        isNegative = bytes[start] == UInt8(ascii: "-")
        start += 1
        return true
    }

    private mutating func takeStretches(_ bytes: UnsafePointer<UInt8>) -> Bool {
        var place = body.lowerBound
        startsWithZero = bytes[place] == 0x30
        while true {
            let first = place
            while place < body.upperBound, bytes[place] &- 0x30 <= 9 { place += 1 }
            guard count < Self.limit else { return false }
            stretches[count] = place - first
            count += 1
            if place == body.upperBound { break }
            if bytes[place] | 0x20 == UInt8(ascii: "e") {
                guard place > first, Self.isExponent(bytes + place, body.upperBound - place) else { return false }
                exponent = place
                break
            }
            guard let (mark, width) = Self.mark(bytes + place, body.upperBound - place) else { return false }
            marks[count - 1] = mark
            place += width
        }
        // Digits stand behind every mark, and before all but the first.
        for stretch in 1..<max(1, count) where stretches[stretch] == 0 { return false }
        return count > 1 || stretches[0] > 0
    }

    private static func isExponent(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var place = 1
        if place < count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
        let first = place
        while place < count, bytes[place] &- 0x30 <= 9 { place += 1 }
        return place == count && place > first
    }

    /// The mark at the beginning of bytes, and how many bytes it takes.
    static func mark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (mark: Mark, width: Int)? {
        switch bytes[0] {
        case UInt8(ascii: "."): return (.point, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: "'"): return (.apostrophe, 1)
        default: break
        }
        if let width = space(bytes, count) { return (.space, width) }
        // U+2019, the typeset apostrophe.
        return count > 2 && bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] == 0x99 ? (.apostrophe, 3) : nil
    }

    /// The width of a blank, U+00A0, U+2009 or U+202F at the beginning of bytes.
    private static func space(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count > 0 else { return nil }
        if bytes[0] == 0x20 { return 1 }
        if count > 1, bytes[0] == 0xC2, bytes[1] == 0xA0 { return 2 }
        return count > 2 && bytes[0] == 0xE2 && bytes[1] == 0x80 && (bytes[2] == 0x89 || bytes[2] == 0xAF) ? 3 : nil
    }

    private static func skipSpaces(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var place = start
        while let width = space(bytes + place, end - place) { place += width }
        return place
    }

    private static func trimSpaces(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var place = end
        while place > start {
            guard let width = (1...3).first(where: { $0 <= place - start && space(bytes + (place - $0), $0) == $0 }) else {
                break
            }
            place -= width
        }
        return place
    }

    private static func isInfinity(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 3 || count == 8, bytes[0] | 0x20 == UInt8(ascii: "i") else { return false }
        let word = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self).lowercased()
        return word == "inf" || word == "infinity"
    }
}
