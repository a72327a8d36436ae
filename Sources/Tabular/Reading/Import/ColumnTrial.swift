/// As what a column is read in one pass over the text.
enum ColumnTrial: Hashable, Sendable {
    /// Plain numbers such as 1234.5, as doubles. Fails at the first value that is none.
    case numbers
    /// Numbers of another format, as doubles. Fails likewise.
    case formatted(NumberFormat)
    /// Dates with the year first, as doubles. Fails at the first value that is none.
    case dates
    /// Words, as codes of the thread's pool.
    case words

    /// The bytes of a value.
    var width: Int { self == .words ? 4 : 8 }
}

/// What one thread finds out about a column in one pass.
final class ColumnWork {
    let place: Int
    let trial: ColumnTrial
    /// Counts the numbers that are short and plain, and the scanner the others.
    private let plain = PlainNumbers()
    private var scanner = NumberScanner()
    var formatted: FormattedNumberScanner
    var probe: NumberProbe
    var missing: MissingCounter
    /// Whether a date has a time of day, and whether one has an offset.
    var hasTime = false
    var hasOffset = false
    var pool: WordPool?
    /// Of the doubles that were written.
    var checksum: UInt64 = 0
    /// The first value that is not what was tried, which ends the trial.
    var stray: [UInt8]?
    private var scratch: [UInt8] = []

