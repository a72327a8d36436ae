/// A word of a feature's encoding, declared once: the picker on the screen, `--encode`, the messages and the manual are made from this.
public struct EncodingWord: Hashable, Sendable {
    /// What words do; an encoding has at most one word of each role. They take effect in this order, but that the indicator looks at the
    /// values as they are and values are clipped before missing ones are filled.
    public enum Role: Int, Sendable, Comparable, CaseIterable {
        /// Puts a value where one is missing.
        case filling
        case indicator
        case clip
        case log
        case rare
        /// Makes words of numbers.
        case bin
        /// Moves and stretches numbers.
        case scale
        /// Makes numbers of words.
        case code
        /// Takes dates apart.
        case parts
        case cyclic

        public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }

        /// What words of this role do, for the manual.
        public var title: String {
            switch self {
            case .filling: "Missing values"
            case .indicator: "Where values are missing"
            case .clip: "Outer values"
            case .log: "Logarithm"
            case .rare: "Rare categories"
            case .bin: "Numbers as ranges"
            case .scale: "Scales"
            case .code: "Words as numbers"
            case .parts: "Parts of dates"
            case .cyclic: "Circles of dates"
            }
        }
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
    /// Where the method is described, with a DOI where there is one; empty for what needs no source.
    public let source: String

    /// The value of a word.
    public enum Value: Hashable, Sendable {
        /// A share of the training rows, above 0 and below one half; with the one that is offered.
        case tail(Double)
        /// A share below 1, or a number of rows from 2 on.
        case shareOrCount(Double)
        /// What to fill in; a number for numbers and dates.
        case filling
        /// A whole number within a range; with the one that is meant where none is said.
        case count(Int, ClosedRange<Int>)
        /// One of some words, the first where none is said.
        case choice([String])
        /// How many rows an average over all counts for, from 0 on, or `auto`; with the one that is meant where none is said.
        case smoothing(Double)

        /// What may be written, for the manual.
        public var rangeText: String {
            switch self {
            case .tail(let standard): "a share of the rows above 0 and below 0.5; \(JSON.numberText(standard)) where none is said"
            case .shareOrCount(let standard):
                "a share below 1 or a number of rows from 2 on; \(JSON.numberText(standard)) where none is said"
            case .filling: "the value; a number for numbers and dates"
            case .count(let standard, let range): "\(range.lowerBound) to \(range.upperBound); \(standard) where none is said"
            case .choice(let words): "\(words.joined(separator: " or ")); \(words[0]) where none is said"
            case .smoothing(let standard): "0 or more, or auto; \(JSON.numberText(standard)) where none is said"
            }
        }
    }

    private init(
        _ key: String, _ role: Role, _ kinds: Set<ColumnKind>, _ summary: String, value: Value? = nil,
        source: String = ""
    ) {
        self.key = key
        self.role = role
        self.kinds = kinds
        self.summary = summary
        self.value = value
        self.source = source
    }

    /// The word as it is offered, with a value where it needs one: `clip=0.01`.
    public func offered(for kind: ColumnKind) -> String {
        switch value {
        case nil, .choice, .smoothing: key
        case .count(let count, _): "\(key)=\(count)"
        case .tail(let share), .shareOrCount(let share): "\(key)=\(JSON.numberText(share))"
        case .filling: "\(key)=\(kind == .number || kind == .date ? "0" : "missing")"
        }
    }

    /// The number that is meant where none is said; 0 where none can be.
    var standardNumber: Double {
        switch value {
        case .tail(let number), .shareOrCount(let number), .smoothing(let number): number
        case .count(let count, _): Double(count)
        case .filling, .choice, nil: 0
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
        EncodingWord(
            "bin", .bin, [.number], "makes ranges of numbers, with equally many training rows in each", value: .count(5, 2...256)),
        EncodingWord(
            "standardise", .scale, numbers, "takes the mean of the training rows away and divides by their standard deviation"),
        EncodingWord(
            "robust", .scale, numbers,
            "takes the median of the training rows away and divides by the distance of their quartiles, which outliers do not move"
        ),
        EncodingWord(
            "quantile", .scale, numbers,
            "spreads values by their rank among the training rows, as a normal or uniform distribution",
            value: .choice(["normal", "uniform"])),
        EncodingWord(
            "onehot", .code, words, "gives each of the commonest categories a column of 0 and 1, and the others one together",
            value: .count(50, 2...1000)),
        EncodingWord(
            "ordinal", .code, words,
            "numbers the categories of the training rows in their order, as numbers where all are; others are missing"),
        EncodingWord("frequency", .code, words, "puts the share of the training rows that have the category"),
        EncodingWord(
            "target", .code, words,
            "puts the mean of the target over the training rows with the category, or the share of each class but the first, drawn towards the "
                + "mean of all as if so many more rows had it; a training row's own code comes from other rows",
            value: .smoothing(10), source: "Micci-Barreca 2001, https://doi.org/10.1145/507533.507538"),
        EncodingWord(
            "hash", .code, words, "puts each category into one of so many columns by its hash, as 1 or -1",
            value: .count(32, 1...4096),
            source: "Weinberger et al. 2009, https://doi.org/10.1145/1553374.1553516"),
        EncodingWord(
            "tfidf", .code, [.text, .category, .identifier],
            "counts the words of a text in so many columns by their hash, those that few rows have more, each row with length 1",
            value: .count(64, 1...4096), source: "Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0"),
        EncodingWord(
            "parts", .parts, [.date],
            "takes a date apart into year, month, day, weekday, day of the year, hour and minute: those that vary"),
        EncodingWord(
            "cyclic", .cyclic, [.date], "puts month, weekday and hour on circles, as sine and cosine: those that vary"),
    ]

    /// The words for features of a kind.
    public static func all(for kind: ColumnKind) -> [EncodingWord] { all.filter { $0.kinds.contains(kind) } }

    /// The word with this key.
    static func named(_ key: String) -> EncodingWord? { all.first { $0.key == key } }
}
