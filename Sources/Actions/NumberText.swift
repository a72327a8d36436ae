import Glibc
public import Recipes

/// Numbers as people read them, the same on the screens, in sentences and on the command line.
public enum NumberText {
    /// With so many digits after the point; a minus is a minus sign, not a hyphen.
    public static func fixed(_ value: Double, _ decimals: Int, signed: Bool = false) -> String {
        guard value.isFinite else { return "–" }
        let digits = withVaList([abs(value)]) { arguments in
            var buffer = [CChar](repeating: 0, count: 400)
            vsnprintf(&buffer, buffer.count, "%.\(max(0, decimals))f", arguments)
            return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
        let sign = value < 0 && !isZero ? "−" : signed ? "+" : ""
        return sign + digits
    }

    /// A value of a metric: four decimals for scores, about five digits for what has a unit.
    public static func metric(_ value: Double, _ metric: Metric?, signed: Bool = false) -> String {
        fixed(value, decimals(of: metric, near: value), signed: signed)
    }

    /// The decimals that values of a metric near `value` are shown with.
    public static func decimals(of metric: Metric?, near value: Double) -> Int {
        guard let metric, !metric.isUnitScore else { return 4 }
        let size = abs(value)
        guard size.isFinite, size >= 1 else { return 4 }
        return max(0, 4 - Int(log10(size)))
    }

    /// About five significant digits, whole numbers whole.
    public static func plain(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = abs(value)
        if value == value.rounded(), size < 1e15 { return grouped(value) }
        if size != 0, size < 1e-4 || size >= 1e15 {
            return withVaList([value]) { arguments in
                var buffer = [CChar](repeating: 0, count: 64)
                vsnprintf(&buffer, buffer.count, "%.3g", arguments)
                return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
        }
        return fixed(value, size >= 1000 ? 1 : size >= 10 ? 2 : 4)
    }

    /// A count with commas: `7,043`.
    public static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "−" : "") + text
    }

    /// Bytes, in the units of disks: `512 B`, `3.2 MB`.
    public static func bytes(_ count: Int) -> String {
        var (value, unit) = (Double(count), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 {
            value /= 1000
            unit = next
        }
        return (unit == "B" || value >= 99.95 ? fixed(value, 0) : fixed(value, 1)) + " " + unit
    }

    /// A length of time: `0.27 s`, `1:05`, `2:10:00`.
    public static func seconds(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        if value < 10 { return fixed(value, 2) + " s" }
        if value < 60 { return fixed(value, 1) + " s" }
        return clock(value)
    }

    /// A length of time as a clock shows it: `0:42`.
    public static func clock(_ value: Double) -> String {
        guard value.isFinite, value < 1e9 else { return "–" }
        let whole = Int(value.rounded(.up))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let hours = whole / 3600
        return hours > 0
            ? "\(hours):\(two(whole / 60 % 60)):\(two(whole % 60))" : "\(whole / 60):\(two(whole % 60))"
    }

    /// A p-value: two digits, or `< 0.001`.
    public static func probability(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return value < 0.001 ? "< 0.001" : fixed(value, value < 0.1 ? 3 : 2)
    }

    /// How long ago a moment was: `just now`, `3 min`, `2 h`, `5 d`.
    public static func ago(_ moment: Double, now: Double) -> String {
        let past = max(0, now - moment)
        if past < 60 { return "just now" }
        if past < 3600 { return "\(Int(past / 60)) min ago" }
        if past < 86400 { return "\(Int(past / 3600)) h ago" }
        return "\(Int(past / 86400)) d ago"
    }

    /// Seconds since 1970 UTC.
    public static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func grouped(_ value: Double) -> String { Int(exactly: value).map(count) ?? fixed(value, 0) }
}
