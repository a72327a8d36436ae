/// Reads the parts of a date from bytes.
struct DateReader {
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

    private mutating func skipBlanks() {
        while take(" ") {}
    }

    /// A number of `width` digits, and how many it has.
    private mutating func number(_ width: ClosedRange<Int>) -> (value: Int, digits: Int)? {
        let start = place
        var value = 0
        while let byte = next, byte &- 0x30 <= 9, place - start < width.upperBound {
            value = value * 10 + Int(byte - 0x30)
            place += 1
        }
        if let byte = next, byte &- 0x30 <= 9 { return nil }
        let digits = place - start
        return digits >= width.lowerBound ? (value, digits) : nil
    }

    // MARK: The day

    /// The day since 1970-01-01 that stands here in this format.
    mutating func days(_ format: DateFormat) -> Int? {
        switch format {
        case .yearMonthDay, .dayMonthYear, .monthDayYear: numberedDays(format)
        case .named: namedDays()
        case .compact: compactDays()
        case .unixSeconds, .unixMilliseconds: nil
        }
    }

    private mutating func numberedDays(_ format: DateFormat) -> Int? {
        let isYearFirst = format == .yearMonthDay
        guard let first = number(isYearFirst ? 4...4 : 1...2)?.value, let mark = next,
            mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
        else { return nil }
        place += 1
        guard let second = number(1...2)?.value, next == mark else { return nil }
        place += 1
        if isYearFirst {
            guard let day = number(1...2)?.value else { return nil }
            return CalendarDate.days(year: first, month: second, day: day)
        }
        guard let year = year() else { return nil }
        let isDayFirst = format == .dayMonthYear
        return CalendarDate.days(year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
    }

    /// A year of four digits, or of two: those before 69 are of this century, as POSIX has it.
    private mutating func year() -> Int? {
        guard let (value, digits) = number(2...4), digits != 3 else { return nil }
        return digits == 2 ? value + (value < 69 ? 2000 : 1900) : value
    }

    private mutating func compactDays() -> Int? {
        guard let value = number(8...8)?.value else { return nil }
        return CalendarDate.days(compact: value)
    }

    /// A day with the name of its month, in any order that leaves no doubt, perhaps behind a day of the week.
    private mutating func namedDays() -> Int? {
        if let word = word(), word.count >= 3 {
            if let month = Self.place(of: word, among: Self.months) { return daysAfterMonth(month) }
            guard Self.place(of: word, among: Self.weekdays) != nil else { return nil }
            _ = take(".") || take(",")
            skipBlanks()
            if let word = self.word() {
                return Self.place(of: word, among: Self.months).flatMap { daysAfterMonth($0) }
            }
        }
        guard let (first, digits) = number(1...4), digits != 3 else { return nil }
        if digits < 3 { _ = takeOrdinal() }
        guard takeMark(), let word = word(), let month = Self.place(of: word, among: Self.months) else { return nil }
        _ = take(".")
        guard takeMark() else { return nil }
        if digits == 4 {
            return number(1...2).flatMap { CalendarDate.days(year: first, month: month + 1, day: $0.value) }
        }
        return year().flatMap { CalendarDate.days(year: $0, month: month + 1, day: first) }
    }

    private mutating func daysAfterMonth(_ month: Int) -> Int? {
        _ = take(".")
        guard takeMark(), let day = number(1...2)?.value else { return nil }
        _ = takeOrdinal()
        guard takeMark(), let year = year() else { return nil }
        return CalendarDate.days(year: year, month: month + 1, day: day)
    }

    /// `st`, `nd`, `rd` or `th` behind a day.
    private mutating func takeOrdinal() -> Bool {
        let before = place
        if let word = word(), ["st", "nd", "rd", "th"].contains(word) { return true }
        place = before
        return false
    }

    /// What stands between day, month and year: a comma, a dash, a slash, blanks.
    private mutating func takeMark() -> Bool {
        let start = place
        _ = take(",") || take("-") || take("/") || take(".")
        skipBlanks()
        return place > start
    }

    /// A word of at most nine letters, in lower case.
    private mutating func word() -> String? {
        let start = place
        var letters: [UInt8] = []
        while let byte = next, (byte | 0x20) &- UInt8(ascii: "a") < 26, letters.count < 10 {
            letters.append(byte | 0x20)
            place += 1
        }
        guard (1...9).contains(letters.count) else {
            place = start
            return nil
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The place of a name that is whole or cut after three letters.
    private static func place(of word: String, among names: [String]) -> Int? {
        names.firstIndex { $0 == word || word.count == 3 && $0.hasPrefix(word) || word == "sept" && $0 == "september" }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    // MARK: The time

    /// Seconds of the day, and those to take off for UTC; nil where what follows the date is no time.
    mutating func time() -> (seconds: Double, offset: Double, isThere: Bool)? {
        if isAtEnd { return (0, 0, false) }
        guard take("T") || take("t") || take(" ") || take(",") else { return nil }
        skipBlanks()
        guard let hour = number(1...2)?.value, take(":"), let minute = number(2...2)?.value, minute < 60 else { return nil }
        var seconds = 0.0
        if take(":") {
            guard let whole = number(2...2)?.value, whole <= 60 else { return nil }
            seconds = Double(whole)
            if take(".") || take(",") {
                guard let fraction = fraction() else { return nil }
                seconds += fraction
            }
        }
        guard let hours = hourOfDay(hour), let offset = offset() else { return nil }
        return (Double(hours * 3600 + minute * 60) + seconds, offset, true)
    }

    private mutating func fraction() -> Double? {
        var value = 0.0
        var scale = 0.1
        let start = place
        while let byte = next, byte &- 0x30 <= 9 {
            value += Double(byte - 0x30) * scale
            scale /= 10
            place += 1
        }
        return place > start ? value : nil
    }

    /// Takes AM or PM into account.
    private mutating func hourOfDay(_ hour: Int) -> Int? {
        let before = place
        skipBlanks()
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

    /// Seconds to take off for `Z`, `UTC`, `GMT`, `+01:00`, `-0530` or `+01`.
    private mutating func offset() -> Double? {
        skipBlanks()
        if isAtEnd || take("Z") || take("z") { return 0 }
        if take("U") { return take("T") && take("C") ? 0 : nil }
        if take("G") { return take("M") && take("T") ? 0 : nil }
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
