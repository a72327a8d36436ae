/// How the numbers of a date follow one another.
public enum DateOrder: String, CaseIterable, Sendable, Codable {
    /// 2024-01-31, and 20240131.
    case yearMonthDay = "ymd"
    /// 31.1.2024
    case dayMonthYear = "dmy"
    /// 1/31/2024
    case monthDayYear = "mdy"
    /// Seconds since 1970-01-01 UTC; never found out, only said.
    case unixSeconds = "unix"
    /// Milliseconds since then; never found out, only said.
    case unixMilliseconds = "unix-ms"
}
