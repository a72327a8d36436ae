import CKernels
import Recipes

/// How the text of a table is divided.
struct Dialect: Equatable, Sendable {
    static let quote = UInt8(ascii: "\"")

    var delimiter: UInt8
    /// Line feed, or carriage return in files that have no line feed.
    var newline = UInt8(ascii: "\n")
    /// Whether quotes enclose fields.
    var quoted = true
}

/// Where every field of a text begins and ends.
///
/// Rows are kept in segments of `columns + 1` offsets a row, relative to the segment's base: the start of the row, then the
/// end of each field. A field begins one byte behind the end of the one before. Missing fields of short rows have a negative
/// length.
final class FieldIndex: @unchecked Sendable {
    /// A stretch of rows.
    struct Segment {
        let base: Int
        let firstRow: Int
        var rows = 0
        let cells: UnsafeMutablePointer<UInt32>
    }

    /// Rows whose number of fields is not the table's.
    struct Ragged: Equatable {
        var count = 0
        /// Counted from 1 in the file.
        var firstLine = 0
        var firstFields = 0
    }

    let columns: Int
    private(set) var segments: [Segment] = []
    private(set) var rows = 0
    private(set) var short = Ragged()
    private(set) var long = Ragged()
    /// The line of a quote that never closes and was read as a plain character.
    private(set) var openQuoteLine: Int?
    /// Where the first row that was not read begins, and its line.
    private(set) var end = (position: 0, line: 0)
    private let rowsPerSegment: Int

    /// Divides the text from `start` on.
    ///
    /// Quotes are recognised where a field begins, as RFC 4180 has it, so that a stray inch mark in a field harms nothing; a
    /// quote that never closes is taken for a plain character.
    ///
    /// - Parameters:
    ///   - source: the text.
    ///   - start: where its first row begins.
    ///   - line: the number of that row's line, from 1.
    ///   - dialect: what divides.
    ///   - columns: the fields of a row.
    ///   - limit: stops after so many rows.
    ///   - path: for the sentence of an error.
    /// - Throws: ``AssayError`` where a line is longer than 4 GB.
    /// - Complexity: O(n); 64 bytes at a time are searched for what divides.
    init(
        _ source: SourceBytes, from start: Int, line: Int, dialect: Dialect, columns: Int, limit: Int = .max, path: String = ""
    ) throws(AssayError) {
        self.columns = columns
        rowsPerSegment = max(1, min(16384, (4 << 20) / (columns + 1)))
        var pass = Pass(start: start, line: line, limit: limit)
        try divide(source, dialect, &pass, path)
        if let open = pass.openedAt, rows < limit {
            openQuoteLine = pass.openedLine
            clear()
            var again = Pass(start: start, line: line, limit: limit)
            again.ignored = open
            try divide(source, dialect, &again, path)
            if again.openedAt != nil, rows < limit {
                clear()
                var plain = dialect
                plain.quoted = false
                var last = Pass(start: start, line: line, limit: limit)
                try divide(source, plain, &last, path)
            }
        }
    }

    deinit { for segment in segments { segment.cells.deallocate() } }

    private func clear() {
        for segment in segments { segment.cells.deallocate() }
        segments = []
        rows = 0
        short = Ragged()
        long = Ragged()
    }

    /// The state of one pass over the text.
    private struct Pass {
        let start: Int
        var line: Int
        let limit: Int
        /// A quote that is to be read as a plain character.
        var ignored = -1
        /// Where the quote stands that is open at the end, if one is.
        var openedAt: Int?
        var openedLine = 0
    }

