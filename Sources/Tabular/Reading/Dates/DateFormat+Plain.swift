extension DateFormat {
    /// The seconds of `2024-01-31`, and of `2024-01-31 12:30:45` with a blank or a `T` between, as ``parse(_:)`` has them; nil for
    /// all else, which may still be a date.
    @inline(__always)
    static func plainSeconds(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        guard count == 10 || count == 19, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        var other: UInt8 = 0
        @inline(__always) func pair(_ place: Int) -> Int {
            let (high, low) = (bytes[place] &- 0x30, bytes[place &+ 1] &- 0x30)
            other |= high > 9 || low > 9 ? 1 : 0
            return Int(high) &* 10 &+ Int(low)
        }
        let year = pair(0) &* 100 &+ pair(2)
        let (month, day) = (pair(5), pair(8))
        var clock = 0
        if count == 19 {
            let (hour, minute, second) = (pair(11), pair(14), pair(17))
            guard bytes[10] == 0x20 || bytes[10] | 0x20 == 0x74, bytes[13] == 0x3A, bytes[16] == 0x3A, hour <= 24, minute < 60,
                second <= 60
            else { return nil }
            clock = hour &* 3600 &+ minute &* 60 &+ second
        }
        guard other == 0, let days = CalendarDate.days(year: year, month: month, day: day) else { return nil }
        return Double(days) * 86_400 + Double(clock)
    }
}
