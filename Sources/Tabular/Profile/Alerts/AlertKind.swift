import Recipes

/// A kind of alert as it is declared: its code, what it is called, what it says, what can be done, and where its rule comes from.
public struct AlertKind: Hashable, Sendable {
    /// The stable word in documents and settings.
    public let code: String
    /// A few words for a list.
    public let title: String
    /// What is found, and why it matters, in one or two sentences.
    public let sentence: String
    /// What is proposed, the best first.
    public let remedies: [Remedy]
    /// Where the rule and its threshold come from.
    public let source: String

    /// What an alert of this kind can propose.
    public enum Remedy: String, Hashable, Sendable {
        /// Switches the feature off.
        case drop
        /// Fills what is missing by the median or the commonest value, and keeps a note of where it was.
        case impute
        /// Keeps a note of where values are missing.
        case indicator
        /// Joins rare categories.
        case rare
        /// Takes the logarithm; only where no value is negative.
        case log
        /// Limits values to the outer quantiles.
        case clip
        /// Takes blanks off.
        case trim
        /// Writes values as others.
        case map
        /// Writes values as pseudonyms.
        case hash
        /// Reads the column as another kind.
        case kind
        /// Keeps the first of rows that are alike.
        case distinct
        /// Leaves rows out.
        case filter
        /// Splits so that no group is on both sides.
        case group
        /// Splits by time.
        case time

        /// The change of a recipe; nil where it takes more than the column's name to make it.
        func edit(_ column: Column) -> RecipeEdit? {
            let isNumber = column.kind == .number || column.kind == .date
            switch self {
            case .drop: return .drop(column: column.name)
            case .impute: return .encode(column: column.name, words: [isNumber ? "median" : "mode", "indicator"])
            case .indicator: return .encode(column: column.name, words: ["indicator"])
            case .rare: return .encode(column: column.name, words: ["rare=0.01"])
            case .log: return .encode(column: column.name, words: ["log"])
            case .clip: return .encode(column: column.name, words: ["clip=0.01"])
            case .trim: return .step(Step(.trim, ["columns": .array([.string(column.name)])]))
            case .hash: return .step(Step(.hash, ["columns": .array([.string(column.name)])]))
            case .group: return .split(.group(column: column.name, folds: 5))
            case .time: return .split(.time(column: column.name, folds: 5))
            case .distinct: return .step(Step(.dropDuplicates, [:]))
            case .map, .kind, .filter: return nil
            }
        }
    }

    init(_ code: String, _ title: String, _ sentence: String, remedies: [Remedy] = [], source: String) {
        self.code = code
        self.title = title
        self.sentence = sentence
        self.remedies = remedies
        self.source = source
    }

    /// The kind with this code; nil for a code that a later build knows.
    public static func named(_ code: String) -> AlertKind? { all.first { $0.code == code } }

    /// The page of the manual, with the place on it.
    public var page: String { "docs/alerts.md#\(code)" }
}

extension Alert {
    /// How the alert is declared.
    public var kind: AlertKind? { AlertKind.named(code) }

    /// What the alert is called; the code where it is not declared.
    public var title: String { kind?.title ?? code }
}
