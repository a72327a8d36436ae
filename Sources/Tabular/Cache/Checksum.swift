/// A checksum against accidents: the sum over all elements of a mix of their bits and their place.
///
/// It is a sum, so that threads may work it out for any stretches in any order.
enum Checksum {
    /// The part of doubles that stand from `first` on.
    static func of(_ values: UnsafeBufferPointer<Double>, from first: Int) -> UInt64 {
        var sum: UInt64 = 0
        for place in values.indices { sum &+= mixed(values[place].bitPattern, first &+ place) }
        return sum
    }

    /// The part of codes that stand from `first` on.
    static func of(_ codes: UnsafeBufferPointer<Int32>, from first: Int) -> UInt64 {
        var sum: UInt64 = 0
        for place in codes.indices { sum &+= mixed(UInt64(UInt32(bitPattern: codes[place])), first &+ place) }
        return sum
    }

    /// The checksum of bytes, eight at a time, with zeroes behind the last.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { words(bytes, from: 0) &+ length(bytes.count) }

    /// The part of a length.
    static func length(_ count: Int) -> UInt64 { mixed(UInt64(count), -1) }

    /// The part of bytes that stand from `first` on, a multiple of eight.
    static func words(_ bytes: UnsafeRawBufferPointer, from first: Int) -> UInt64 {
        var sum: UInt64 = 0
        var i = 0
        while i &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            sum &+= mixed(word, (first &+ i) &>> 3)
            i &+= 8
        }
        var tail: UInt64 = 0
        for place in i..<bytes.count { tail |= UInt64(bytes[place]) &<< UInt64(8 &* (place &- i)) }
        return i < bytes.count ? sum &+ mixed(tail, (first &+ i) &>> 3) : sum
    }

    @inline(__always)
    private static func mixed(_ bits: UInt64, _ place: Int) -> UInt64 {
        WordHash.mix(bits ^ UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15)
    }
}
