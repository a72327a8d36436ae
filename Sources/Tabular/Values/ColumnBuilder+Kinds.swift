import Recipes

extension ColumnBuilder {
    /// The column, and what was noteworthy about it.
    ///
    /// - Parameters:
    ///   - rows: the rows of the table.
    ///   - rules: what is said of the column; where nothing is, ``KindRules`` and ``DateRules`` decide on the values as for text.
    /// - Returns: column and remarks.
    func column(rows: Int, rules: CellRules) -> (column: Column, remarks: [String]) {
        pad(to: rows)
        let kind = rules.kind
        let said = rules.missing.added.isEmpty ? [] : forget(rules.missing.added)
        var remarks: [String] = []
        if strays.count > 0 {
            remarks.append(
                "column \(name): \(strays.count) values are no dates that can be kept and count as missing, the first is "
                    + "\"\(strays.first)\"")
        }
        var spellings: [MissingSpelling] = []
        if !numbers.isEmpty, !codes.isEmpty, wordsMeanMissing {
            spellings = table.words.indices.filter { counts[$0] > 0 }
                .map { MissingSpelling(text: table.words[$0].string, count: counts[$0]) }
                .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
        } else if !codes.isEmpty, !numbers.isEmpty {
            turnNumbersIntoWords()
        }
        let isWordKind = kind == .category || kind == .flag || kind == .text
        if codes.isEmpty || !spellings.isEmpty {
            let isForcedDate = kind == .date && !holdsDates
            guard isWordKind || isForcedDate, !numbers.isEmpty else {
                return (numberColumn(rows: rows, kind: kind, said + spellings), remarks)
            }
            turnNumbersIntoWords()
        }
        let words = WordCounts(table: table, counts: counts, missing: spellings.isEmpty ? nil : .usual)
        switch kind {
        case .number:
            var scanner = NumberScanner()
            let values = table.words.map { scanner.scan($0.start, $0.count) }
            remarks += strayRemarks(values.map(\.isNaN), what: "numbers")
            let column = Column(
                name: name, kind: .number, storage: .numbers(codes.map { $0 < 0 ? .nan : values[Int($0)] }),
                decimals: scanner.decimals)
            return (column, remarks)
        case .date: return dates(DateRules.bestFormat(of: words, among: rules.saidDateFormats).format, remarks)
        case nil:
            if let found = DateRules.format(of: words, among: rules.dateFormats) { return dates(found.format, remarks) }
            if looksNumeric {
                remarks.append("column \(name) is kept as words, as the source has it, though all of them are numbers")
            }
        default: break
        }
        let (texts, places) = table.sorted { counts[$0] > 0 && !words.isMissing[$0] }
        let column = Column(
            name: name, kind: kind ?? KindRules.kind(of: words, name: name),
            storage: .codes(codes.map { $0 < 0 ? -1 : places[Int($0)] }, words: texts), missingSpellings: said + spellings)
        return (column, remarks)
    }

    /// Whether the words between numbers only say that a value is missing.
    private var wordsMeanMissing: Bool {
        table.words.indices.allSatisfy {
            counts[$0] == 0 || MissingWords.usual.matches(table.words[$0].start, table.words[$0].count)
        }
    }

    /// Whether every word is a number, and more than digits of one width, which name something.
    private var looksNumeric: Bool {
        var scanner = NumberScanner()
        let areNumbers = table.words.indices.allSatisfy {
            counts[$0] == 0 || !scanner.scan(table.words[$0].start, table.words[$0].count).isNaN
        }
        return areNumbers && !scanner.hasLeadingZeros && !scanner.losesDigits && table.count > 0
    }

    private func numberColumn(rows: Int, kind: ColumnKind?, _ spellings: [MissingSpelling]) -> Column {
        let values = numbers.isEmpty ? [Double](repeating: .nan, count: rows) : numbers
        if holdsDates, kind == nil || kind == .date {
            return Column(name: name, kind: .date, storage: .numbers(values), hasTime: hasTime)
        }
        let isWhole = values.allSatisfy { $0.isNaN || ($0 == $0.rounded(.towardZero) && abs($0) <= 9_007_199_254_740_992) }
        let hasMissing = values.contains { $0.isNaN }
        let isIdentifier = values.withUnsafeBufferPointer { values in
            KindRules.isIdentifier(
                NumberFacts(values, isWhole: isWhole && !numbers.isEmpty, hasMissing: hasMissing), name: name)
        }
        return Column(
            name: name, kind: kind ?? (isIdentifier ? .identifier : .number),
            storage: .numbers(values), decimals: isWhole ? 0 : NumberForm.decimals(of: values), missingSpellings: spellings)
    }

    private func dates(_ format: DateFormat, _ remarks: [String]) -> (column: Column, remarks: [String]) {
        let parsed = table.words.map { format.parse($0.buffer) }
        let values = codes.map { $0 < 0 ? Double.nan : parsed[Int($0)]?.seconds ?? .nan }
        let column = Column(
            name: name, kind: .date, storage: .numbers(values), hasTime: parsed.contains { $0?.hasTime ?? false })
        return (column, remarks + strayRemarks(parsed.map { $0 == nil }, what: "dates"))
    }

    private func strayRemarks(_ isStray: [Bool], what: String) -> [String] {
        let strays = isStray.indices.filter { isStray[$0] && counts[$0] > 0 }
        guard let first = strays.first else { return [] }
        let count = strays.reduce(0) { $0 + counts[$1] }
        let verb = count == 1 ? "1 value is not among the" : "\(count) values are no"
        return ["column \(name): \(verb) \(what) and count as missing, the first is \"\(table.words[first].string)\""]
    }
}

/// How numbers are written so that reading them again gives the same bits.
package enum NumberForm {
    /// The shortest digits that stand for this double and no other: `12`, `0.1`, `1e+300`, `-0`, `inf`.
    package static func shortest(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The digits after the point that show 99 % of the numbers in full, judged by at most 4,096 of them.
    static func decimals(of values: [Double]) -> Int {
        var scanner = NumberScanner()
        let step = max(1, values.count / 4096)
        for row in stride(from: 0, to: values.count, by: step) where values[row].isFinite {
            var text = JSON.numberText(values[row])
            _ = text.withUTF8 { bytes in bytes.baseAddress.map { scanner.scan($0, bytes.count) } }
        }
        return scanner.decimals
    }
}
