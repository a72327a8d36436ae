import CKernels

extension NumberScanner {
    /// The number, or NaN where the bytes are none: as ``scan(_:_:)`` has it, and faster for numbers without an exponent.
    ///
    /// - Precondition: 16 bytes more may be read before the number.
    mutating func scanPlain(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double {
        let isNegative = count > 0 && bytes[0] == UInt8(ascii: "-")
        return scanLonger(bytes, count, length: isNegative ? count &- 1 : count, isNegative) ?? scan(bytes, count)
    }

    /// A number with a mark and 16 to 19 digits, as programs write doubles; nil for others.
    private mutating func scanLonger(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, length: Int, _ isNegative: Bool
    ) -> Double? {
        guard length > 16, length <= 20 else { return nil }
        // The last 16 characters and those before them; a mark just between belongs to neither.
        let end = bytes + count
        let between = (end - 17).pointee == mark ? 1 : 0
        guard length > 16 &+ between else { return nil }
        let head = kernel_decimal_before(end - (16 &+ between), Int32(truncatingIfNeeded: length &- 16 &- between), mark)
        let tail = kernel_decimal_before(end, 16, mark)
        guard head.is_plain != 0, tail.is_plain != 0 else { return nil }
        guard between &+ (head.fraction > 0 ? 1 : 0) &+ (tail.fraction > 0 ? 1 : 0) == 1 else { return nil }
        let fraction = Int(tail.fraction == 0 ? head.fraction &+ 16 : tail.fraction)
        let digits = head.digits &* wholePower(tail.fraction == 0 ? 16 : 15) &+ tail.digits
        noteFraction(fraction)
        let value = digits <= 1 &<< 53 ? Double(digits) / power(fraction) : Self.quotient(digits, fraction)
        return isNegative ? -value : value
    }
}

/// Reads numbers of at most 16 characters behind the sign, and remembers what they look like for a ``NumberScanner``.
///
/// Nothing here depends on what a number looks like but whether it is one, so that a processor need not guess (after D. Lemire, Number
/// parsing at a gigabyte per second, https://doi.org/10.1002/spe.2984). At most 15 digits and a power of ten of at most 15 are
/// exact in a double, so one division rounds correctly.
struct PlainNumbers: ~Copyable {
    /// How many numbers have a shape: so many digits behind the point, up to 15; or none, and behind that the width as written of up to
    /// 17 characters; and behind those, of numbers that begin with a needless zero. One number is counted in one place.
    ///
    /// A pointer, since a loop would ask for leave to change the object each time.
    private let shapes: UnsafeMutablePointer<UInt32>
    private static let shapeCount = 51
    private let powers = NumberScanner.powersOfTen

    init() {
        shapes = .allocate(capacity: Self.shapeCount)
        shapes.initialize(repeating: 0, count: Self.shapeCount)
    }

    deinit { shapes.deallocate() }

    /// Calls `body` with every shape that was seen: how many numbers have it, the digits behind the point, and of whole numbers the
    /// width and whether a needless zero stands in front.
    func forEach(_ body: (_ count: Int, _ fraction: Int, _ width: Int, _ isPadded: Bool) -> Void) {
        for shape in 0..<Self.shapeCount where shapes[shape] > 0 {
            let isWhole = shape > 16
            let isPadded = shape > 33
            body(Int(shapes[shape]), isWhole ? 0 : shape, isWhole ? shape - (isPadded ? 33 : 16) : 0, isPadded)
        }
    }

    /// The number; nil where the bytes are none of this kind, which are not counted.
    ///
    /// - Precondition: there is at least one byte, and 16 more may be read before the number.
    @inline(__always)
    func scan(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        let sign = Self.one(bytes[0], is: UInt8(ascii: "-"))
        let length = count &- sign
        if UInt(bitPattern: length &- 1) >= 16 { return nil }
        let number = kernel_decimal_before(bytes + count, Int32(truncatingIfNeeded: length), UInt8(ascii: "."))
        // A whole number of 16 digits may be none that a double holds.
        if number.is_plain == 0 || length == 16 && number.fraction == 0 { return nil }
        let fraction = Int(truncatingIfNeeded: number.fraction)
        // All ones for a whole number, and one where that begins with a zero and goes on.
        let whole = (fraction &- 1) &>> 63
        let isPadded = Self.one(bytes[sign], is: UInt8(ascii: "0")) & ((1 &- length) &>> 63)
        let shape = fraction | whole & (count &+ 16 &+ 17 &* isPadded)
        shapes[shape] &+= 1
        let value = Double(Int64(truncatingIfNeeded: number.digits)) / powers[fraction]
        return Double(bitPattern: value.bitPattern | UInt64(truncatingIfNeeded: sign) &<< 63)
    }

    /// 1 where two bytes are equal and 0 where not, without a branch.
    @inline(__always)
    private static func one(_ byte: UInt8, is other: UInt8) -> Int {
        Int(truncatingIfNeeded: (UInt32(byte ^ other) &- 1) &>> 31)
    }
}
