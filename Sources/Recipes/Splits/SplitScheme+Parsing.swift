extension SplitScheme {
    /// Reads the form that `--split` takes.
    ///
    /// - Throws: ``AssayError`` `split` that says how the form is written, or which forms there are.
    public init(parsing text: String) throws(AssayError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let form = SplitForm.named(parts[0]) else { throw Self.unknown(text) }
        guard parts.count == 2, !parts[1].isEmpty else { throw Self.unusable(text, form) }
        if form.key == "column" {
            self = .column(parts[1])
            return
        }
        let (rest, options) = try Self.options(of: parts[1], text, form)
        guard let scheme = Self.scheme(form.key, rest, gap: options[.gap], embargo: options[.embargo]) else {
            throw Self.unusable(text, form)
        }
        self = scheme
    }

    /// Takes `:gap=7d` and the like off the end.
    private static func options(
        of text: String, _ whole: String, _ form: SplitForm
    ) throws(AssayError) -> (rest: String, options: [SplitForm.Option: TimeGap]) {
        var rest = text[...]
        var options: [SplitForm.Option: TimeGap] = [:]
        while let colon = rest.lastIndex(of: ":"), let sign = rest[colon...].firstIndex(of: "=") {
            let name = String(rest[rest.index(after: colon)..<sign])
            guard let option = SplitForm.Option(rawValue: name), form.options.contains(option) else {
                let known = form.options.map { "\($0.rawValue)=7d" }.joined(separator: " and ")
                throw unusable(whole, form, "\(form.key) knows no \(name)", hint: known.isEmpty ? nil : "it takes \(known)")
            }
            let value = String(rest[rest.index(after: sign)...])
            guard let gap = TimeGap(parsing: value) else {
                throw unusable(
                    whole, form, "\(name) cannot be \"\(value)\"",
                    hint: "write a number of rows, or a time such as 45s, 30min, 12h, 7d or 2w")
            }
            guard options.updateValue(gap, forKey: option) == nil else {
                throw unusable(whole, form, "\(name) stands there twice")
            }
            rest = rest[..<colon]
        }
        return (String(rest), options)
    }

    private static func scheme(_ key: String, _ rest: String, gap: TimeGap?, embargo: TimeGap?) -> SplitScheme? {
        switch key {
        case "cv": return counts(rest).map { .crossValidation(folds: $0, repeats: $1) }
        case "stratified": return counts(rest).map { .stratified(folds: $0, repeats: $1) }
        case "nested":
            guard rest.contains("x"), let (folds, inner) = counts(rest), inner >= 2 else { return nil }
            return .nested(folds: folds, inner: inner)
        case "holdout":
            let parts = rest.split(separator: "x", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let share = Double(parts[0]), share > 0, share < 1,
                let repeats = parts.count == 1 ? 1 : Int(parts[1]), (1...maxRepeats).contains(repeats)
            else { return nil }
            return .holdout(share, repeats: repeats)
        default: break
        }
        guard let colon = rest.lastIndex(of: ":"), colon > rest.startIndex,
            let (folds, repeats) = counts(String(rest[rest.index(after: colon)...]))
        else { return nil }
        let column = String(rest[..<colon])
        if key == "group" { return .group(column: column, folds: folds, repeats: repeats) }
        guard repeats == 1 else { return nil }
        switch key {
        case "time": return .time(column: column, folds: folds, gap: gap)
        case "purged": return .purged(column: column, folds: folds, gap: gap, embargo: embargo)
        default:
            // A colon in a name can only be that of the time.
            guard let mark = column.firstIndex(of: ":"), mark > column.startIndex, column.index(after: mark) < column.endIndex
            else { return nil }
            let time = String(column[column.index(after: mark)...])
            return .groupTime(group: String(column[..<mark]), time: time, folds: folds, gap: gap)
        }
    }

    private static let maxRepeats = 10_000

    /// `5` or `5x10`.
    private static func counts(_ text: String) -> (Int, Int)? {
        let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard let folds = numbers[0], numbers.count <= 2, let repeats = numbers.count == 2 ? numbers[1] : 1,
            (2...1_000_000).contains(folds), (1...maxRepeats).contains(repeats)
        else { return nil }
        return (folds, repeats)
    }

    private static func unknown(_ text: String) -> AssayError {
        AssayError(code: "split", message: "\"\(text)\" is no split", hint: "write \(SplitForm.patterns)", isUsage: true)
    }

    private static func unusable(_ text: String, _ form: SplitForm, _ reason: String? = nil, hint: String? = nil) -> AssayError {
        let examples = form.examples.joined(separator: " or ")
        return AssayError(
            code: "split", message: "\"\(text)\" is no split" + (reason.map { ": \($0)" } ?? ""),
            hint: hint ?? "\(form.key) is written \(form.pattern), such as \(examples)", isUsage: true)
    }
}
