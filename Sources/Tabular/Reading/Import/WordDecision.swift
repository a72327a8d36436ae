import Recipes

/// What the different words of a column turn out to be.
struct WordDecision {
    enum Values {
        /// Words that stay words.
        case words
        /// A number, or seconds since 1970, for each word; NaN for those that count as missing.
        case numbers([Double])
        /// They are plain numbers after all, to be read as such.
        case readAsNumbers(mark: UInt8)
    }

    var values: Values
    var kind: ColumnKind
    var decimals = 0
    var hasTime = false
    var remarks: [String] = []
    var date: ReadingDecisions.DateDecision?
    var number: NumberFormat?
}

/// Decides on the words of a column.
struct WordRules {
    let name: String
    /// Set by hand.
    let kind: ColumnKind?
    let delimiter: UInt8

    /// Whether a column of this kind is read as words, numbers or not.
    static func wantsWords(_ kind: ColumnKind?) -> Bool { kind == .category || kind == .flag || kind == .text || kind == .date }

    /// What the column is. `triedNumbers` says that reading it as numbers was tried and failed.
    func decide(_ words: WordCounts, triedNumbers: Bool) -> WordDecision {
        if !triedNumbers, !Self.wantsWords(kind), let mark = plainMark(of: words) {
            return WordDecision(values: .readAsNumbers(mark: mark), kind: .number)
        }
        switch kind {
        case .number: return forcedNumbers(words)
        case .date: return dates(words, DateRules.bestFormat(of: words, among: DateFormat.allCases).format, isAmbiguous: false)
        case nil:
            if let found = DateRules.format(of: words) {
                var decision = dates(words, found.format, isAmbiguous: found.isAmbiguous)
                if found.isAmbiguous { decision.remarks.append(ambiguous(found.format)) }
                return decision
            }
        default: break
        }
        return WordDecision(values: .words, kind: kind ?? KindRules.kind(of: words, name: name), remarks: strayRemark(words))
    }

    /// The mark with which all words are numbers, as ``NumberColumn`` would have them; nil where they are not.
    private func plainMark(of words: WordCounts) -> UInt8? {
        marks.first { mark in
            var scanner = NumberScanner(mark: mark)
            for place in words.words.indices {
                let bare = Cell(trimming: words.words[place].start, words.words[place].count, quoted: false)
                if scanner.scan(bare.start, bare.count).isNaN, !MissingSpelling.matches(bare.start, bare.count) { return false }
            }
            return kind == .number || !scanner.losesDigits && !scanner.isCode
        }
    }

    /// The marks that may stand before fractions; where something else divides the fields, the comma is one of them.
    var marks: [UInt8] {
        delimiter == UInt8(ascii: ",") ? [UInt8(ascii: ".")] : [UInt8(ascii: "."), UInt8(ascii: ",")]
    }

    private func dates(_ words: WordCounts, _ format: DateFormat, isAmbiguous: Bool) -> WordDecision {
        let parsed = words.words.map { format.parse($0.buffer) }
        let strays = words.words.indices.filter { parsed[$0] == nil && !words.isMissing[$0] }
        return WordDecision(
            values: .numbers(parsed.map { $0?.seconds ?? .nan }), kind: .date,
            hasTime: parsed.contains { $0?.hasTime ?? false }, remarks: madeMissing(strays, of: words, what: "dates"))
    }

    private func forcedNumbers(_ words: WordCounts) -> WordDecision {
        var scanner = NumberScanner(mark: UInt8(ascii: "."))
        let values = words.words.map { scanner.scan($0.start, $0.count) }
        let strays = values.indices.filter { values[$0].isNaN && !words.isMissing[$0] }
        return WordDecision(
            values: .numbers(values), kind: .number, decimals: scanner.decimals,
            remarks: madeMissing(strays, of: words, what: "numbers"))
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

    private func ambiguous(_ format: DateFormat) -> String {
        let order = format == .dayMonthYear ? "day, month, year" : "month, day, year"
        return "column \(name): nothing tells day from month in its dates; they are read as \(order)"
    }
}

extension NumberScanner {
    /// Whether digits name something instead of counting it, as in post codes: all of one width of three or more, and some with
    /// zeroes in front.
    var isCode: Bool { hasLeadingZeros && isExactlyWhole && widths.least == widths.most && widths.most > 2 }
}
