import Tabular

/// Puts the members of one JSON object into the columns of a table, straight from the bytes.
///
/// Members of objects inside, down to ``deepest`` below the first, become columns of their own, named by their path:
/// `user.address.city`. What lies deeper, and every array, is kept as its JSON text.
struct JSONRow {
    /// How many objects may stand inside of one another before they are kept as text.
    static let deepest = 2

    private let builder: TableBuilder
    private let root = Key(bytes: [], path: "", depth: 0)
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var place = 0
    private let scratch = ByteBuffer()

    init(_ builder: TableBuilder) { self.builder = builder }

    /// A name in the tree of all that were seen, with its column once a value stood there.
    private final class Key {
        let bytes: [UInt8]
        let path: String
        let depth: Int
        var column: ColumnBuilder?
        var children: [Key] = []
        var places: [[UInt8]: Int] = [:]

        init(bytes: [UInt8], path: String, depth: Int) {
            self.bytes = bytes
            self.path = path
            self.depth = depth
        }
    }

    /// Reads one object as the next row.
    ///
    /// - Returns: false where the bytes are no object, and then no row was added.
    mutating func append(_ object: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes = object
        place = 0
        let known = builder.columns.count
        skipBlanks()
        guard peek() == UInt8(ascii: "{"), members(of: root), atEnd() else {
            builder.dropRow(known: known)
            return false
        }
        builder.endRow()
        return true
    }

    // MARK: Objects

    private mutating func members(of parent: Key) -> Bool {
        place += 1
        skipBlanks()
        if take("}") { return true }
        var guess = 0
        while true {
            skipBlanks()
            guard peek() == UInt8(ascii: "\""), let child = key(of: parent, &guess) else { return false }
            skipBlanks()
            guard take(":") else { return false }
            skipBlanks()
            guard value(of: child) else { return false }
            skipBlanks()
            if take("}") { return true }
            guard take(",") else { return false }
        }
    }

    /// The member whose name stands next. Objects mostly have theirs in the same order, so the next one is tried first.
    private mutating func key(of parent: Key, _ guess: inout Int) -> Key? {
        guard let name = string() else { return nil }
        if guess < parent.children.count, parent.children[guess].bytes.elementsEqual(name) {
            guess += 1
            return parent.children[guess - 1]
        }
        let bytes = Array(name)
        if let known = parent.places[bytes] {
            guess = known + 1
            return parent.children[known]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let child = Key(bytes: bytes, path: parent.path.isEmpty ? text : parent.path + "." + text, depth: parent.depth + 1)
        parent.places[bytes] = parent.children.count
        parent.children.append(child)
        guess = parent.children.count
        return child
    }

    private func column(_ key: Key) -> ColumnBuilder {
        if let column = key.column { return column }
        let column = builder.column(key.path.isEmpty ? "\"\"" : key.path)
        key.column = column
        return column
    }

    // MARK: Values

    private mutating func value(of key: Key) -> Bool {
        guard let byte = peek() else { return false }
        let row = builder.rows
        switch byte {
        case UInt8(ascii: "\""):
            guard let text = string() else { return false }
            column(key).append(word: text, row: row)
            return true
        case UInt8(ascii: "{") where key.depth <= Self.deepest: return members(of: key)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let start = place
            guard skipNested() else { return false }
            column(key).append(word: UnsafeBufferPointer(rebasing: bytes[start..<place]), row: row)
            return true
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            guard let text = word(byte == UInt8(ascii: "t") ? "true" : "false") else { return false }
            column(key).append(word: text, row: row)
            return true
        // JSON has no NaN, but Python writes it.
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            guard word(byte == UInt8(ascii: "n") ? "null" : "NaN") != nil else { return false }
            column(key).appendMissing(row: row)
            return true
        default: return number(key, row: row)
        }
    }

    private mutating func word(_ text: StaticString) -> UnsafeBufferPointer<UInt8>? {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count else { return nil }
        let found = UnsafeBufferPointer(rebasing: bytes[place..<place + count])
        guard found.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count)) else { return nil }
        place += count
        return found
    }

    private mutating func number(_ key: Key, row: Int) -> Bool {
        let start = place
        while let byte = peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]"), byte > 0x20 {
            place += 1
        }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<place])
        guard let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "I") || first &- 0x30 <= 9 else {
            return false
        }
        return column(key).append(numberText: text, row: row)
    }

    /// Passes over an array or object.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
                continue
            default: break
            }
            place += 1
            if depth == 0 { return true }
        }
        return false
    }

    // MARK: Strings

    private mutating func skipString() -> Bool {
        place += 1
        while let byte = peek() {
            place += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return true }
        }
        return false
    }

    /// The text of the string that begins here; it is good until the next string is read.
    private mutating func string() -> UnsafeBufferPointer<UInt8>? {
        let start = place + 1
        var i = start
        while i < bytes.count, bytes[i] != UInt8(ascii: "\""), bytes[i] != UInt8(ascii: "\\") { i &+= 1 }
        guard i < bytes.count else { return nil }
        if bytes[i] == UInt8(ascii: "\"") {
            place = i + 1
            return UnsafeBufferPointer(rebasing: bytes[start..<i])
        }
        scratch.clear()
        scratch.append(contentsOf: bytes[start..<i])
        place = i
        while let byte = peek() {
            place += 1
            if byte == UInt8(ascii: "\"") { return scratch.bytes }
            if byte != UInt8(ascii: "\\") {
                scratch.append(byte)
            } else if !escape() {
                return nil
            }
        }
        return nil
    }

    private mutating func escape() -> Bool {
        guard let byte = peek() else { return false }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
        case UInt8(ascii: "b"): scratch.append(8)
        case UInt8(ascii: "f"): scratch.append(12)
        case UInt8(ascii: "n"): scratch.append(10)
        case UInt8(ascii: "r"): scratch.append(13)
        case UInt8(ascii: "t"): scratch.append(9)
        case UInt8(ascii: "u"):
            guard var unit = hex() else { return false }
            if (0xD800..<0xDC00).contains(unit), peek() == UInt8(ascii: "\\") {
                let before = place
                place += 1
                if take("u"), let low = hex(), (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    place = before
                }
            }
            // Half of a pair is no character; it is shown as one that could not be read.
            scratch.append(contentsOf: UTF8.encode(Unicode.Scalar(unit) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
        default: return false
        }
        return true
    }

    private mutating func hex() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        place += 4
        return value
    }

    // MARK: Bytes

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
    }

    private mutating func atEnd() -> Bool {
        skipBlanks()
        return place == bytes.count
    }
}
