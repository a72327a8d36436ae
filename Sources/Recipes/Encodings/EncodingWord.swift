/// A word of a feature's encoding, declared once: the picker on the screen, `--encode`, the messages and the manual are made from this.
public struct EncodingWord: Hashable, Sendable {
    /// What words do; an encoding has at most one word of each role.
    public enum Role: Int, Sendable, Comparable {
        /// Puts a value where one is missing.
        case filling
        case indicator
        case clip
        case log
        case rare

        public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
    }

    /// The name in recipes and on the command line.
    public let key: String
    public let role: Role
    /// Kinds of features that it makes sense for.
    public let kinds: Set<ColumnKind>
    /// What it does, in one sentence.
    public let summary: String
    /// What follows it after `=`, where something does.
    public let value: Value?

    /// The value of a word.
    public enum Value: Hashable, Sendable {
        /// A share of the training rows, above 0 and below one half; with the one that is offered.
        case tail(Double)
        /// A share below 1, or a number of rows from 2 on.
        case shareOrCount(Double)
        /// What to fill in; a number for numbers and dates.
        case filling
    }

    private init(_ key: String, _ role: Role, _ kinds: Set<ColumnKind>, _ summary: String, value: Value? = nil) {
        self.key = key
        self.role = role
        self.kinds = kinds
        self.summary = summary
        self.value = value
    }

    /// The word as it is offered, with a value where it needs one: `clip=0.01`.
    public func offered(for kind: ColumnKind) -> String {
        switch value {
        case nil: key
        case .tail(let share), .shareOrCount(let share): "\(key)=\(JSON.numberText(share))"
        case .filling: "\(key)=\(kind == .number || kind == .date ? "0" : "missing")"
        }
    }

    private static let numbers: Set<ColumnKind> = [.number, .date]
    private static let words: Set<ColumnKind> = [.category, .flag, .text, .identifier]

    /// All words, in the canonical order.
    public static let all: [EncodingWord] = [
        EncodingWord("median", .filling, numbers, "fills missing values with the median of the training rows"),
        EncodingWord("mean", .filling, numbers, "fills missing values with the mean of the training rows"),
        EncodingWord(
            "mode", .filling, Set(ColumnKind.allCases), "fills missing values with the commonest value of the training rows"),
        EncodingWord(
            "constant", .filling, Set(ColumnKind.allCases), "fills missing values with a value of your own", value: .filling),
        EncodingWord(
            "indicator", .indicator, Set(ColumnKind.allCases),
            "adds a column that is 1 where the value is missing and 0 elsewhere"),
        EncodingWord(
            "clip", .clip, numbers, "moves values beyond the outer quantiles of the training rows to them", value: .tail(0.01)),
        EncodingWord("log", .log, [.number], "takes the logarithm of 1 + |x|, with the sign of x"),
        EncodingWord(
            "rare", .rare, words, "joins the categories that are rarer than so in the training rows into one, \"other\"",
            value: .shareOrCount(0.01)),
    ]

    /// The words for features of a kind.
    public static func all(for kind: ColumnKind) -> [EncodingWord] { all.filter { $0.kinds.contains(kind) } }

    /// The word with this key.
    static func named(_ key: String) -> EncodingWord? { all.first { $0.key == key } }
}
