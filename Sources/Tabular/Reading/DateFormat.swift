/// The order in which a date's numbers stand.
enum DateFormat: CaseIterable, Sendable {
    /// 2024-01-31, 2024/01/31, 2024.01.31
    case yearMonthDay
    /// 31.12.2024, 31/12/2024, 31-12-2024
    case dayMonthYear
    /// 12/31/2024, 12-31-2024
    case monthDayYear
    /// 20240131; only where someone says that the column holds dates.
    case compact
}

/// A date or moment that was read.
struct ParsedDate: Equatable {
    /// Since 1970-01-01 UTC.
    var seconds: Double
    var hasTime: Bool
}

extension DateFormat {
    /// Reads a date with an optional time: `T` or blanks between them, seconds and fractions optional, AM and PM, and at the end
    /// `Z`, `UTC` or an offset. A time without offset is taken as UTC.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
        var reader = DateReader(bytes)
        guard let days = self == .compact ? reader.compactDays() : reader.days(self) else { return nil }
        guard let time = reader.time() else { return nil }
        guard reader.isAtEnd else { return nil }
        return ParsedDate(seconds: Double(days) * 86_400 + time.seconds, hasTime: time.isThere)
    }
}

/// Reads the parts of a date from bytes.
private struct DateReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// A number of `width` digits.
    private mutating func number(_ width: ClosedRange<Int>) -> Int? {
        let start = place
        var value = 0
        while let byte = next, byte &- 0x30 <= 9, place - start < width.upperBound {
            value = value * 10 + Int(byte - 0x30)
            place += 1
        }
        if let byte = next, byte &- 0x30 <= 9 { return nil }
        return place - start >= width.lowerBound ? value : nil
    }

    mutating func days(_ format: DateFormat) -> Int? {
        let isYearFirst = format == .yearMonthDay
        guard let first = number(isYearFirst ? 4...4 : 1...2), let mark = next,
            mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
        else { return nil }
        place += 1
        guard let second = number(1...2), next == mark else { return nil }
        place += 1
        // Two digits for a year are believed only between slashes.
        let start = place
        let hasShortYear = mark == UInt8(ascii: "/")
        guard var third = number(isYearFirst ? 1...2 : hasShortYear ? 2...4 : 4...4), isYearFirst || place - start != 3
        else { return nil }
        if !isYearFirst, place - start == 2 { third += third < 69 ? 2000 : 1900 }
        switch format {
        case .yearMonthDay, .compact: return CalendarDate.days(year: first, month: second, day: third)
        case .dayMonthYear: return CalendarDate.days(year: third, month: second, day: first)
        case .monthDayYear: return CalendarDate.days(year: third, month: first, day: second)
        }
    }

    mutating func compactDays() -> Int? {
        guard let value = number(8...8) else { return nil }
        return CalendarDate.days(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    /// Seconds of the day less the offset; nil where what follows the date is no time.
    mutating func time() -> (seconds: Double, isThere: Bool)? {
        if isAtEnd { return (0, false) }
        guard take("T") || take("t") || take(" ") else { return nil }
        while take(" ") {}
        guard let hour = number(1...2), take(":"), let minute = number(2...2), minute < 60 else { return nil }
        var seconds = 0.0
        if take(":") {
            guard let whole = number(2...2), whole <= 60 else { return nil }
            seconds = Double(whole)
            if take(".") || take(",") {
                var scale = 0.1
                let start = place
                while let byte = next, byte &- 0x30 <= 9 {
                    seconds += Double(byte - 0x30) * scale
                    scale /= 10
                    place += 1
                }
                guard place > start else { return nil }
            }
        }
        guard let hours = hourOfDay(hour), let offset = offset() else { return nil }
        return (Double(hours * 3600 + minute * 60) + seconds - offset, true)
    }

    /// Takes AM or PM into account.
    private mutating func hourOfDay(_ hour: Int) -> Int? {
        let before = place
        while take(" ") {}
        let isMorning = next.map { $0 | 0x20 == UInt8(ascii: "a") } ?? false
        let isEvening = next.map { $0 | 0x20 == UInt8(ascii: "p") } ?? false
        guard isMorning || isEvening else {
            place = before
            return hour <= 24 ? hour : nil
        }
        place += 1
        guard let letter = next, letter | 0x20 == UInt8(ascii: "m"), (1...12).contains(hour) else { return nil }
        place += 1
        return hour % 12 + (isEvening ? 12 : 0)
    }

    /// Seconds to take away for `Z`, `UTC`, `+01:00`, `-0530` or `+01`.
    private mutating func offset() -> Double? {
        while take(" ") {}
        if isAtEnd || take("Z") || take("z") { return 0 }
        if take("U") { return take("T") && take("C") ? 0 : nil }
        let isNegative = take("-")
        guard isNegative || take("+") else { return nil }
        let start = place
        var digits: [Int] = []
        while let byte = next, byte &- 0x30 <= 9 || (byte == UInt8(ascii: ":") && place == start + 2) {
            if byte != UInt8(ascii: ":") { digits.append(Int(byte - 0x30)) }
            place += 1
        }
        guard digits.count == 2 || digits.count == 4 else { return nil }
        let hours = digits[0] * 10 + digits[1]
        let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
        guard hours <= 18, minutes < 60 else { return nil }
        return Double(hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
    }
}
