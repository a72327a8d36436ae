/// What the bytes of a source say of their encoding, gathered block by block.
package struct EncodingEvidence {
    private var count = 0
    private var nullsAtEven = 0
    private var nullsAtOdd = 0
    /// Characters of several bytes of UTF-8.
    private var characters = 0
    /// Bytes that are none of UTF-8.
    private(set) var invalid = 0
    /// Bytes from 0x80 to 0x9F among those above ASCII: letters and marks in Windows-1252, nothing in Latin-1.
    private var marks = 0
    /// The first bytes.
    private var head: [UInt8] = []
    /// The beginning of a character at the end of the last block.
    private var carried: [UInt8] = []

    package init() {}

    /// Takes the next block into account.
    ///
    /// - Complexity: O(n); plain ASCII goes at the speed of memory.
    package mutating func take(_ block: UnsafeBufferPointer<UInt8>) {
        guard let base = block.baseAddress, !block.isEmpty else { return }
        if head.count < 32 { head += block.prefix(32 - head.count) }
        if carried.isEmpty {
            take(base, block.count, at: count)
        } else {
            // Joined with what follows, as far as one character goes.
            let border = carried + block.prefix(3)
            let before = carried.count
            carried = []
            var done = 0
            border.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return }
                while done < before {
                    let width = takeCharacter(start + done, bytes.count - done)
                    if width == 0 { break }
                    done += width
                }
            }
            if done < before {
                carried = Array(border[done...])
            } else {
                take(base + (done - before), block.count - (done - before), at: count + done - before)
            }
        }
        count += block.count
    }

    private mutating func take(_ bytes: UnsafePointer<UInt8>, _ length: Int, at offset: Int) {
        var place = 0
        while place < length {
            place += UTF8Rules.plainPrefix(bytes + place, length - place)
            guard place < length else { break }
            if bytes[place] == 0 {
                if (offset + place) & 1 == 0 { nullsAtEven += 1 } else { nullsAtOdd += 1 }
                place += 1
                continue
            }
            let width = takeCharacter(bytes + place, length - place)
            if width == 0 {
                carried = Array(UnsafeBufferPointer(start: bytes + place, count: length - place))
                break
            }
            place += width
        }
    }

    /// Counts what stands at the beginning of bytes; 0 where the end cuts it off.
    private mutating func takeCharacter(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
        switch UTF8Rules.character(bytes, length) {
        case .whole(let width):
            if width > 1 { characters += 1 }
            return width
        case .invalid(let width):
            invalid += 1
            for place in 0..<width where bytes[place] & 0xE0 == 0x80 { marks += 1 }
            return width
        case .cut: return 0
        }
    }

    /// What the bytes taken so far are: text of some encoding, or no text.
    ///
    /// A byte order mark is believed. NULs in every other byte are UTF-16; where they are more than one in a hundred bytes
    /// otherwise, this is no text. Text that is not UTF-8 throughout is a damaged one where more of its characters are whole than
    /// broken: in Latin-1 text, letters hardly ever follow each other so that they look like UTF-8.
    package var format: SourceFormat {
        if head.starts(with: [0xFF, 0xFE]) { return .text(.utf16LittleEndian) }
        if head.starts(with: [0xFE, 0xFF]) { return .text(.utf16BigEndian) }
        if let name = SourceFormat.signature(of: head) { return .binary(name) }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .text(.utf8) }
        let half = max(1, count / 2)
        // A few NULs in a short text say nothing.
        if nullsAtOdd > 3, nullsAtOdd * 20 > half, nullsAtEven * 8 <= nullsAtOdd { return .text(.utf16LittleEndian) }
        if nullsAtEven > 3, nullsAtEven * 20 > half, nullsAtOdd * 8 <= nullsAtEven { return .text(.utf16BigEndian) }
        if (nullsAtOdd + nullsAtEven) * 100 > count { return .binary(nil) }
        let broken = invalid + (carried.isEmpty ? 0 : 1)
        if broken <= characters { return .text(.utf8) }
        return .text(marks > 0 ? .windows1252 : .latin1)
    }
}
