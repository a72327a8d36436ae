extension JSON {
    /// Reads one JSON document (RFC 8259).
    ///
    /// - Throws: ``AssayError`` with the line and column of the first character that cannot be read.
    public init(parsing text: String) throws(AssayError) {
        var parser = JSONParser(bytes: Array(text.utf8))
        self = try parser.parseDocument()
    }
}

/// A recursive-descent reader over UTF-8, with a bound on depth so that hostile nesting is an error and not a crash.
private struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    static let deepest = 256

    mutating func parseDocument() throws(AssayError) -> JSON {
        let value = try parseValue(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw failure("unexpected text after the document") }
        return value
    }

    func failure(_ what: String) -> AssayError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let column = before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
        return AssayError(
            code: "json", message: "not readable as JSON at line \(line), column \(column): \(what)",
            hint: "correct the document at that place")
    }

    mutating func skipBlanks() {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    mutating func parseValue(depth: Int) throws(AssayError) -> JSON {
        guard depth < Self.deepest else { throw failure("nested too deeply") }
        skipBlanks()
        guard position < bytes.count else { throw failure("the document ends too early") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: return try parseNumber()
        }
    }

    mutating func parseWord(_ word: String, _ value: JSON) throws(AssayError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("expected a value") }
        position += word.utf8.count
        return value
    }

    mutating func parseNumber() throws(AssayError) -> JSON {
        let start = position
        func isDigit(_ index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard isDigit(position) else { throw failure("expected a value") }
        if bytes[position] == UInt8(ascii: "0"), isDigit(position + 1) { throw failure("a number with a leading zero") }
        while isDigit(position) { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard isDigit(position) else { throw failure("digits are missing after the point") }
            while isDigit(position) { position += 1 }
        }
        if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard isDigit(position) else { throw failure("the exponent has no digits") }
            while isDigit(position) { position += 1 }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw failure("the number \(text) is too large") }
        return .number(value)
    }

    mutating func parseArray(depth: Int) throws(AssayError) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipBlanks()
        if take("]") { return .array([]) }
        while true {
            elements.append(try parseValue(depth: depth + 1))
            skipBlanks()
            if take("]") { return .array(elements) }
            guard take(",") else { throw failure("expected , or ] in an array") }
        }
    }

    mutating func parseObject(depth: Int) throws(AssayError) -> JSON {
        position += 1
        var members: [String: JSON] = [:]
        skipBlanks()
        if take("}") { return .object([:]) }
        while true {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure("expected a name") }
            let key = try parseString()
            guard members[key] == nil else { throw failure("the name \"\(key)\" stands twice") }
            skipBlanks()
            guard take(":") else { throw failure("expected : after a name") }
            members[key] = try parseValue(depth: depth + 1)
            skipBlanks()
            if take("}") { return .object(members) }
            guard take(",") else { throw failure("expected , or } in an object") }
        }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func parseString() throws(AssayError) -> String {
        position += 1
        var collected: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: collected, as: UTF8.self) else { throw failure("not valid UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                collected.append(contentsOf: try parseEscape())
            case 0..<32: throw failure("a control character inside a string")
            default:
                collected.append(byte)
                position += 1
            }
        }
        throw failure("a string is not closed")
    }

    mutating func parseEscape() throws(AssayError) -> [UInt8] {
        guard position < bytes.count else { throw failure("a string is not closed") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            var unit = UInt32(try parseHex())
            if (0xD800..<0xDC00).contains(unit) {
                guard take("\\"), take("u") else { throw failure("half of a surrogate pair") }
                let low = UInt32(try parseHex())
                guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw failure("half of a surrogate pair") }
            return Array(String(Character(scalar)).utf8)
        default: throw failure("unknown escape in a string")
        }
    }

    mutating func parseHex() throws(AssayError) -> UInt16 {
        guard position + 4 <= bytes.count,
            let value = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("\\u needs four hexadecimal digits") }
        position += 4
        return value
    }
}
