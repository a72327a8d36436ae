/// Reads decimal numbers exactly, and remembers what they look like.
///
/// Up to 19 digits are read into one integer. Where integer and power of ten are exact in a double, one division rounds
/// correctly (W. D. Clinger, How to read floating point numbers accurately, https://doi.org/10.1145/93542.93557); up to ten
/// to the 19th the quotient is worked out in integers; the rest goes to the standard library.
struct NumberScanner {
    /// How many numbers have so many digits after the point; the last place holds all with more.
    private var fractions = InlineArray<19, Int>(repeating: 0)
    /// Whether an exponent was seen.
    private(set) var hasExponent = false
    /// Whether every number was written as a whole number that a double holds exactly.
    private(set) var isExactlyWhole = true
    /// Whether a whole number was too large to be held exactly.
    private(set) var losesDigits = false
    /// Whether a whole number began with a needless zero.
    private(set) var hasLeadingZeros = false
    /// The widths of the numbers as written.
    private(set) var widths = (least: Int.max, most: 0)
    /// The mark before the fraction.
    let mark: UInt8
    private let powers = Self.powersOfTen
    private let wholePowers = Self.wholePowersOfTen

    init(mark: UInt8 = UInt8(ascii: ".")) { self.mark = mark }

    /// The number, or NaN where the bytes are none.
    @inline(__always)
    mutating func scan(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double {
        var i = 0
        var isNegative = false
        if count > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
            isNegative = bytes[0] == 0x2D
            i = 1
        }
        let first = i
        var digits: UInt64 = 0
        while i < count {
            let digit = bytes[i] &- 0x30
            if digit > 9 { break }
            digits = digits &* 10 &+ UInt64(digit)
            i &+= 1
        }
        let whole = i &- first
        var fraction = 0
        if i < count, bytes[i] == mark {
            i &+= 1
            let point = i
            while i < count {
                let digit = bytes[i] &- 0x30
                if digit > 9 { break }
                digits = digits &* 10 &+ UInt64(digit)
                i &+= 1
            }
            fraction = i &- point
        }
        guard whole &+ fraction > 0 else { return scanInfinity(bytes + first, count &- first, isNegative) }
        if i < count { return scanExponent(bytes, count, at: i, fraction, digits: whole &+ fraction > 19 ? .max : digits) }
        // Leading zeroes count here as digits: such numbers take the slow way, and are rare.
        if whole &+ fraction > 19 { return scanSlowly(bytes, count, fraction: fraction) }
        if fraction == 0 {
            fractions[0] &+= 1
            if whole > 1, bytes[first] == 0x30 { hasLeadingZeros = true }
            widths = (min(widths.least, count), max(widths.most, count))
            if digits > 1 << 53 { losesDigits = true }
            if i < count || bytes[count &- 1] == mark { isExactlyWhole = false }
            let value = Double(digits)
            return isNegative ? -value : value
        }
        isExactlyWhole = false
        fractions[min(fraction, 18)] &+= 1
        let value = digits <= 1 << 53 ? Double(digits) / powers[fraction] : Self.quotient(digits, fraction)
        return isNegative ? -value : value
    }

    /// Takes over what was seen of short numbers.
    mutating func add(_ numbers: borrowing PlainNumbers) {
        numbers.forEach { count, fraction, width, isPadded in
            fractions[fraction] += count
            if fraction > 0 {
                isExactlyWhole = false
            } else {
                widths = (min(widths.least, width), max(widths.most, width))
                hasLeadingZeros = hasLeadingZeros || isPadded
            }
        }
    }

    /// Counts a number with digits after the mark.
    @inline(__always)
    mutating func noteFraction(_ digits: Int) {
        isExactlyWhole = false
        fractions[min(digits, 18)] &+= 1
    }

    /// 10 to a power of at most 22.
    @inline(__always)
    func power(_ exponent: Int) -> Double { powers[exponent] }

    /// 10 to a power of at most 19.
    @inline(__always)
    func wholePower(_ exponent: Int) -> UInt64 { wholePowers[exponent] }

    /// Takes over what another scanner with the same mark saw.
    mutating func merge(_ other: NumberScanner) {
        for place in fractions.indices { fractions[place] += other.fractions[place] }
        hasExponent = hasExponent || other.hasExponent
        isExactlyWhole = isExactlyWhole && other.isExactlyWhole
        losesDigits = losesDigits || other.losesDigits
        hasLeadingZeros = hasLeadingZeros || other.hasLeadingZeros
        widths = (min(widths.least, other.widths.least), max(widths.most, other.widths.most))
    }

