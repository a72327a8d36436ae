/// How a feature is given to a model, as words joined by `+`: `median+indicator`, `clip=0.01+log`, `rare=20`; `auto` is what the family
/// prefers.
///
/// What the words need to know is learnt inside each fold, from its training rows alone, and kept in the model. They take effect in this
/// order, however they are written: the indicator looks at the values as they are, then values are clipped, missing ones filled with what the clipped
/// ones come to, rare categories joined, logarithms taken; then numbers become ranges or are scaled, words become numbers, dates fall into
/// parts.
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

    /// How numbers are moved and stretched.
    public enum Scaling: Hashable, Sendable {
        case standard, robust, normalQuantiles, uniformQuantiles
    }

    /// How words become numbers.
    public enum Coding: Hashable, Sendable {
        /// So many columns at most.
        case oneHot(Int)
        case ordinal, frequency
        /// With the rows that the mean of all counts for; nil is what the variances say.
        case target(Double?)
        /// So many columns.
        case hash(Int)
        case termFrequency(Int)
    }

    /// Ranges with equally many training rows, so many.
    public var bins: Int?
    public var scaling: Scaling?
    public var coding: Coding?
    /// Whether a date becomes year, month, day and so on.
    public var takesParts = false
    /// Whether a date becomes sines and cosines.
    public var takesCircles = false

    /// What the family prefers.
    public static let auto = FeatureEncoding()

    init() {}

    /// Whether there is nothing to do but what the family prefers.
    public var isAuto: Bool { self == .auto }

    /// Looks whether the words make sense for a feature.
    ///
    /// - Throws: ``AssayError`` `encoding` that names the column and what fits it.
    public func check(for kind: ColumnKind, column: String) throws(AssayError) {
        for word in EncodingWord.all where has(word) && !word.kinds.contains(kind) {
            // Ranges are words.
            if kind == .number, bins != nil, word.role == .code, word.key != "tfidf" { continue }
            let fitting = EncodingWord.all(for: kind).map(\.key).joined(separator: ", ")
            throw .encoding("\(word.key) makes no sense for \(column), a \(kind.rawValue)", hint: "use auto, \(fitting)")
        }
        try checkCombination()
        if case .constant(let value) = filling, kind == .number || kind == .date, Self.number(value) == nil {
            throw .encoding("\(column) is filled with \"\(value)\", which is no number", hint: "write constant=0 or the like")
        }
    }

    /// Some words leave nothing for others to work on.
    private func checkCombination() throws(AssayError) {
        if bins != nil, scaling != nil {
            throw .encoding("\(self) makes ranges of numbers and scales them", hint: "keep bin, or the scale")
        }
        if takesParts || takesCircles, scaling != nil {
            throw .encoding("\(self) takes a date apart and scales it", hint: "keep one of them")
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
