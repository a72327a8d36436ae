/// Turns blocks of bytes of one encoding into UTF-8, whatever the borders of the blocks cut apart.
///
/// What is no character becomes U+FFFD and is counted, NUL is left out and counted, and so is a byte order mark at the beginning. What
/// comes out is always well-formed, and the same however the bytes were divided into blocks.
package struct TextDecoder {
    let encoding: TextEncoding
    /// How many times bytes that are no character were replaced.
    private(set) var replaced = 0
    /// How many NUL characters were left out.
    private(set) var nulls = 0
    /// Bytes at the end of the last block that are not yet a character.
    private var carried = InlineArray<4, UInt8>(repeating: 0)
    private var carriedCount = 0
    private var isAtStart = true

    package init(_ encoding: TextEncoding) { self.encoding = encoding }

    /// The room that decoding so many bytes takes at most.
    package static func capacity(for count: Int) -> Int { 3 * (count + 4) }

    /// Decodes a block.
    ///
    /// - Parameters:
    ///   - block: the next bytes.
    ///   - output: has room for ``capacity(for:)`` bytes.
    ///   - isLast: whether nothing follows, so that what is cut off at the end is replaced.
    /// - Returns: how many bytes were written.
    /// - Complexity: O(n); plain ASCII goes eight bytes at a time.
    package mutating func decode(
        _ block: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, isLast: Bool = false
    ) -> Int {
        var out = Output(output)
        var place = 0
        // What the last block left is completed a byte at a time.
        while carriedCount > 0, place < block.count {
            carried[carriedCount] = block[place]
            carriedCount += 1
            place += 1
            settle(&out, isLast: isLast && place == block.count)
        }
        if let base = block.baseAddress, place < block.count {
            let done = place + decodeWhole(base + place, block.count - place, &out)
            for byte in done..<block.count {
                carried[carriedCount] = block[byte]
                carriedCount += 1
            }
        }
        if isLast { settle(&out, isLast: true) }
        nulls += out.nulls
        if out.count > 0 || out.nulls > 0 { isAtStart = false }
        return out.count
    }

    /// Decodes what is carried as far as that is decided.
    private mutating func settle(_ out: inout Output, isLast: Bool) {
        while carriedCount > 0 {
            var done = 0
            let count = carriedCount
            let held = carried
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { bytes in
                for index in 0..<4 { bytes.initializeElement(at: index, to: held[index]) }
                guard let base = bytes.baseAddress else { return }
                done = decodeWhole(UnsafePointer(base), count, &out)
                if done == 0, isLast {
                    replace(&out)
                    // All of a character that is cut off is one replacement.
                    done = count
                }
            }
            guard done > 0 else { return }
            for index in done..<max(done, count) { carried[index - done] = held[index] }
            carriedCount = count - done
        }
    }

    /// Decodes all characters that are whole, and answers how many bytes these took.
    private mutating func decodeWhole(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ out: inout Output) -> Int {
        switch encoding {
        case .utf8: decodeUTF8(bytes, count, &out)
        case .utf16LittleEndian: decodeUTF16(bytes, count, low: 0, &out)
        case .utf16BigEndian: decodeUTF16(bytes, count, low: 1, &out)
        case .latin1, .windows1252: decodeSingle(bytes, count, &out)
        }
    }

    private mutating func replace(_ out: inout Output) {
        replaced += 1
        out.put(0xFFFD)
    }

    /// Whether this character is the byte order mark, which is no part of the text.
    private func isMark(_ scalar: UInt32, _ out: Output) -> Bool {
        scalar == 0xFEFF && isAtStart && out.count == 0 && out.nulls == 0
    }

    private mutating func decodeUTF8(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ out: inout Output) -> Int {
        var place = 0
        while place < count {
            let plain = UTF8Rules.plainPrefix(bytes + place, count - place)
            if plain > 0 {
                out.copy(bytes + place, plain)
                place += plain
                continue
            }
            if bytes[place] == 0 {
                out.nulls += 1
                place += 1
                continue
            }
            switch UTF8Rules.character(bytes + place, count - place) {
            case .whole(let width):
                let isMark = width == 3 && bytes[place] == 0xEF && bytes[place + 1] == 0xBB && bytes[place + 2] == 0xBF
                if !isMark || !self.isMark(0xFEFF, out) { out.copy(bytes + place, width) }
                place += width
            case .invalid(let width):
                replace(&out)
                place += width
            case .cut: return place
            }
        }
        return place
    }

    private mutating func decodeUTF16(_ bytes: UnsafePointer<UInt8>, _ count: Int, low: Int, _ out: inout Output) -> Int {
        var place = 0
        while place + 2 <= count {
            let unit = UInt32(bytes[place + low]) | UInt32(bytes[place + 1 - low]) << 8
            if unit & 0xF800 != 0xD800 {
                place += 2
                if unit == 0 {
                    out.nulls += 1
                } else if !isMark(unit, out) {
                    out.put(unit)
                }
                continue
            }
            guard unit < 0xDC00 else {
                replace(&out)
                place += 2
                continue
            }
            guard place + 4 <= count else { break }
            let next = UInt32(bytes[place + 2 + low]) | UInt32(bytes[place + 3 - low]) << 8
            if next & 0xFC00 == 0xDC00 {
                out.put(0x10000 + (unit & 0x3FF) << 10 + next & 0x3FF)
                place += 4
            } else {
                replace(&out)
                place += 2
            }
        }
        return place
    }

    private func decodeSingle(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ out: inout Output) -> Int {
        var place = 0
        while place < count {
            let plain = UTF8Rules.plainPrefix(bytes + place, count - place)
            if plain > 0 {
                out.copy(bytes + place, plain)
                place += plain
                continue
            }
            let byte = bytes[place]
            place += 1
            if byte == 0 {
                out.nulls += 1
            } else if encoding == .windows1252, byte & 0xE0 == 0x80 {
                out.put(UInt32(Self.windowsMarks[Int(byte & 0x1F)]))
            } else {
                out.put(UInt32(byte))
            }
        }
        return place
    }

    /// The characters of 0x80 to 0x9F in Windows-1252; the five that it leaves open stay control characters, as browsers have it.
    private static let windowsMarks: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
        0x0178,
    ]

    /// Where UTF-8 is written to.
    private struct Output {
        private let bytes: UnsafeMutablePointer<UInt8>
        private(set) var count = 0
        var nulls = 0

        init(_ bytes: UnsafeMutablePointer<UInt8>) { self.bytes = bytes }

        mutating func copy(_ source: UnsafePointer<UInt8>, _ length: Int) {
            (bytes + count).update(from: source, count: length)
            count &+= length
        }

        /// Appends a scalar, which is no surrogate.
        mutating func put(_ scalar: UInt32) {
            switch scalar {
            case ..<0x80: append(scalar)
            case ..<0x800:
                append(0xC0 | scalar >> 6)
                append(0x80 | scalar & 0x3F)
            case ..<0x10000:
                append(0xE0 | scalar >> 12)
                append(0x80 | scalar >> 6 & 0x3F)
                append(0x80 | scalar & 0x3F)
            default:
                append(0xF0 | scalar >> 18)
                append(0x80 | scalar >> 12 & 0x3F)
                append(0x80 | scalar >> 6 & 0x3F)
                append(0x80 | scalar & 0x3F)
            }
        }

        private mutating func append(_ value: UInt32) {
            bytes[count] = UInt8(truncatingIfNeeded: value)
            count &+= 1
        }
    }
}
