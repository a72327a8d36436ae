extension ExpressionFunction {
    static let dates: [ExpressionFunction] = [
        part("year", "the year") { $0.civil.year },
        part("quarter", "the quarter of the year, 1 to 4") { ($0.civil.month + 2) / 3 },
        part("month", "the month, 1 to 12") { $0.civil.month },
        part("week", "the week of the year by ISO 8601, 1 to 53") { $0.week },
        part("day", "the day of the month, 1 to 31") { $0.civil.day },
        part("day_of_year", "the day of the year, 1 to 366") { $0.dayOfYear },
        part("weekday", "the day of the week, 1 is Monday and 7 Sunday") { $0.weekday },
        part("hour", "the hour, 0 to 23") { $0.second / 3600 },
        part("minute", "the minute, 0 to 59") { $0.second / 60 % 60 },
        ExpressionFunction(
            "is_weekend", .dates, [.date("date")], .flag, "whether it is a Saturday or a Sunday",
            .predicate { $0[0].map { Moment($0).map { $0.weekday > 5 ? 1 : 0 } ?? -1 } }),
        ExpressionFunction(
            "days_between", .dates, [.date("from"), .date("to")], .number, "the days from one date to another, with fractions",
            .numbers { $0[0].zip($0[1]) { both($0, $1) { ($1 - $0) / 86_400 } } }),
        ExpressionFunction(
            "date_trunc", .dates, [Argument("unit", .one(.text), literal: .word(of: Moment.units)), .date("date")], .date,
            "the beginning of the year, quarter, month, week, day, hour or minute",
            .literal { unit, date in Moment(date)?.beginning(of: unit) ?? .nan }),
        ExpressionFunction(
            "to_date", .dates,
            [
                Argument("value", .any),
                Argument("order", .one(.text), isOptional: true, literal: .word(of: ["ymd", "dmy", "mdy", "compact"])),
            ], .date, "the date that is written there, year first unless an order is given; of a number, seconds since 1970",
            .distinct { values in
                switch values[0] {
                case .text(let text): moment(text, order: values.count > 1 ? values[1].text : "ymd")
                case .number: values[0]
                case .flag, .missing: .missing
                }
            }),
    ]

    private static func part(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Moment) -> Int
    ) -> ExpressionFunction {
        ExpressionFunction(
            name, .dates, [.date("date")], .number, summary,
            .numbers { $0[0].map { Moment($0).map { Double(body($0)) } ?? .nan } })
    }

    private static func moment(_ text: String, order: String) -> ExpressionScalar {
        let formats: [String: DateFormat] = ["dmy": .dayMonthYear, "mdy": .monthDayYear, "compact": .compact]
        var text = text.trimmed
        return text.withUTF8 { (formats[order] ?? .yearMonthDay).parse($0) }.map { .number($0.seconds) } ?? .missing
    }
}

/// A moment in UTC, taken apart.
public struct Moment: Sendable {
    /// Days since 1970-01-01.
    public let days: Int
    /// Whole seconds of the day.
    public let second: Int

    /// Nil where the number is missing or millions of years away.
    @inline(__always)
    public init?(_ seconds: Double) {
        guard abs(seconds) < 1e14 else { return nil }
        (days, second) = Int(seconds.rounded(.down)).flooredDivision(by: 86_400)
    }

    /// Year, month and day of the Gregorian calendar.
    public var civil: (year: Int, month: Int, day: Int) { CalendarDate.civil(days: days) }

    /// 1 is Monday; 1970-01-01 was a Thursday.
    public var weekday: Int { (days + 3).flooredDivision(by: 7).remainder + 1 }

    /// From 1.
    public var dayOfYear: Int { days - Self.newYear(civil.year) + 1 }

    /// The week that this day's Thursday stands in, counted from the first Thursday of the year.
    var week: Int {
        let thursday = days + 4 - weekday
        return (thursday - Self.newYear(CalendarDate.civil(days: thursday).year)) / 7 + 1
    }

    static let units = ["year", "quarter", "month", "week", "day", "hour", "minute"]

    /// The first second of the unit that it stands in.
    func beginning(of unit: String) -> Double {
        let (year, month, _) = civil
        func midnight(_ days: Int) -> Double { Double(days) * 86_400 }
        func first(_ month: Int) -> Double { midnight(CalendarDate.days(year: year, month: month, day: 1) ?? days) }
        switch unit {
        case "year": return first(1)
        case "quarter": return first((month - 1) / 3 * 3 + 1)
        case "month": return first(month)
        case "week": return midnight(days + 1 - weekday)
        case "hour": return midnight(days) + Double(second / 3600 * 3600)
        case "minute": return midnight(days) + Double(second / 60 * 60)
        default: return midnight(days)
        }
    }

    private static func newYear(_ year: Int) -> Int { CalendarDate.days(year: year, month: 1, day: 1) ?? 0 }
}