    init(place: Int, trial: ColumnTrial, rules: CellRules, delimiter: UInt8, arena: Arena) {
        self.place = place
        self.trial = trial
        missing = MissingCounter(rules.missing)
        probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: delimiter)
        if case .formatted(let format) = trial {
            formatted = FormattedNumberScanner(format)
        } else {
            formatted = FormattedNumberScanner(.plain)
        }
        if trial == .words { pool = WordPool(arena: arena) }
    }

    /// What the plain numbers look like.
    var numbers: NumberScanner {
        var all = scanner
        all.add(plain)
        return all
    }

    /// The different words; empty where the column is not read as words.
    var records: UnsafeBufferPointer<WordPool.Record> { pool?.buffer ?? UnsafeBufferPointer(start: nil, count: 0) }

    /// Lets the words go.
    func forget() { pool = nil }

    /// Reads the column's cells of some rows.
    ///
    /// - Parameters:
    ///   - rows: the rows, divided into fields.
    ///   - target: room for a value of each row.
    /// - Returns: false where the trial failed.
    func read(_ rows: SplitRows, into target: UnsafeMutableRawPointer) -> Bool {
        switch trial {
        case .numbers: readNumbers(rows, target.assumingMemoryBound(to: Double.self))
        case .formatted: readFormatted(rows, target.assumingMemoryBound(to: Double.self))
        case .dates: readDates(rows, target.assumingMemoryBound(to: Double.self))
        case .words: readWords(rows, target.assumingMemoryBound(to: Int32.self))
        }
    }

    // MARK: Numbers

    private func readNumbers(_ rows: SplitRows, _ target: UnsafeMutablePointer<Double>) -> Bool {
        // Counted in a local: through the object each would cost a check of exclusive access.
        var empty = 0
        defer { missing.takeEmpty(empty) }
        let hasMissingNumbers = missing.hasNumbers
        var field = rows.firstField(of: place)
        for row in 0..<rows.count {
            let (start, count) = rows.bounds(field, place)
            field += rows.stride
            if count <= 0 {
                empty &+= 1
                target[row] = .nan
                continue
            }
            let bytes = rows.bytes + start
            if let value = plain.scan(bytes, count) {
                target[row] = hasMissingNumbers && missing.take(Cell(bytes, count), value: value) ? .nan : value
            } else {
                guard let value = otherNumber(bytes, count, quoted: rows.quoted) else { return false }
                target[row] = value
            }
        }
        return true
    }

    /// A number with quotes, blanks or many digits, or NaN for a missing value; nil for what is neither, which ends the trial.
    @inline(never)
    private func otherNumber(_ bytes: UnsafePointer<UInt8>, _ count: Int, quoted: Bool) -> Double? {
        let bare = Cell(trimming: bytes, count, quoted: quoted).bare
        let value = bare.count > 0 ? plain.scan(bare.start, bare.count) ?? scanner.scanPlain(bare.start, bare.count) : .nan
        if value.isNaN {
            if missing.take(bare) { return .nan }
            stray = Array(bare.buffer)
            return nil
        }
        return missing.hasNumbers && missing.take(bare, value: value) ? .nan : value
    }

    private func readFormatted(_ rows: SplitRows, _ target: UnsafeMutablePointer<Double>) -> Bool {
        let hasMissingNumbers = missing.hasNumbers
        var field = rows.firstField(of: place)
        for row in 0..<rows.count {
            let (start, count) = rows.bounds(field, place)
            field += rows.stride
            let bare = Cell(trimming: rows.bytes + start, count, quoted: rows.quoted).bare
            // As the column is probed: what means a missing value has no part in the format.
            if missing.take(bare) {
                target[row] = .nan
                continue
            }
            var value = probe.take(bare.start, bare.count) ? formatted.scan(bare.start, bare.count) : .nan
            if value.isNaN {
                stray = Array(bare.buffer)
                return false
            }
            if hasMissingNumbers, missing.take(bare, value: value) { value = .nan }
            target[row] = value
        }
        return true
    }

    // MARK: Dates

    private func readDates(_ rows: SplitRows, _ target: UnsafeMutablePointer<Double>) -> Bool {
        var hasTime = false
        var field = rows.firstField(of: place)
        for row in 0..<rows.count {
            let (start, count) = rows.bounds(field, place)
            field += rows.stride
            var cell = Cell(trimming: rows.bytes + start, count, quoted: rows.quoted)
            if cell.isQuoted {
                if cell.needsUnquoting {
                    stray = cell.unquoted()
                    return false
                }
                cell = cell.insideQuotes
            }
            if let seconds = DateFormat.plainSeconds(cell.start, cell.count) {
                hasTime = hasTime || cell.count > 10
                target[row] = seconds
            } else if missing.take(cell) {
                target[row] = .nan
            } else if let date = DateFormat.yearMonthDay.parse(cell.buffer) {
                hasTime = hasTime || date.hasTime
                hasOffset = hasOffset || date.hasOffset
                target[row] = date.seconds
            } else {
                stray = Array(cell.buffer)
                return false
            }
        }
        self.hasTime = self.hasTime || hasTime
        return true
    }

    // MARK: Words

    private func readWords(_ rows: SplitRows, _ target: UnsafeMutablePointer<Int32>) -> Bool {
        guard var pool = pool.take() else { return false }
        var field = rows.firstField(of: place)
        for row in 0..<rows.count {
            let (start, count) = rows.bounds(field, place)
            field += rows.stride
            let bytes = rows.bytes + start
            if count > 0, bytes[0] > Dialect.quote, bytes[count &- 1] > 0x20 {
                target[row] = pool.code(of: bytes, count, row: rows.firstRow &+ row)
                continue
            }
            let cell = Cell(trimming: bytes, count, quoted: rows.quoted)
            target[row] = code(of: cell, in: &pool, row: rows.firstRow &+ row)
        }
        self.pool = consume pool
        return true
    }

    private func code(of cell: Cell, in pool: inout WordPool, row: Int) -> Int32 {
        guard cell.isQuoted else { return pool.code(of: cell.start, cell.count, row: row) }
        guard cell.needsUnquoting else {
            let inside = cell.insideQuotes
            return pool.code(of: inside.start, inside.count, row: row)
        }
        if scratch.count < cell.count + 8 { scratch = [UInt8](repeating: 0, count: 2 * cell.count + 8) }
        return scratch.withUnsafeMutableBufferPointer { scratch in
            guard let base = scratch.baseAddress else { return -1 }
            let length = cell.unquote(into: base)
            return pool.code(of: base, length, row: row)
        }
    }
}

/// Some rows that were divided into fields, as ``FieldSplitter`` has them.
struct SplitRows {
    let bytes: UnsafePointer<UInt8>
    let cells: UnsafePointer<UInt32>
    /// Offsets a row.
    let stride: Int
    let count: Int
    /// The first of the rows, in the table.
    let firstRow: Int
    /// Whether quotes have to be looked for.
    let quoted: Bool

    /// Where the bounds of a column's first field stand.
    @inline(__always)
    func firstField(of column: Int) -> UnsafePointer<UInt32> { cells + column }

    /// Start and length of the field whose bounds stand here.
    @inline(__always)
    func bounds(_ field: UnsafePointer<UInt32>, _ column: Int) -> (start: Int, count: Int) {
        let start = column == 0 ? Int(field[0]) : Int(field[0]) &+ 1
        return (start, Int(field[1]) &- start)
    }
}
