/// What ends a row and what a quote means.
struct RowRules: Sendable {
    let delimiter: UInt8
    let newline: UInt8
    /// Whether quotes enclose fields.
    var quoted: Bool
    /// The place in the source of a quote that never closes and is read as a plain character; -1 where there is none.
    var ignored = -1

    init(_ dialect: Dialect) {
        delimiter = dialect.delimiter
        newline = dialect.newline
        quoted = dialect.quoted
    }

    /// Whether a byte is one that is trimmed from fields, and divides nothing.
    @inline(__always)
    func isBlank(_ byte: UInt8) -> Bool { (byte == 0x20 || byte == 0x09 || byte == 0x0D) && byte != delimiter && byte != newline }

    /// Whether a quote at `place` opens a field: only blanks stand between it and the start of the field.
    ///
    /// Quotes are recognised where a field begins, as RFC 4180 has it, so that a stray inch mark in a field harms nothing.
    @inline(__always)
    func opensField(_ bytes: UnsafePointer<UInt8>, at place: Int, rowStart: Int) -> Bool {
        var before = place &- 1
        while before >= rowStart {
            let byte = bytes[before]
            if byte == delimiter { return true }
            if !isBlank(byte) { return false }
            before &-= 1
        }
        return true
    }

    /// Whether a row holds blanks only, so that it is none.
    @inline(__always)
    func isBlankRow(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var place = start
        while place < end {
            if !isBlank(bytes[place]) { return false }
            place &+= 1
        }
        return true
    }
}
