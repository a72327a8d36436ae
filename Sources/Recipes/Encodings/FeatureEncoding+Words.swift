extension FeatureEncoding {
    /// Reads an encoding; the order of the words means nothing.
    ///
    /// - Throws: ``AssayError`` `unknown_encoding` with the nearest word, or `encoding` for a value that cannot be one.
    public init(parsing text: String) throws(AssayError) {
        if text == "auto" { return }
        var seen: [EncodingWord.Role: String] = [:]
        for part in text.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
            let word = try add(part)
            if let earlier = seen[word.role] {
                throw .encoding("\(text) says \(earlier) and \(part), which do the same", hint: "keep one of them")
            }
            seen[word.role] = part
        }
    }

    /// Adds a word, in place of the one that had its role.
    ///
    /// - Returns: its declaration.
    /// - Throws: ``AssayError`` as ``init(parsing:)``.
    @discardableResult
    public mutating func add(_ text: String) throws(AssayError) -> EncodingWord {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let word = EncodingWord.named(parts[0]) else {
            let known = EncodingWord.all.map(\.key) + ["auto"]
            throw .unknownWord(parts[0], kind: "encoding", known: known)
        }
        let value = parts.count > 1 ? parts[1] : nil
        if word.value == nil, value != nil { throw .encoding("\(word.key) takes no value", hint: "write \(word.key)") }
        switch word.key {
        case "median": filling = .median
        case "mean": filling = .mean
        case "mode": filling = .mode
        case "constant":
            guard let value, !value.isEmpty else {
                throw .encoding("constant needs the value to fill in", hint: "such as constant=0")
            }
            filling = .constant(value)
        case "indicator": hasIndicator = true
        case "clip":
            guard let share = Self.number(value ?? "0.01"), share > 0, share < 0.5 else {
                throw .encoding("\(text) is no share of the rows", hint: "write one above 0 and below 0.5, such as clip=0.01")
            }
            clip = share
        case "log": takesLog = true
        case "standardise": scaling = .standard
        case "robust": scaling = .robust
        case "ordinal": coding = .ordinal
        case "frequency": coding = .frequency
        case "parts": takesParts = true
        case "cyclic": takesCircles = true
        case "quantile":
            let kind = try Self.choice(value, of: word, in: text)
            scaling = kind == "normal" ? .normalQuantiles : .uniformQuantiles
        case "target":
            guard let value, value != "auto" else {
                coding = .target(value == nil ? word.standardNumber : nil)
                break
            }
            guard let rows = Self.number(value), rows >= 0, rows <= 1e9 else {
                throw .encoding(
                    "\(text) is no number of rows",
                    hint: "write target=10, where the mean of all counts for ten rows, or target=auto")
            }
            coding = .target(rows)
        case "bin": bins = try Self.count(value, of: word, in: text)
        case "onehot": coding = .oneHot(try Self.count(value, of: word, in: text))
        case "hash": coding = .hash(try Self.count(value, of: word, in: text))
        case "tfidf": coding = .termFrequency(try Self.count(value, of: word, in: text))
        default:
            guard let limit = Self.number(value ?? "0.01"),
                limit > 0 && limit < 1 || limit >= 2 && limit <= 1e9 && limit == limit.rounded()
            else {
                throw .encoding(
                    "\(text) is neither a share nor a number of rows", hint: "write rare=0.01 for one in a hundred, or rare=20")
            }
            rare = limit
        }
        return word
    }

    private static func count(_ text: String?, of word: EncodingWord, in whole: String) throws(AssayError) -> Int {
        guard case .count(let standard, let range) = word.value else { return 0 }
        guard let text else { return standard }
        guard let count = Int(text), range.contains(count) else {
            throw .encoding(
                "\(whole) is out of range",
                hint: "write \(range.lowerBound) to \(range.upperBound), such as \(word.key)=\(standard)")
        }
        return count
    }

    private static func choice(_ text: String?, of word: EncodingWord, in whole: String) throws(AssayError) -> String {
        guard case .choice(let words) = word.value else { return "" }
        let chosen = text ?? words[0]
        guard words.contains(chosen) else {
            throw .encoding(
                "\(whole) cannot be", hint: "write \(words.map { "\(word.key)=\($0)" }.joined(separator: " or "))")
        }
        return chosen
    }

    /// Takes a word away, whatever its value.
    public mutating func remove(_ text: String) {
        switch EncodingWord.named(String(text.prefix { $0 != "=" }))?.role {
        case .filling: filling = nil
        case .indicator: hasIndicator = false
        case .clip: clip = nil
        case .log: takesLog = false
        case .rare: rare = nil
        case .bin: bins = nil
        case .scale: scaling = nil
        case .code: coding = nil
        case .parts: takesParts = false
        case .cyclic: takesCircles = false
        case nil: break
        }
    }

    /// Whether it has a word, whatever the word's value.
    public func has(_ word: EncodingWord) -> Bool { words.contains { $0.prefix { $0 != "=" } == word.key } }

    /// The words in the canonical order; none for `auto`.
    public var words: [String] {
        var words: [String] = []
        switch filling {
        case .median: words.append("median")
        case .mean: words.append("mean")
        case .mode: words.append("mode")
        case .constant(let value): words.append("constant=\(value)")
        case nil: break
        }
        if hasIndicator { words.append("indicator") }
        if let clip { words.append("clip=\(JSON.numberText(clip))") }
        if takesLog { words.append("log") }
        if let rare { words.append("rare=\(JSON.numberText(rare))") }
        if let bins { words.append("bin=\(bins)") }
        switch scaling {
        case .standard: words.append("standardise")
        case .robust: words.append("robust")
        case .normalQuantiles: words.append("quantile=normal")
        case .uniformQuantiles: words.append("quantile=uniform")
        case nil: break
        }
        switch coding {
        case .oneHot(let columns): words.append("onehot=\(columns)")
        case .ordinal: words.append("ordinal")
        case .frequency: words.append("frequency")
        case .target(let rows): words.append("target=\(rows.map(JSON.numberText) ?? "auto")")
        case .hash(let columns): words.append("hash=\(columns)")
        case .termFrequency(let columns): words.append("tfidf=\(columns)")
        case nil: break
        }
        if takesParts { words.append("parts") }
        if takesCircles { words.append("cyclic") }
        return words
    }
}
