import CKernels

/// Rows whose number of fields is not the table's.
struct RaggedRows: Equatable {
    var count = 0
    /// Counted from 1 in the file.
    var firstLine = 0
    var firstFields = 0

    mutating func note(line: Int, fields: Int) {
        if count == 0 { (firstLine, firstFields) = (line, fields) }
        count += 1
    }

    /// Takes over what stands further down in the file.
    mutating func append(_ later: RaggedRows) {
        if count == 0 { (firstLine, firstFields) = (later.firstLine, later.firstFields) }
        count += later.count
    }
}

/// Finds where every field of a stretch of rows begins and ends, some rows at a time.
///
/// A row is `columns + 1` offsets from the first byte of the stretch: the start of the row, then the end of each field. A field
/// begins one byte behind the end of the one before. Missing fields of short rows have a negative length.
struct FieldSplitter {
    private let bytes: UnsafePointer<UInt8>
    private let end: Int
    private let columns: Int
    private let rules: RowRules
    private let ignored: Int
    /// Where the next row begins, and the number of its line.
    private(set) var place = 0
    private(set) var line: Int
    /// Rows with too few fields, and with too many.
    private(set) var short = RaggedRows()
    private(set) var long = RaggedRows()
    /// Whether a quote stands in the rows that were divided last.
    private(set) var hasQuotes = false

    /// - Precondition: the stretch begins with a row, is shorter than 4 GB, and 64 bytes more may be read behind it.
    init(_ bytes: UnsafePointer<UInt8>, count: Int, origin: Int, line: Int, columns: Int, rules: RowRules) {
        self.bytes = bytes
        end = count
        self.columns = columns
        self.rules = rules
        ignored = rules.ignored - origin
        self.line = line
    }

    /// Divides the next rows.
    ///
    /// - Parameters:
    ///   - cells: room for `limit` rows, one more and ``spare``.
    ///   - limit: how many rows at the most.
    ///   - textLimit: stops behind so many bytes.
    /// - Returns: the number of rows, 0 at the end.
    /// - Complexity: O(n); 64 bytes at a time are searched for what divides.
    mutating func next(into cells: UnsafeMutablePointer<UInt32>, limit: Int, textLimit: Int) -> Int {
        let (bytes, end, columns) = (self.bytes, self.end, self.columns)
        let (delimiter, newline, quoted) = (rules.delimiter, rules.newline, rules.quoted)
        let stride = columns &+ 1
        let stop = min(end, place &+ textLimit)
        var row = cells
        var rows = 0
        var rowStart = place
        var fields = 0
        var line = self.line
        var rowLine = line
        var isQuoted = false
        var closedAt = -2
        var anyQuotes: UInt64 = 0
        row[0] = UInt32(truncatingIfNeeded: rowStart)
        var block = rowStart
        scan: while block < end {
            var newlines = kernel_equal_mask64(bytes + block, newline)
            var delimiters = kernel_equal_mask64(bytes + block, delimiter)
            let quotes = quoted ? kernel_equal_mask64(bytes + block, Dialect.quote) : 0
            anyQuotes |= quotes
            if quotes == 0, !isQuoted, end &- block >= 64 {
                // Nothing depends on what stands before: the delimiters up to each line break are put down at once.
                while newlines != 0 {
                    let own = delimiters & ((newlines & (0 &- newlines)) &- 1)
                    fields = Self.put(own, at: block, into: row, from: fields, of: columns)
                    let position = block &+ newlines.trailingZeroBitCount
                    delimiters &= ~own
                    newlines &= newlines &- 1
                    line &+= 1
                    if fields > 0 || !rules.isBlankRow(bytes, rowStart, position) {
                        endRow(row, fields, rowStart: rowStart, at: position, line: rowLine)
                        rows &+= 1
                        row += stride
                    }
                    rowStart = position &+ 1
                    rowLine = line
                    fields = 0
                    row[0] = UInt32(truncatingIfNeeded: rowStart)
                    if rows >= limit || rowStart >= stop { break scan }
                }
                fields = Self.put(delimiters, at: block, into: row, from: fields, of: columns)
                block &+= 64
                continue
            }
            var mask = delimiters | newlines | quotes
            if end &- block < 64 { mask &= (1 &<< UInt64(end &- block)) &- 1 }
            while mask != 0 {
                let bit = mask.trailingZeroBitCount
                let position = block &+ bit
                mask &= mask &- 1
                let byte = bytes[position]
                if byte == delimiter {
                    if isQuoted { continue }
                    if fields < columns { row[fields &+ 1] = UInt32(truncatingIfNeeded: position) }
                    fields &+= 1
                } else if byte == newline {
                    line &+= 1
                    if isQuoted { continue }
                    if fields > 0 || !rules.isBlankRow(bytes, rowStart, position) {
                        endRow(row, fields, rowStart: rowStart, at: position, line: rowLine)
                        rows &+= 1
                        row += stride
                    }
                    rowStart = position &+ 1
                    rowLine = line
                    fields = 0
                    row[0] = UInt32(truncatingIfNeeded: rowStart)
                    if rows >= limit || rowStart >= stop { break scan }
                } else if isQuoted {
                    isQuoted = false
                    closedAt = position
                } else if position == closedAt &+ 1 {
                    isQuoted = true
                    closedAt = -2
                } else if position != ignored, rules.opensField(bytes, at: position, rowStart: rowStart) {
                    isQuoted = true
                    closedAt = -2
                }
            }
            block &+= 64
        }
        if block >= end, rowStart < end {
            if fields > 0 || !rules.isBlankRow(bytes, rowStart, end) {
                endRow(row, fields, rowStart: rowStart, at: end, line: rowLine)
                rows &+= 1
            }
            rowStart = end
        }
        place = rowStart
        self.line = line
        hasQuotes = anyQuotes != 0
        return rows
    }

