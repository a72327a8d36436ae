import Recipes

/// What was made of one column.
struct ColumnReading {
    var column: Column
    /// What was noteworthy about it, a sentence each.
    var remarks: [String] = []
    /// How its numbers are written, where that is not 1234.5.
    var numbers: NumberFormat?
    /// How its dates are written, where it holds dates.
    var dates: ReadingDecisions.DateDecision?
}

/// Turns the fields of one column into a ``Column``.
///
/// Numbers are tried first, straight from the bytes. A column that turns out to hold words is read again as words; dates,
/// flags and the rest are then decided on its different words, of which there are few.
struct ColumnReader {
    let source: SourceBytes
    let index: FieldIndex
    let dialect: Dialect
    /// The place of the column.
    let place: Int
    let name: String
    /// What is said of it.
    let rules: CellRules

    private var kind: ColumnKind? { rules.kind }

    /// The column, and what was decided.
    func read() -> ColumnReading {
        let wantsWords = kind == .category || kind == .flag || kind == .text || kind == .date
        if !wantsWords, let numbers = readNumbers() { return numbers }
        return readWords()
    }

    // MARK: Numbers

    /// The column as numbers, or nil where one of its values is none or would lose digits.
    private func readNumbers() -> ColumnReading? {
        if rules.allowsPlainNumbers {
            var scanner = NumberScanner()
            if let values = scan({ scanner.scan($0.start, $0.count) }) { return reading(values, scanner) }
        }
        guard let (format, isAmbiguous) = numberFormat() else { return nil }
        var scanner = FormattedNumberScanner(format)
        guard let values = scan({ scanner.scan($0.start, $0.count) }), var reading = reading(values, scanner.scanner) else {
            return nil
        }
        if format != .plain { reading.numbers = format }
        reading.remarks += NumberRemarks.of(format, isAmbiguous: isAmbiguous, column: name)
        return reading
    }

