/// What bytes of UTF-8 are (Unicode 16, table 3-7).
enum UTF8Rules {
    /// What stands at the beginning of bytes.
    enum Character: Equatable {
        /// A character of so many bytes.
        case whole(Int)
        /// So many bytes that are the beginning of a character and do not go on as one; at least 1.
        case invalid(Int)
        /// The beginning of a character, cut off by the end of the bytes.
        case cut
    }

    /// The character at the beginning of `count > 0` bytes.
    static func character(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Character {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[0] {
        case 0..<0x80: return .whole(1)
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return .invalid(1)
        }
        var place = 1
        while place < length {
            if place >= count { return .cut }
            let isGood = place == 1 ? second.contains(bytes[1]) : bytes[place] & 0xC0 == 0x80
            if !isGood { return .invalid(place) }
            place += 1
        }
        return .whole(length)
    }

    /// How many bytes from the beginning on are ASCII and no NUL.
    @inline(__always)
    static func plainPrefix(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var place = 0
        while place &+ 8 <= count {
            let word = UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self)
            // The subtraction borrows into the high bit of a byte that is 0, and perhaps of one above it: then bytes decide.
            if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
            place &+= 8
        }
        while place < count, bytes[place] &- 1 < 0x7F { place &+= 1 }
        return place
    }
}
