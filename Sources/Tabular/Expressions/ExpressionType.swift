public import Recipes

/// What an expression, or a part of one, gives.
public enum ExpressionType: String, CaseIterable, Sendable {
    case number
    case text
    /// True or false.
    case flag
    /// A moment, as seconds since 1970-01-01 UTC.
    case date

    /// The kind of a column with such values.
    public var kind: ColumnKind {
        switch self {
        case .number: .number
        case .text: .category
        case .flag: .flag
        case .date: .date
        }
    }
}

/// A column as expressions see it.
public struct ExpressionColumn: Hashable, Sendable {
    public var name: String
    public var type: ExpressionType
    /// Whether its values are words, so that it can be compared with text.
    public var isWords: Bool
    /// Whether its words are yes and no or the like, so that it can stand where true or false is wanted.
    public var isLogical: Bool
    /// Whether it has no value at all, so that nobody can tell what it would hold: it stands wherever `missing` may.
    public var isEmpty = false

    /// A column of which no more than the kind is known.
    public init(name: String, kind: ColumnKind) {
        self.name = name
        switch kind {
        case .number: type = .number
        case .date: type = .date
        case .flag: type = .flag
        case .category, .text, .identifier: type = .text
        }
        isWords = type == .text || type == .flag
        isLogical = kind == .flag
    }

    /// A column of a table: numbers are numbers whatever the column is used as.
    ///
    /// - Complexity: O(1) for numbers, otherwise O(words) until the first that is neither yes nor no.
    public init(_ column: Column) {
        name = column.name
        switch column.storage {
        case .numbers:
            type = column.kind == .date ? .date : .number
            (isWords, isLogical) = (false, false)
        case .codes(_, let words):
            isWords = true
            isEmpty = words.isEmpty
            isLogical = !words.isEmpty && words.allSatisfy { Truth.value(of: $0) != nil }
            type = isLogical && column.kind == .flag ? .flag : .text
        }
    }
}

/// Words for true and false.
enum Truth {
    private static let yes: Set<String> = ["true", "yes", "t", "y", "1", "on"]
    private static let no: Set<String> = ["false", "no", "f", "n", "0", "off"]

    /// What a word says, in any case; nil where it is no such word.
    static func value(of word: String) -> Bool? {
        guard word.utf8.count <= 5 else { return nil }
        let lower = word.lowercased()
        return yes.contains(lower) ? true : no.contains(lower) ? false : nil
    }
}

extension Table {
    /// The columns as expressions see them.
    public var expressionColumns: [ExpressionColumn] { columns.map { ExpressionColumn($0) } }
}