    /// The format that all cells are written in as numbers.
    private func numberFormat() -> (format: NumberFormat, isAmbiguous: Bool)? {
        var probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: dialect.delimiter)
        var missing = MissingCounter(rules.missing)
        var isNumeric = true
        index.forEachCell(of: place, in: source, quoted: dialect.quoted) { _, cell in
            let bare = cell.bare
            isNumeric = missing.take(bare) || probe.take(bare.start, bare.count)
            return isNumeric
        }
        guard isNumeric else { return nil }
        // A column without a value may have any format.
        return probe.isEmpty ? (.plain, false) : probe.format.map { ($0, probe.isAmbiguous) }
    }

    /// The numbers by row, and how missing ones are written; nil where a cell is none.
    private func scan(_ number: (Cell) -> Double) -> (values: [Double], missing: [MissingSpelling])? {
        var missing = MissingCounter(rules.missing)
        let hasMissingNumbers = !rules.missing.numbers.isEmpty
        var isNumeric = true
        let values = [Double](unsafeUninitializedCapacity: index.rows) { places, initialized in
            guard let base = places.baseAddress else { return }
            index.forEachCell(of: place, in: source, quoted: dialect.quoted) { row, cell in
                let bare = cell.bare
                var value = number(bare)
                if value.isNaN {
                    if !missing.take(bare) {
                        isNumeric = false
                        return false
                    }
                } else if hasMissingNumbers, missing.take(bare, value: value) {
                    value = .nan
                }
                base[row] = value
                initialized = row &+ 1
                return true
            }
        }
        return isNumeric ? (values, missing.spellings) : nil
    }

    /// A column of numbers, or nil where their digits should be kept as they are.
    private func reading(_ numbers: (values: [Double], missing: [MissingSpelling]), _ scanner: NumberScanner) -> ColumnReading? {
        if kind != .number, scanner.losesDigits || isCode(scanner) { return nil }
        let values = numbers.values
        if kind == nil, scanner.isExactlyWhole, scanner.widths.least == 8, scanner.widths.most == 8,
            DateRules.areCompact(values, name: name)
        {
            let seconds = values.map { $0.isNaN ? .nan : Double(CalendarDate.days(compact: Int($0)) ?? 0) * 86_400 }
            return ColumnReading(
                column: Column(name: name, kind: .date, storage: .numbers(Values(seconds)), missingSpellings: numbers.missing),
                dates: .init(format: .compact))
        }
        let facts = NumberFacts(values, isWhole: scanner.isExactlyWhole)
        let decided = kind ?? (KindRules.isIdentifier(facts, name: name) ? .identifier : .number)
        return ColumnReading(
            column: Column(
                name: name, kind: decided, storage: .numbers(Values(values)), decimals: scanner.decimals,
                missingSpellings: numbers.missing))
    }

    /// Whether digits name something instead of counting it, as in post codes: all of one width of three or more, and some with
    /// zeroes in front.
    private func isCode(_ scanner: NumberScanner) -> Bool {
        scanner.hasLeadingZeros && scanner.isExactlyWhole && scanner.widths.least == scanner.widths.most
            && scanner.widths.most > 2
    }

    // MARK: Words

    private func readWords() -> ColumnReading {
        var table = WordTable()
        var counts: [Int] = []
        let appearances = [Int32](unsafeUninitializedCapacity: index.rows) { places, initialized in
            guard let base = places.baseAddress else { return }
            index.forEachCell(of: place, in: source, quoted: dialect.quoted) { row, cell in
                let code = table.code(of: cell)
                if Int(code) == counts.count { counts.append(0) }
                counts[Int(code)] &+= 1
                base[row] = code
                initialized = row &+ 1
                return true
            }
        }
        let words = WordCounts(table: table, counts: counts, missing: rules.missing)
        switch kind {
        case .number: return forcedNumbers(words, appearances)
        case .date:
            let best = DateRules.bestFormat(of: words, among: rules.saidDateFormats)
            return dates(words, appearances, best.format, isAmbiguous: false)
        case nil:
            if let found = DateRules.format(of: words, among: rules.dateFormats) {
                return dates(words, appearances, found.format, isAmbiguous: found.isAmbiguous)
            }
        default: break
        }
        return ColumnReading(column: column(of: words, appearances), remarks: strayRemark(words))
    }

    private func column(of words: WordCounts, _ appearances: [Int32]) -> Column {
        let (texts, places) = words.table.sorted { !words.isMissing[$0] }
        let decided = kind ?? KindRules.kind(of: words, name: name)
        return Column(
            name: name, kind: decided, storage: .codes(Values(appearances.map { places[Int($0)] }), words: Words(texts)),
            missingSpellings: words.missingSpellings)
    }

    private func dates(
        _ words: WordCounts, _ appearances: [Int32], _ format: DateFormat, isAmbiguous: Bool
    ) -> ColumnReading {
        let parsed = words.table.words.indices.map { words.isMissing[$0] ? nil : format.parse(words.table.words[$0].buffer) }
        let values = parsed.map { $0?.seconds ?? .nan }
        let hasTime = parsed.contains { $0?.hasTime ?? false }
        let strays = words.table.words.indices.filter { parsed[$0] == nil && !words.isMissing[$0] }
        let decision = ReadingDecisions.DateDecision(
            format: format, isAmbiguous: isAmbiguous, hasZones: parsed.contains { $0?.hasOffset ?? false })
        let column = Column(
            name: name, kind: .date, storage: .numbers(Values(appearances.map { values[Int($0)] })), hasTime: hasTime,
            missingSpellings: words.missingSpellings)
        return ColumnReading(
            column: column, remarks: madeMissing(strays, of: words, what: "dates") + remarks(decision), dates: decision)
    }

    private func forcedNumbers(_ words: WordCounts, _ appearances: [Int32]) -> ColumnReading {
        var format = NumberFormat(decimal: rules.decimal ?? .point)
        if let first = words.firstPresent, let base = first.baseAddress {
            // The rest of the column is read as its first number is written.
            var probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: dialect.delimiter)
            if probe.take(base, first.count) { format = probe.format ?? format }
        }
        var scanner = FormattedNumberScanner(format)
        let values = words.table.words.indices.map { code -> Double in
            words.isMissing[code] ? .nan : scanner.scan(words.table.words[code].start, words.table.words[code].count)
        }
        let strays = values.indices.filter { values[$0].isNaN && !words.isMissing[$0] }
        let column = Column(
            name: name, kind: .number, storage: .numbers(Values(appearances.map { values[Int($0)] })),
            decimals: scanner.scanner.decimals, missingSpellings: words.missingSpellings)
        return ColumnReading(
            column: column, remarks: madeMissing(strays, of: words, what: "numbers"), numbers: format == .plain ? nil : format)
    }

    // MARK: Remarks

    private func madeMissing(_ strays: [Int], of words: WordCounts, what: String) -> [String] {
        guard let first = strays.first else { return [] }
        let count = strays.reduce(0) { $0 + words.counts[$1] }
        let verb = count == 1 ? "1 value is not among the" : "\(count) values are no"
        return ["column \(name): \(verb) \(what) and count as missing, the first is \"\(words.table.words[first].string)\""]
    }

    /// Says why a column that is nearly all numbers was read as words.
    private func strayRemark(_ words: WordCounts) -> [String] {
        guard kind == nil, words.present > 0 else { return [] }
        var scanner = NumberScanner()
        let strays = words.table.words.indices.filter {
            !words.isMissing[$0] && scanner.scan(words.table.words[$0].start, words.table.words[$0].count).isNaN
        }
        let count = strays.reduce(0) { $0 + words.counts[$1] }
        guard let first = strays.first, count * 10 <= words.present else { return [] }
        return [
            "column \(name) is read as words: \(count) of \(words.present) values are no numbers, the first is "
                + "\"\(words.table.words[first].string)\""
        ]
    }

    private func remarks(_ dates: ReadingDecisions.DateDecision) -> [String] {
        var remarks: [String] = []
        if dates.isAmbiguous {
            let order = dates.format == .dayMonthYear ? "day, month, year" : "month, day, year"
            remarks.append("column \(name): nothing tells day from month in its dates; they are read as \(order)")
        }
        if dates.hasZones { remarks.append("column \(name): its times have offsets from UTC, which are taken off") }
        return remarks
    }
}

/// The different words of a column, and how often each stands.
struct WordCounts {
    let table: WordTable
    let counts: [Int]
    /// By code, whether the word means a missing value.
    let isMissing: [Bool]
    /// Values that are there.
    let present: Int
    /// Different words that are no missing value.
    let distinct: Int

    /// `missing` is nil where the source says in another way what is missing.
    init(table: WordTable, counts: [Int], missing: MissingWords? = .usual) {
        self.table = table
        self.counts = counts
        let isMissing = table.words.map { missing?.matches($0.start, $0.count) ?? false }
        self.isMissing = isMissing
        present = counts.indices.reduce(0) { $0 + (isMissing[$1] ? 0 : counts[$1]) }
        distinct = isMissing.lazy.filter { !$0 }.count
    }

    var missingSpellings: [MissingSpelling] {
        counts.indices.filter { isMissing[$0] }
            .map { MissingSpelling(text: table.words[$0].string, count: counts[$0]) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// Calls `body` with each word that is no missing value, and its count.
    func forEach(_ body: (Cell, Int) -> Void) {
        for code in counts.indices where !isMissing[code] { body(table.words[code], counts[code]) }
    }
}
