import CKernels

/// Counts the rows of a stretch of text, without looking at their fields.
struct RowScan: Sendable {
    /// Where the stretch begins in its memory, from which all places count.
    let start: Int
    /// Rows that end in the stretch; blank lines are none.
    private(set) var rows = 0
    private(set) var lines = 0
    /// Whether a quote is open at the end.
    private(set) var isQuoted: Bool
    /// Where the quote that is open at the end stands, and the lines before it; -1 where it stood before the stretch.
    private(set) var opened = (place: -1, lines: 0)
    /// Behind the first row that ends here, and the lines up to there; -1 where none does.
    private(set) var firstEnd = (place: -1, lines: 0)
    /// Where the row begins that does not end here.
    private(set) var rest = 0
    /// Whether a byte is zero or no ASCII; true too where that stands in the 64 bytes behind the stretch.
    private(set) var hasOddBytes = false

    /// Scans `start ..< end` of `bytes`, behind which 64 more may be read.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - start: where the stretch begins.
    ///   - end: where it ends.
    ///   - origin: the place of `bytes` in the source.
    ///   - rules: what ends a row and what a quote means.
    ///   - startsQuoted: whether the stretch begins inside quotes.
    ///   - isLast: whether the text ends with it, so that a row needs no line break.
    ///   - rowLimit: stops behind so many rows.
    /// - Complexity: O(n), 64 bytes at a time.
    init(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, origin: Int, rules: RowRules, startsQuoted: Bool, isLast: Bool,
        rowLimit: Int = .max
    ) {
        self.start = start
        let ignored = rules.ignored &- origin
        let newline = rules.newline
        var isQuoted = startsQuoted
        var closedAt = -2
        // A row that began before this stretch holds a quote, so it is not blank.
        var isBegun = startsQuoted
        var rowStart = start
        var (rows, lines) = (0, 0)
        var odd: Int32 = 0
        var block = start
        scan: while block < end {
            odd |= kernel_has_odd_byte64(bytes + block)
            let quotes = rules.quoted ? kernel_equal_mask64(bytes + block, Dialect.quote) : 0
            var mask = kernel_equal_mask64(bytes + block, newline) | quotes
            if end &- block < 64 { mask &= (1 &<< UInt64(end &- block)) &- 1 }
            if quotes == 0, isQuoted {
                lines &+= mask.nonzeroBitCount
                block &+= 64
                continue
            }
            while mask != 0 {
                let place = block &+ mask.trailingZeroBitCount
                mask &= mask &- 1
                if bytes[place] == newline {
                    lines &+= 1
                    if isQuoted { continue }
                    if isBegun || bytes[rowStart] > 0x20 || !rules.isBlankRow(bytes, rowStart, place) {
                        rows &+= 1
                        if rows == 1 { firstEnd = (place &+ 1, lines) }
                    }
                    isBegun = false
                    rowStart = place &+ 1
                    if rows >= rowLimit { break scan }
                } else if isQuoted {
                    isQuoted = false
                    closedAt = place
                } else if place == closedAt &+ 1 {
                    isQuoted = true
                    closedAt = -2
                } else if place != ignored, rules.opensField(bytes, at: place, rowStart: rowStart) {
                    isQuoted = true
                    closedAt = -2
                    opened = (place, lines)
                }
            }
            block &+= 64
        }
        if isLast, rows < rowLimit, rowStart < end, isBegun || !rules.isBlankRow(bytes, rowStart, end) {
            rows &+= 1
            if rows == 1 { firstEnd = (end, lines) }
        }
        rest = rowStart
        self.rows = rows
        self.lines = lines
        self.isQuoted = isQuoted
        hasOddBytes = odd != 0
    }
}
