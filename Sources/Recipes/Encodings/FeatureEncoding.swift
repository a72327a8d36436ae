/// How a feature is given to a model, as words joined by `+`: `median+indicator`, `clip=0.01+log`, `rare=20`; `auto` is what the family
/// prefers.
///
/// What the words need to know is learnt inside each fold, from its training rows alone, and kept in the model. They take effect in this
/// order, however they are written: the indicator looks at the values as they are, then values are clipped, missing ones filled with what the clipped
/// ones come to, rare categories joined, logarithms taken.
public struct FeatureEncoding: Hashable, Sendable {
    /// What stands where a value is missing.
    public enum Filling: Hashable, Sendable {
        case median, mean, mode
        case constant(String)
    }

    public var filling: Filling?
    /// Whether a column of 0 and 1 says where values are missing.
    public var hasIndicator = false
    /// The share of training rows on either side whose values are moved inwards.
    public var clip: Double?
    /// Whether x becomes sign(x) log(1 + |x|).
    public var takesLog = false
    /// Categories below this are joined: a share of the training rows where it is below 1, else a number of them.
    public var rare: Double?

    /// What the family prefers.
    public static let auto = FeatureEncoding()

    private init() {}

    /// Whether there is nothing to do but what the family prefers.
    public var isAuto: Bool { self == .auto }

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

    /// Takes a word away, whatever its value.
    public mutating func remove(_ text: String) {
        switch EncodingWord.named(String(text.prefix { $0 != "=" }))?.role {
        case .filling: filling = nil
        case .indicator: hasIndicator = false
        case .clip: clip = nil
        case .log: takesLog = false
        case .rare: rare = nil
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
        return words
    }

    /// Looks whether the words make sense for a feature.
    ///
    /// - Throws: ``AssayError`` `encoding` that names the column and what fits it.
    public func check(for kind: ColumnKind, column: String) throws(AssayError) {
        for word in EncodingWord.all where has(word) && !word.kinds.contains(kind) {
            let fitting = EncodingWord.all(for: kind).map(\.key).joined(separator: ", ")
            throw .encoding("\(word.key) makes no sense for \(column), a \(kind.rawValue)", hint: "use auto, \(fitting)")
        }
        if case .constant(let value) = filling, kind == .number || kind == .date, Self.number(value) == nil {
            throw .encoding("\(column) is filled with \"\(value)\", which is no number", hint: "write constant=0 or the like")
        }
    }

    /// The number that a constant is.
    static func number(_ text: String) -> Double? {
        guard let value = Double(text), value.isFinite, !text.contains("x"), !text.contains("X") else { return nil }
        return value
    }

    /// The number that missing values are filled with, where it is a constant.
    public var fillingNumber: Double? {
        if case .constant(let value) = filling { Self.number(value) } else { nil }
    }
}

extension FeatureEncoding: CustomStringConvertible {
    /// The words as a recipe holds them.
    public var description: String { isAuto ? "auto" : words.joined(separator: "+") }
}

extension Recipe.Feature {
    /// The encoding, read and found to fit the feature's kind.
    ///
    /// - Throws: ``AssayError`` as ``FeatureEncoding/init(parsing:)`` and ``FeatureEncoding/check(for:column:)``.
    public func readEncoding() throws(AssayError) -> FeatureEncoding {
        let encoding = try FeatureEncoding(parsing: encoding)
        try encoding.check(for: kind, column: column)
        return encoding
    }
}

extension AssayError {
    static func encoding(_ reason: String, hint: String) -> AssayError {
        AssayError(code: "encoding", message: reason, hint: hint, isUsage: true)
    }
}
