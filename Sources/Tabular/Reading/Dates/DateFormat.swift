/// The ways in which dates are written that are read.
public enum DateFormat: String, CaseIterable, Sendable {
    /// 2024-01-31, 2024/01/31, 2024.01.31
    case yearMonthDay = "ymd"
    /// 31.12.2024, 31/12/24, 31-12-2024
    case dayMonthYear = "dmy"
    /// 12/31/2024, 12-31-24
    case monthDayYear = "mdy"
    /// 5 Jan 2024, Jan 5, 2024, 5-January-24, Fri, 5 Jan 2024
    case named
    /// 20240131; only where name and range say that the column holds dates, or someone does.
    case compact
    /// Seconds since 1970-01-01 UTC; only where someone says so.
    case unixSeconds = "unix"
    /// Milliseconds since then; only where someone says so.
    case unixMilliseconds = "unix-ms"

    /// The formats that are recognised without being asked for.
    static let automatic: [DateFormat] = [.yearMonthDay, .dayMonthYear, .monthDayYear, .named]
    /// Those that may be found in words; every number would be read by the others.
    static let written: [DateFormat] = automatic + [.compact]

    /// What it looks like.
    public var example: String {
        switch self {
        case .yearMonthDay: "2024-01-31"
        case .dayMonthYear: "31.1.2024"
        case .monthDayYear: "1/31/2024"
        case .named: "31 Jan 2024"
        case .compact: "20240131"
        case .unixSeconds: "1706659200"
        case .unixMilliseconds: "1706659200000"
        }
    }
}

extension DateOrder {
    /// The formats that dates may have where this order is said: what leaves no doubt about its order is read as well.
    var formats: [DateFormat] {
        switch self {
        case .yearMonthDay: [.yearMonthDay, .compact, .named]
        case .dayMonthYear: [.dayMonthYear, .yearMonthDay, .named]
        case .monthDayYear: [.monthDayYear, .yearMonthDay, .named]
        case .unixSeconds: [.unixSeconds]
        case .unixMilliseconds: [.unixMilliseconds]
        }
    }
}

/// A date or moment that was read.
struct ParsedDate: Equatable {
    /// Since 1970-01-01 UTC.
    var seconds: Double
    var hasTime: Bool
    /// Whether an offset other than 0 from UTC was taken off.
    var hasOffset = false
}

extension DateFormat {
    /// Reads a date with an optional time: `T` or blanks between them, seconds and fractions optional, AM and PM, and at the end
    /// `Z`, `UTC`, `GMT` or an offset. A time without offset is taken as UTC.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
        switch self {
        case .unixSeconds: return Self.parseUnix(bytes, scale: 1)
        case .unixMilliseconds: return Self.parseUnix(bytes, scale: 1000)
        default: break
        }
        var reader = DateReader(bytes)
        guard let days = reader.days(self), let time = reader.time(), reader.isAtEnd else { return nil }
        return ParsedDate(
            seconds: Double(days) * 86_400 + time.seconds - time.offset, hasTime: time.isThere, hasOffset: time.offset != 0)
    }

    /// The farthest moment, in seconds: the year 9999, either way.
    static let secondLimit = 253_402_300_800.0

    private static func parseUnix(_ bytes: UnsafeBufferPointer<UInt8>, scale: Double) -> ParsedDate? {
        guard let base = bytes.baseAddress else { return nil }
        var scanner = NumberScanner()
        let seconds = scanner.scan(base, bytes.count) / scale
        guard abs(seconds) < secondLimit else { return nil }
        return ParsedDate(seconds: seconds, hasTime: seconds.remainder(dividingBy: 86_400) != 0)
    }
}
