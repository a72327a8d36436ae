/// Reads numbers of one format, whatever stands in and around them.
struct FormattedNumberScanner {
    let format: NumberFormat
    /// What the numbers look like, as written plainly.
    private(set) var scanner = NumberScanner()

    init(_ format: NumberFormat) { self.format = format }

    /// Takes over what another scanner of the same format saw.
    mutating func merge(_ other: FormattedNumberScanner) { scanner.merge(other.scanner) }

    /// The number, or NaN where the bytes are none of the format.
    mutating func scan(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double {
        guard let shape = NumberShape(bytes, count) else { return .nan }
        let affix = shape.affix < 0 ? nil : NumberAffix.all[shape.affix]
        guard affix == format.affix else { return .nan }
        // The plain form is never longer: a sign, the digits, a point, the exponent.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberAffix.cellLimit + 2) { plain in
            guard let base = plain.baseAddress, let length = write(shape, bytes, base) else { return .nan }
            return scanner.scan(base, length)
        }
    }

    /// Writes `-1234.5e6`; nil where a mark is not the format's.
    private func write(_ shape: NumberShape, _ bytes: UnsafePointer<UInt8>, _ plain: UnsafeMutablePointer<UInt8>) -> Int? {
        var length = 0
        func put(_ byte: UInt8) {
            plain[length] = byte
            length += 1
        }
        if shape.isNegative { put(UInt8(ascii: "-")) }
        var place = shape.body.lowerBound
        if shape.isInfinite {
            for byte in shape.body { put(bytes[byte]) }
            return length
        }
        for stretch in 0..<shape.count {
            for _ in 0..<shape.stretches[stretch] {
                put(bytes[place])
                place += 1
            }
            guard stretch < shape.count - 1, let (mark, width) = NumberShape.mark(bytes + place, shape.body.upperBound - place)
            else { break }
            if mark == format.decimal.mark {
                guard stretch == shape.count - 2 else { return nil }
                put(UInt8(ascii: "."))
            } else {
                guard mark == format.thousands.mark, shape.stretches[stretch + 1] == 3 else { return nil }
            }
            place += width
        }
        for byte in shape.exponent..<shape.body.upperBound { put(bytes[byte]) }
        return length
    }
}
