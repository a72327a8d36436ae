/// Reads the numbers of a query.
enum RunQueryNumber {
    /// A number; `85%` is 0.85; for times also a day (UTC) or an age: `started>2h` is later than two hours ago.
    static func parse(_ text: String, isTime: Bool, now: Double = RunStore.now()) -> Double? {
        guard isTime else {
            if text.hasSuffix("%"), let share = number(String(text.dropLast())) { return share / 100 }
            return number(text)
        }
        if text.lowercased() == "today" { return (now / 86400).rounded(.down) * 86400 }
        if let day = day(text) { return day }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
        if let last = text.last, let unit = units[last], let count = number(String(text.dropLast())) { return now - count * unit }
        return nil
    }

    private static func number(_ text: String) -> Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Seconds since 1970 of `2026-03-01`, by the civil calendar.
    static func day(_ text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...9999).contains(year),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // Years begin in March, so that the day that may be missing is the last one.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        return Double(days) * 86400
    }
}
