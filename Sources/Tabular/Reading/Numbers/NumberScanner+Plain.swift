extension NumberScanner {
    /// The number, or NaN where the bytes are none: as ``scan(_:_:)`` has it, and faster for what most numbers look like.
    ///
    /// Digits are taken eight at a time from one word, without a loop over them (as D. Lemire, Number parsing at a gigabyte per
    /// second, https://doi.org/10.1002/spe.2984). What has more than 16 digits before or behind the mark, an exponent or
    /// anything else goes to ``scan(_:_:)``.
    ///
    /// - Precondition: 32 bytes more may be read behind the number.
    @inline(__always)
    mutating func scanPlain(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double {
        let isNegative = bytes[0] == 0x2D
        let sign = isNegative ? 1 : 0
        let length = count &- sign
        if length < 1 || length > 24 { return scanAny(bytes, count) }
        let start = bytes + sign
        let head = Self.digits(at: start)
        let found = Self.notDigits(head)
        let whole = found == 0 ? 8 : found.trailingZeroBitCount &>> 3
        if whole >= length {
            // A whole number of up to eight digits.
            let value = Self.value(head &<< UInt64(truncatingIfNeeded: 64 &- 8 &* length))
            noteWhole(count, hasLeadingZero: length > 1 && start[0] == 0x30)
            let number = Double(Int64(truncatingIfNeeded: value))
            return isNegative ? -number : number
        }
        if whole == 8 { return scanLonger(bytes, count, start, length, Self.value(head), isNegative) }
        let fraction = length &- whole &- 1
        if start[whole] != mark || fraction == 0 || whole &+ fraction > 16 || fraction > 16 { return scanAny(bytes, count) }
        // Shifted by all 64 bits where no digit stands before the mark.
        let front = Self.value((head &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* whole))
        let next = Self.digits(at: start + (whole &+ 1))
        var digits: UInt64
        if fraction <= 8 {
            let tail = next &<< UInt64(truncatingIfNeeded: 64 &- 8 &* fraction)
            if Self.notDigits(tail) != 0 { return scanAny(bytes, count) }
            digits = front &* wholePower(fraction) &+ Self.value(tail)
        } else {
            let rest = Self.digits(at: start + (whole &+ 9)) &<< UInt64(truncatingIfNeeded: 128 &- 8 &* fraction)
            if Self.notDigits(next) | Self.notDigits(rest) != 0 { return scanAny(bytes, count) }
            digits = (front &* 100_000_000 &+ Self.value(next)) &* wholePower(fraction &- 8) &+ Self.value(rest)
        }
        noteFraction(fraction)
        let number =
            digits <= 1 &<< 53
            ? Double(Int64(truncatingIfNeeded: digits)) / power(fraction) : Self.quotient(digits, fraction)
        return isNegative ? -number : number
    }

    /// Out of line, so that the loop over plain numbers stays small.
    @inline(never)
    private mutating func scanAny(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double { scan(bytes, count) }

    /// A number that begins with eight digits: a whole one of up to sixteen, or what ``scan(_:_:)`` makes of it.
    @inline(never)
    private mutating func scanLonger(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: UnsafePointer<UInt8>, _ length: Int, _ front: UInt64,
        _ isNegative: Bool
    ) -> Double {
        guard length > 8, length <= 15 else { return scanAny(bytes, count) }
        let rest = Self.digits(at: start + 8) &<< UInt64(truncatingIfNeeded: 128 &- 8 &* length)
        if Self.notDigits(rest) != 0 { return scanAny(bytes, count) }
        noteWhole(count, hasLeadingZero: start[0] == 0x30)
        let number = Double(Int64(truncatingIfNeeded: front &* wholePower(length &- 8) &+ Self.value(rest)))
        return isNegative ? -number : number
    }

    /// Eight bytes less the character zero, the first the lowest.
    @inline(__always)
    private static func digits(at bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
    }

    /// The high bits of bytes that are no digits; only the lowest of them is certain.
    @inline(__always)
    private static func notDigits(_ digits: UInt64) -> UInt64 {
        ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
    }

    /// The number of eight digits, the first the lowest byte: pairs, fours and all are joined by one product each.
    @inline(__always)
    private static func value(_ digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ digits &>> 8
        let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let low = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (high &+ low) &>> 32
    }
}