    private func divide(
        _ source: SourceBytes, _ dialect: Dialect, _ pass: inout Pass, _ path: String
    ) throws(AssayError) {
        let bytes = source.base
        let count = source.count
        let (delimiter, newline, quote) = (dialect.delimiter, dialect.newline, Dialect.quote)
        let stride = columns + 1
        var segment = Segment(base: pass.start, firstRow: 0, cells: .allocate(capacity: rowsPerSegment * stride))
        var row = segment.cells
        var rowStart = pass.start
        var fieldStart = pass.start
        var fields = 0
        var line = pass.line
        var rowLine = line
        var isQuoted = false
        var closedAt = -2
        row[0] = 0

        /// Ends the row at `position`; false when enough rows are there.
        func endRow(at position: Int) throws(AssayError) -> Bool {
            let isBlank = fields == 0 && Self.isBlank(bytes + rowStart, position - rowStart)
            if !isBlank {
                guard position - segment.base < Int(UInt32.max) else {
                    segments.append(segment)
                    throw .lineTooLong(path, line: rowLine)
                }
                let end = UInt32(truncatingIfNeeded: position &- segment.base)
                if fields < columns { row[fields &+ 1] = end }
                fields &+= 1
                if fields != columns {
                    noteRagged(fields, line: rowLine, bytes: bytes, from: fieldStart, to: position, row: row, end: end)
                }
                segment.rows &+= 1
                rows &+= 1
            }
            rowStart = position &+ 1
            rowLine = line
            fieldStart = rowStart
            fields = 0
            if rows >= pass.limit { return false }
            if segment.rows == rowsPerSegment || rowStart &- segment.base > 1 << 30 {
                segments.append(segment)
                segment = Segment(base: rowStart, firstRow: rows, cells: .allocate(capacity: rowsPerSegment * stride))
            }
            row = segment.cells + segment.rows &* stride
            row[0] = UInt32(truncatingIfNeeded: rowStart &- segment.base)
            return true
        }

        var block = pass.start
        scan: while block < count {
            var mask = kernel_equal_mask64(bytes + block, delimiter) | kernel_equal_mask64(bytes + block, newline)
            if dialect.quoted { mask |= kernel_equal_mask64(bytes + block, quote) }
            while mask != 0 {
                let position = block &+ mask.trailingZeroBitCount
                mask &= mask &- 1
                if position >= count { break }
                let byte = bytes[position]
                if byte == delimiter {
                    if isQuoted { continue }
                    if fields < columns { row[fields &+ 1] = UInt32(truncatingIfNeeded: position &- segment.base) }
                    fields &+= 1
                    fieldStart = position &+ 1
                } else if byte == newline {
                    line &+= 1
                    if isQuoted { continue }
                    if try !endRow(at: position) { break scan }
                } else if isQuoted {
                    isQuoted = false
                    closedAt = position
                } else if position == closedAt &+ 1 {
                    isQuoted = true
                    closedAt = -2
                } else if position != pass.ignored, Self.isBlank(bytes + fieldStart, position &- fieldStart) {
                    isQuoted = true
                    closedAt = -2
                    pass.openedAt = position
                    pass.openedLine = line
                }
            }
            block &+= 64
        }
        if rows < pass.limit, rowStart < count { _ = try endRow(at: count) }
        end = (rowStart, rowLine)
        if segment.rows > 0 { segments.append(segment) } else { segment.cells.deallocate() }
        if !isQuoted { pass.openedAt = nil }
    }

    private func noteRagged(
        _ fields: Int, line: Int, bytes: UnsafePointer<UInt8>, from: Int, to: Int, row: UnsafeMutablePointer<UInt32>, end: UInt32
    ) {
        if fields < columns {
            // Each missing field ends where the last one ends, one byte before it would begin.
            for field in fields..<columns { row[field + 1] = end }
            Self.count(&short, line: line, fields: fields)
        } else if fields > columns + 1 || !Self.isBlank(bytes + from, to - from) {
            // A single empty field too many is a delimiter at the end of the line.
            Self.count(&long, line: line, fields: fields)
        }
    }

    private static func count(_ ragged: inout Ragged, line: Int, fields: Int) {
        if ragged.count == 0 { ragged = Ragged(count: 0, firstLine: line, firstFields: fields) }
        ragged.count += 1
    }

    /// Whether the bytes are blanks, tabs and carriage returns only.
    @inline(__always)
    private static func isBlank(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var i = 0
        while i < count {
            let byte = bytes[i]
            if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
            i &+= 1
        }
        return true
    }
}
