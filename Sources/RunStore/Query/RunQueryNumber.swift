/// Reads the numbers of a query.
enum RunQueryNumber {
    /// A number; `85%` is 0.85; for times also a day (UTC) or an age: `started>2h` is later than two hours ago.
    static func parse(_ text: String, isTime: Bool, now: Double = RunStore.now()) -> Double? {
        guard isTime else {
            if text.hasSuffix("%"), let share = number(String(text.dropLast())) { return share / 100 }
            return number(text)
        }
        if let day = wholeDay(text, now: now) { return day.lowerBound }
        if let moment = moment(text) { return moment }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
        if let last = text.last, let unit = units[last], let count = number(String(text.dropLast())) { return now - count * unit }
        return nil
    }

    /// The day that `2026-03-01`, `today` or `yesterday` is (UTC).
    static func wholeDay(_ text: String, now: Double = RunStore.now()) -> Range<Double>? {
        let length = 86400.0
        let today = (now / length).rounded(.down) * length
        let start: Double? =
            switch text.lowercased() {
            case "today": today
            case "yesterday": today - length
            default: day(text)
            }
        return start.map { $0..<$0 + length }
    }

    /// `2026-03-01T14:30` or `2026-03-01T14:30:05`, UTC.
    private static func moment(_ text: String) -> Double? {
        let parts = text.uppercased().split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = day(String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1], (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        let second = clock.count == 3 ? clock[2] : 0
        guard let second, (0...60).contains(second) else { return nil }
        return day + Double(hour * 3600 + minute * 60 + second)
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