    /// The digits after the point with which 99 % of the numbers are shown in full.
    ///
    /// Not the most: a single 0.30000000000000004 would draw sixteen zeroes behind every other number.
    var decimals: Int {
        var total = 0
        for place in fractions.indices { total += fractions[place] }
        var shown = 0
        for place in fractions.indices {
            shown += fractions[place]
            if shown * 100 >= total * 99 { return min(place, 17) }
        }
        return 0
    }

    /// `digits / 10^power`, correctly rounded, for a power of at most 19.
    @inline(never)
    static func quotient(_ digits: UInt64, _ power: Int) -> Double {
        let divisor = wholePowersOfTen[power]
        let divisorShift = divisor.leadingZeroBitCount
        let digitsShift = digits.leadingZeroBitCount
        let numerator = digits << UInt64(digitsShift)
        // Both have their highest bit set, so this quotient has 63 or 64 bits: more than the 53 that are kept.
        let (quotient, remainder) = (divisor << UInt64(divisorShift)).dividingFullWidth((numerator >> 1, numerator << 63))
        // The sticky bit keeps a quotient that is not quite half way from being rounded as if it were.
        let sticky = remainder == 0 ? quotient : quotient | 1
        return scale(Double(sticky), by: divisorShift - digitsShift - 63)
    }

    /// `value * 2^exponent`, where the result is a normal number.
    private static func scale(_ value: Double, by exponent: Int) -> Double {
        value * Double(bitPattern: UInt64(truncatingIfNeeded: 1023 &+ exponent) &<< 52)
    }

    private mutating func scanExponent(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, at place: Int, _ fraction: Int, digits: UInt64
    ) -> Double {
        guard bytes[place] | 0x20 == 0x65 else { return .nan }
        var i = place + 1
        var isNegative = false
        if i < count, bytes[i] == 0x2D || bytes[i] == 0x2B {
            isNegative = bytes[i] == 0x2D
            i += 1
        }
        let first = i
        var exponent = 0
        while i < count, bytes[i] &- 0x30 <= 9 {
            exponent = min(9999, exponent * 10 + Int(bytes[i] &- 0x30))
            i += 1
        }
        guard i == count, i > first else { return .nan }
        hasExponent = true
        let shift = fraction + (isNegative ? exponent : -exponent)
        guard digits <= 1 << 53, abs(shift) <= 22 else { return scanSlowly(bytes, count, fraction: max(0, shift)) }
        isExactlyWhole = false
        fractions[min(max(0, shift), 18)] &+= 1
        let value = shift >= 0 ? Double(digits) / powers[shift] : Double(digits) * powers[-shift]
        return bytes[0] == 0x2D ? -value : value
    }

    private mutating func scanSlowly(_ bytes: UnsafePointer<UInt8>, _ count: Int, fraction: Int) -> Double {
        var text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        if mark != UInt8(ascii: ".") { text = text.replacing(String(UnicodeScalar(mark)), with: ".") }
        guard let value = Double(text) else { return .nan }
        fractions[min(fraction, 18)] &+= 1
        if fraction == 0 {
            widths = (min(widths.least, count), max(widths.most, count))
            if !hasExponent { losesDigits = true }
        }
        if hasExponent || fraction > 0 { isExactlyWhole = false }
        return value
    }

    private mutating func scanInfinity(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ isNegative: Bool) -> Double {
        guard count == 3 || count == 8, bytes[0] | 0x20 == 0x69 else { return .nan }
        let word = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self).lowercased()
        guard word == "inf" || word == "infinity" else { return .nan }
        isExactlyWhole = false
        return isNegative ? -.infinity : .infinity
    }

    /// 1, 10 .. 10^19. A pointer for the same reason as the next.
    nonisolated(unsafe) private static let wholePowersOfTen: UnsafePointer<UInt64> = {
        let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
        var power: UInt64 = 1
        for exponent in 0..<20 {
            (table + exponent).initialize(to: power)
            power &*= 10
        }
        return UnsafePointer(table)
    }()

    /// 1, 10 .. 10^22, all exact. A pointer, so that the hot loop loads without asking whether the table is there; it lives
    /// as long as the program.
    nonisolated(unsafe) static let powersOfTen: UnsafePointer<Double> = {
        let table = UnsafeMutablePointer<Double>.allocate(capacity: 23)
        var power = 1.0
        for exponent in 0...22 {
            (table + exponent).initialize(to: power)
            power *= 10
        }
        return UnsafePointer(table)
    }()
}
