public import Recipes

/// A condition on rows, as people write it: `age>30 and (city=Oslo or plan:x) not note:"a b"`.
///
/// A term compares a column with a value by `=`, `!=`, `<`, `<=`, `>`, `>=`, or asks whether its text contains the value by `:` or
/// `~`, in any case. `missing(age)` is true where the value is missing; otherwise a missing value satisfies no term but `!=`. A bare
/// word is true of rows in which any cell contains it. Terms are joined by AND and OR (in any case), side by side means AND, NOT
/// binds closest and OR loosest; quotes keep blanks and signs together. In place of a column an ``Expression`` may stand, in quotes where it has
/// blanks or parentheses: `charges/tenure>3`, `"log(charges) - age" < 0`.
public struct RowFilter: Sendable, Equatable {
    /// The text as it was written.
    public let text: String
    let root: Node

    /// What a comparison asks.
    enum Comparison: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contains = ":"
    }

    /// A condition, with the places of its words for errors that show only on a table.
    indirect enum Node: Sendable, Equatable {
        case all
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
        case compare(column: Word, Comparison, value: Word)
        case missing(column: Word)
        case anywhere(Word)
    }

    /// A word and the character it begins at, from 1.
    struct Word: Sendable, Equatable {
        var text: String
        var place: Int
    }

    /// Reads a condition; an empty one is true of every row.
    ///
    /// - Throws: ``AssayError`` that names the character at which it makes no sense.
    public init(parsing text: String) throws(AssayError) {
        var parser = try RowFilterParser(text)
        self.text = text
        root = try parser.parse()
    }

    public static func == (a: RowFilter, b: RowFilter) -> Bool { a.root == b.root }
}
