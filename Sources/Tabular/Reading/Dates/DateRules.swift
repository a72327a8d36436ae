/// How dates are told from words, and from numbers.
enum DateRules {
    /// So many of the values that are there have to be dates.
    static let share = 0.99

    /// The format of a column of dates, and whether day and month could as well be the other way round; nil where the words are
    /// no dates.
    static func format(of words: WordCounts, among formats: [DateFormat]) -> (format: DateFormat, isAmbiguous: Bool)? {
        // Most columns of words are ruled out by a glance at the first few.
        guard words.present > 0, let probe = words.firstPresent else { return nil }
        if !formats.contains(where: { $0.parse(probe) != nil }), !words.hasManyDates(formats) { return nil }
        let best = bestFormat(of: words, among: formats)
        return Double(best.count) >= share * Double(words.present) ? (best.format, best.isAmbiguous) : nil
    }

    /// The format that reads most values. Where day and month may stand either way, slashes mean the month first and other marks
    /// the day first.
    static func bestFormat(
        of words: WordCounts, among formats: [DateFormat]
    ) -> (format: DateFormat, count: Int, isAmbiguous: Bool) {
        var counts: [DateFormat: Int] = [:]
        var hasSlash = false
        words.forEach { word, count in
            for format in formats where format.parse(word.buffer) != nil { counts[format, default: 0] += count }
            if !hasSlash { hasSlash = word.buffer.contains(UInt8(ascii: "/")) }
        }
        let (day, month) = (counts[.dayMonthYear] ?? 0, counts[.monthDayYear] ?? 0)
        let preferred: [DateFormat] =
            [.yearMonthDay] + (hasSlash ? [.monthDayYear, .dayMonthYear] : [.dayMonthYear, .monthDayYear])
            + [.named, .compact, .unixSeconds, .unixMilliseconds]
        var best = (format: formats.first ?? .yearMonthDay, count: -1)
        for format in preferred where counts[format] ?? 0 > best.count && formats.contains(format) {
            best = (format, counts[format] ?? 0)
        }
        let isEither = best.format == .dayMonthYear || best.format == .monthDayYear
        return (best.format, best.count, isEither && day == month)
    }

    /// Whether whole numbers are days such as 20240131: the column is named as one of dates, and all of them are days from 1900 to
    /// 2100.
    static func areCompact(_ values: UnsafeBufferPointer<Double>, name: String) -> Bool {
        guard hasDateName(name), values.contains(where: { !$0.isNaN }) else { return false }
        return values.allSatisfy { $0.isNaN || isCompact($0) }
    }

    private static func isCompact(_ value: Double) -> Bool {
        guard value >= 19_000_101, value <= 21_001_231, let whole = Int(exactly: value) else { return false }
        return CalendarDate.days(compact: whole) != nil
    }

    private static let dateNames: Set<String> = [
        "date", "day", "dt", "datum", "when", "dob", "ymd", "yyyymmdd", "time", "timestamp",
    ]

    /// Whether a name promises dates: `date`, `order_date`, `birthDate`, `day`.
    static func hasDateName(_ name: String) -> Bool {
        let lower = name.lowercased()
        let parts = lower.split { !$0.isLetter }.map(String.init)
        return parts.contains { dateNames.contains($0) } || lower.hasSuffix("date") || lower.hasPrefix("date")
    }
}

extension WordCounts {
    /// The first word that is no missing value.
    var firstPresent: UnsafeBufferPointer<UInt8>? { early.first.map(\.buffer) }

    /// Whether most of the first hundred words are dates, though the very first is none.
    func hasManyDates(_ formats: [DateFormat]) -> Bool {
        let dates = early.filter { word in formats.contains { $0.parse(word.buffer) != nil } }
        return dates.count * 2 > early.count
    }
}
