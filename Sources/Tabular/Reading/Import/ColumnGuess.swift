/// Guesses as what a column is best read, so that few are read twice. What the column is, is decided on all its values.
enum ColumnGuess {
    /// The guess for a column by some of its values.
    static func trial(_ values: some Sequence<String>, rules: CellRules, delimiter: UInt8) -> ColumnTrial {
        if rules.wantsWords { return .words }
        var scanner = NumberScanner()
        var probe = NumberProbe(decimal: rules.decimal, thousands: rules.thousands, delimiter: delimiter)
        var isPlain = rules.allowsPlainNumbers
        var isFormatted = true
        var areDates = rules.kind == nil && rules.missing.added.isEmpty && rules.dateFormats.contains(.yearMonthDay)
        var present = 0
        for text in values {
            if text.utf8.count > DialectRules.typedLimit { return .words }
            DialectRules.withCell(text) { cell in
                let bare = Cell(trimming: cell.start, cell.count, quoted: false)
                if rules.missing.matches(bare.start, bare.count) { return }
                present += 1
                if isPlain, scanner.scan(bare.start, bare.count).isNaN { isPlain = false }
                if isFormatted, !isPlain || !rules.allowsPlainNumbers { isFormatted = probe.take(bare.start, bare.count) }
                if areDates, DateFormat.yearMonthDay.parse(cell.buffer) == nil { areDates = false }
            }
            if !isPlain, !isFormatted, !areDates { return .words }
        }
        if present == 0 || isPlain { return rules.keepsDigits(scanner) ? .words : rules.allowsPlainNumbers ? .numbers : .words }
        if areDates { return .dates }
        return isFormatted ? probe.format.map { .formatted($0) } ?? .words : .words
    }
}
