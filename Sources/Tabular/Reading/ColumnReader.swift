import Recipes

/// Turns the fields of one column into a ``Column``.
///
/// Numbers are tried first, straight from the bytes. A column that turns out to hold words is read again as words; dates,
/// flags and the rest are then decided on its different words, of which there are few.
struct ColumnReader {
    let source: SourceBytes
    let index: FieldIndex
    let dialect: Dialect
    /// Lines before the first row, for remarks.
    let place: Int
    let name: String
    /// Set by hand.
    let kind: ColumnKind?

    /// The column, and what was noteworthy about it.
    func read() -> (column: Column, remarks: [String]) {
        let wantsWords = kind == .category || kind == .flag || kind == .text || kind == .date
        if !wantsWords, let numbers = readNumbers() { return (numbers, []) }
        return readWords()
    }

    // MARK: Numbers

    /// The column as numbers, or nil where one of its values is none or would lose digits.
    private func readNumbers() -> Column? {
        if let column = readNumbers(mark: UInt8(ascii: ".")) { return column }
        // Where something else divides the fields, the comma may stand before fractions.
        return dialect.delimiter == UInt8(ascii: ",") ? nil : readNumbers(mark: UInt8(ascii: ","))
    }

    private func readNumbers(mark: UInt8) -> Column? {
        var scanner = NumberScanner(mark: mark)
        var missing = MissingCounter()
        var isNumeric = true
        let values = [Double](unsafeUninitializedCapacity: index.rows) { places, initialized in
            guard let base = places.baseAddress else { return }
            index.forEachCell(of: place, in: source, quoted: dialect.quoted) { row, cell in
                let bare = cell.bare
                let value = scanner.scan(bare.start, bare.count)
                if value.isNaN, !missing.take(bare) {
                    isNumeric = false
                    return false
                }
                base[row] = value
                initialized = row &+ 1
                return true
            }
        }
        guard isNumeric else { return nil }
        if kind != .number, scanner.losesDigits || isCode(scanner) { return nil }
        let facts = NumberFacts(values, isWhole: scanner.isExactlyWhole)
        let decided = kind ?? (KindRules.isIdentifier(facts, name: name) ? .identifier : .number)
        return Column(
            name: name, kind: decided, storage: .numbers(Values(values)), decimals: scanner.decimals,
            missingSpellings: missing.spellings)
    }

    /// Whether digits name something instead of counting it, as in post codes: all of one width of three or more, and some with
    /// zeroes in front.
    private func isCode(_ scanner: NumberScanner) -> Bool {
        scanner.hasLeadingZeros && scanner.isExactlyWhole && scanner.widths.least == scanner.widths.most
            && scanner.widths.most > 2
    }

    // MARK: Words

    private func readWords() -> (column: Column, remarks: [String]) {
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
        let words = WordCounts(table: table, counts: counts)
        switch kind {
        case .number: return forcedNumbers(words, appearances)
        case .date: return dates(words, appearances, DateRules.bestFormat(of: words, among: DateFormat.allCases).format)
        case nil:
            if let found = DateRules.format(of: words) {
                let (column, remarks) = dates(words, appearances, found.format)
                return (column, remarks + (found.isAmbiguous ? [ambiguous(found.format)] : []))
            }
        default: break
        }
        return (column(of: words, appearances), strayRemark(words))
    }

    private func column(of words: WordCounts, _ appearances: [Int32]) -> Column {
        let (texts, places) = words.table.sorted { !words.isMissing[$0] }
        let decided = kind ?? KindRules.kind(of: words, name: name)
        return Column(
            name: name, kind: decided, storage: .codes(Values(appearances.map { places[Int($0)] }), words: Words(texts)),
            missingSpellings: words.missingSpellings)
    }

    private func dates(_ words: WordCounts, _ appearances: [Int32], _ format: DateFormat) -> (column: Column, remarks: [String]) {
        let parsed = words.table.words.map { format.parse($0.buffer) }
        let values = parsed.map { $0?.seconds ?? .nan }
        let hasTime = parsed.contains { $0?.hasTime ?? false }
        let strays = words.table.words.indices.filter { parsed[$0] == nil && !words.isMissing[$0] }
        let column = Column(
            name: name, kind: .date, storage: .numbers(Values(appearances.map { values[Int($0)] })), hasTime: hasTime,
            missingSpellings: words.missingSpellings)
        return (column, madeMissing(strays, of: words, what: "dates"))
    }

    private func forcedNumbers(_ words: WordCounts, _ appearances: [Int32]) -> (column: Column, remarks: [String]) {
        var scanner = NumberScanner(mark: UInt8(ascii: "."))
        let values = words.table.words.map { scanner.scan($0.start, $0.count) }
        let strays = values.indices.filter { values[$0].isNaN && !words.isMissing[$0] }
        let column = Column(
            name: name, kind: .number, storage: .numbers(Values(appearances.map { values[Int($0)] })),
            decimals: scanner.decimals, missingSpellings: words.missingSpellings)
        return (column, madeMissing(strays, of: words, what: "numbers"))
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

    private func ambiguous(_ format: DateFormat) -> String {
        let order = format == .dayMonthYear ? "day, month, year" : "month, day, year"
        return "column \(name): nothing tells day from month in its dates; they are read as \(order)"
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

    init(table: WordTable, counts: [Int]) {
        self.table = table
        self.counts = counts
        let isMissing = table.words.map { MissingSpelling.matches($0.start, $0.count) }
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
