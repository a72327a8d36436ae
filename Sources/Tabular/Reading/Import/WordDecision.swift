import Recipes

/// What the different words of a column turn out to be.
struct WordDecision {
    enum Values {
        /// Words that stay words.
        case words
        /// A number, or seconds since 1970, for each word; NaN for those that count as missing.
        case numbers([Double])
        /// They are numbers after all, to be read as such.
        case again(ColumnTrial)
    }

    var values: Values
    var kind = ColumnKind.category
    var decimals = 0
    var hasTime = false
    var remarks: [String] = []
    var numbers: NumberFormat?
    var dates: ReadingDecisions.DateDecision?
}

/// Decides on the words of a column: whether they are numbers of some format, dates, or words of some kind.
struct WordRules {
    let name: String
    let delimiter: UInt8
    /// What is said of the column.
    let rules: CellRules

    private var kind: ColumnKind? { rules.kind }

    /// What the column is.
    ///
    /// - Parameters:
    ///   - words: its different words.
    ///   - failed: as what it was tried before, and is not.
    /// - Returns: the decision.
    func decide(_ words: WordCounts, failed: Set<ColumnTrial>) -> WordDecision {
        if !rules.wantsWords, let trial = numbers(words), !failed.contains(trial) { return WordDecision(values: .again(trial)) }
        switch kind {
        case .number: return forcedNumbers(words)
        case .date: return dates(words, DateRules.bestFormat(of: words, among: rules.saidDateFormats).format, isAmbiguous: false)
        case nil:
            if let found = DateRules.format(of: words, among: rules.dateFormats) {
                return dates(words, found.format, isAmbiguous: found.isAmbiguous)
            }
        default: break
        }
        return WordDecision(values: .words, kind: kind ?? KindRules.kind(of: words, name: name), remarks: strayRemark(words))
    }

    /// How all words can be read as numbers; nil where they cannot, or should keep their digits.
    private func numbers(_ words: WordCounts) -> ColumnTrial? {
        let cells = words.words.map { Cell(trimming: $0.start, $0.count, quoted: false) }
        if rules.allowsPlainNumbers {
            var scanner = NumberScanner()
            let isPlain = cells.allSatisfy {
                !scanner.scan($0.start, $0.count).isNaN || rules.missing.matches($0.start, $0.count)
            }
            if isPlain { return rules.keepsDigits(scanner) ? nil : .numbers }
        }
        guard let format = format(of: cells) else { return nil }
        var scanner = FormattedNumberScanner(format)
        let isFormatted = cells.allSatisfy {
            rules.missing.matches($0.start, $0.count) || !scanner.scan($0.start, $0.count).isNaN
        }
        return isFormatted && !rules.keepsDigits(scanner.scanner) ? .formatted(format) : nil
    }

    private func format(of cells: [Cell]) -> NumberFormat? {
        var probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: delimiter)
        for cell in cells where !rules.missing.matches(cell.start, cell.count) {
            if !probe.take(cell.start, cell.count) { return nil }
        }
        // A column without a value may have any format.
        return probe.isEmpty ? .plain : probe.format
    }

    private func dates(_ words: WordCounts, _ format: DateFormat, isAmbiguous: Bool) -> WordDecision {
        let parsed = words.words.indices.map { words.isMissing[$0] ? nil : format.parse(words.words[$0].buffer) }
        let strays = words.words.indices.filter { parsed[$0] == nil && !words.isMissing[$0] }
        let decision = ReadingDecisions.DateDecision(
            format: format, isAmbiguous: isAmbiguous, hasZones: parsed.contains { $0?.hasOffset ?? false })
        return WordDecision(
            values: .numbers(parsed.map { $0?.seconds ?? .nan }), kind: .date,
            hasTime: parsed.contains { $0?.hasTime ?? false },
            remarks: madeMissing(strays, of: words, what: "dates") + decision.remarks(column: name), dates: decision)
    }

    private func forcedNumbers(_ words: WordCounts) -> WordDecision {
        var format = NumberFormat(decimal: rules.decimal ?? .point)
        if let first = words.firstPresent, let base = first.baseAddress {
            // The rest of the column is read as its first number is written.
            var probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: delimiter)
            if probe.take(base, first.count) { format = probe.format ?? format }
        }
        var scanner = FormattedNumberScanner(format)
        let values = words.words.indices.map { place -> Double in
            words.isMissing[place] ? .nan : scanner.scan(words.words[place].start, words.words[place].count)
        }
        let strays = values.indices.filter { values[$0].isNaN && !words.isMissing[$0] }
        return WordDecision(
            values: .numbers(values), kind: .number, decimals: scanner.scanner.decimals,
            remarks: madeMissing(strays, of: words, what: "numbers"), numbers: format == .plain ? nil : format)
    }

    // MARK: Remarks

    private func madeMissing(_ strays: [Int], of words: WordCounts, what: String) -> [String] {
        guard let first = words.first(of: strays) else { return [] }
        let count = strays.reduce(0) { $0 + words.counts[$1] }
        let verb = count == 1 ? "1 value is not among the" : "\(count) values are no"
        return ["column \(name): \(verb) \(what) and count as missing, the first is \"\(words.words[first].string)\""]
    }

    /// Says why a column that is nearly all numbers was read as words.
    private func strayRemark(_ words: WordCounts) -> [String] {
        guard kind == nil, words.present > 0 else { return [] }
        var scanner = NumberScanner()
        var strays: [Int] = []
        var count = 0
        for place in words.words.indices where !words.isMissing[place] {
            guard scanner.scan(words.words[place].start, words.words[place].count).isNaN else { continue }
            strays.append(place)
            count += words.counts[place]
            if count * 10 > words.present { return [] }
        }
        guard let first = words.first(of: strays) else { return [] }
        return [
            "column \(name) is read as words: \(count) of \(words.present) values are no numbers, the first is "
                + "\"\(words.words[first].string)\""
        ]
    }
}

extension ReadingDecisions.DateDecision {
    /// What is said of the dates of a column.
    func remarks(column name: String) -> [String] {
        var remarks: [String] = []
        if isAmbiguous {
            let order = format == .dayMonthYear ? "day, month, year" : "month, day, year"
            remarks.append("column \(name): nothing tells day from month in its dates; they are read as \(order)")
        }
        if hasZones { remarks.append("column \(name): its times have offsets from UTC, which are taken off") }
        return remarks
    }
}

extension CellRules {
    /// Whether the column is read as words without trying numbers.
    var wantsWords: Bool { kind == .category || kind == .flag || kind == .text || kind == .date }

    /// Whether the digits of numbers that were all read should be kept as they are: some would be lost, or they are a code such as a
    /// post code, all of one width of three or more and some with zeroes in front.
    func keepsDigits(_ scanner: NumberScanner) -> Bool {
        let isCode =
            scanner.hasLeadingZeros && scanner.isExactlyWhole && scanner.widths.least == scanner.widths.most
            && scanner.widths.most > 2
        return kind != .number && (scanner.losesDigits || isCode)
    }
}