    /// Offsets that are written behind the last field, and mean nothing.
    static let spare = 8

    /// The offsets that ``next(into:limit:textLimit:)`` needs room for.
    static func room(rows: Int, columns: Int) -> Int { (rows + 1) * (columns + 1) + 1 + spare }

    /// Writes where the fields end that the bits of a block stand for, and answers how many delimiters the row has so far.
    ///
    /// They are written eight at a time whether there are so many or not: what is too much is written over.
    @inline(__always)
    private static func put(
        _ delimiters: UInt64, at block: Int, into row: UnsafeMutablePointer<UInt32>, from fields: Int, of columns: Int
    ) -> Int {
        var left = delimiters
        var place = fields
        while left != 0, place < columns {
            for step in 1...spare {
                row[place &+ step] = UInt32(truncatingIfNeeded: block &+ left.trailingZeroBitCount)
                left &= left &- 1
            }
            place &+= spare
        }
        return fields &+ delimiters.nonzeroBitCount
    }

    @inline(__always)
    private mutating func endRow(
        _ row: UnsafeMutablePointer<UInt32>, _ delimiters: Int, rowStart: Int, at position: Int, line: Int
    ) {
        let fields = delimiters &+ 1
        if fields <= columns { row[fields] = UInt32(truncatingIfNeeded: position) }
        if fields != columns { noteRagged(row, fields, rowStart: rowStart, at: position, line: line) }
    }

    @inline(never)
    private mutating func noteRagged(
        _ row: UnsafeMutablePointer<UInt32>, _ fields: Int, rowStart: Int, at position: Int, line: Int
    ) {
        if fields < columns {
            // Each missing field ends where the last one ends, one byte before it would begin.
            for field in fields..<columns { row[field + 1] = UInt32(truncatingIfNeeded: position) }
            short.note(line: line, fields: fields)
            return
        }
        // A single empty field too many is a delimiter at the end of the line.
        var last = position
        while last > rowStart, bytes[last - 1] != rules.delimiter, rules.isBlank(bytes[last - 1]) { last -= 1 }
        let endsEmpty = last > rowStart && bytes[last - 1] == rules.delimiter
        if fields > columns + 1 || !endsEmpty { long.note(line: line, fields: fields) }
    }
}
