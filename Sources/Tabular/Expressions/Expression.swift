public import Recipes

/// A derived column as people write it: `charges / max(tenure, 1)`, `if(city in ("Rome", "Oslo"), 1, 0)`,
/// `mean(amount) over (by customer order day rows 3 before)`.
///
/// An expression sees one row, and through a window the rows of its group that stand with it or before it. It never sees the target, and nothing
/// that would have to be fitted to rows, so a derived column leaks nothing from the rows that score a model.
///
/// **Grammar**, loosest first:
///
///     or         = and { OR and }
///     and        = not { AND not }
///     not        = NOT not | comparison
///     comparison = sum [ = == != <> < <= > >= sum | [NOT] IN ( item, .. ) | IS [NOT] MISSING ]
///     sum        = product { + - product }
///     product    = unary { * / % unary }
///     unary      = - unary | power
///     power      = primary [ ^ unary ]
///     primary    = number | "text" | 'text' | TRUE | FALSE | MISSING | column | `any column` | ( or )
///                | function( or, .. ) [ OVER ( [BY or, ..] [ORDER or [DESC]] [ROWS number] [BEFORE] ) ]
///
/// Words of the grammar and names of functions are read in any case, columns as they are written. In text a backslash keeps the next character,
/// in a backquoted name two backquotes are one.
///
/// **Missing values.** What is worked out from a missing value is missing. Only these look past it: `is missing`, `coalesce`, `count_missing`,
/// windows (which skip it), and the logic of three values: `false and missing` is false, `true or missing` is true. A condition that is missing
/// makes `if` missing. A result that is no finite number (a division by zero, the logarithm of a negative number, an overflow) is
/// missing too.
///
/// **Dates** are moments in UTC. A text beside a date is read as a date; the difference of two dates is in days, and a number added to a date is
/// days.
public struct Expression: Sendable {
    /// The text as it was written.
    public let text: String
    let root: ExpressionNode

    /// Reads an expression of at most ``lengthLimit`` bytes.
    ///
    /// - Throws: ``AssayError`` `expression` with the ``AssayError/offset`` of the character at which it makes no sense.
    /// - Complexity: O(n) in the length of the text.
    public init(parsing text: String) throws(AssayError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
        self.text = text
    }

    /// Reads any bytes; what is no UTF-8 is replaced. For fuzzing: every sequence of bytes is either read or refused.
    ///
    /// - Throws: ``AssayError`` as ``init(parsing:)``.
    public init(bytes: [UInt8]) throws(AssayError) {
        try self.init(parsing: String(decoding: bytes.prefix(Self.lengthLimit + 1), as: UTF8.self))
    }

    /// Bytes that an expression may have.
    public static let lengthLimit = 10_000

    /// The names of the columns that it reads, sorted; those of its windows among them.
    public var columns: [String] { Set(root.columns).sorted() }

    /// The expression in the one form that all ways of writing it share; reading it gives the same expression.
    public var canonicalText: String { root.text() }
}

extension Expression: Equatable {
    /// Whether both mean the same, however they are written.
    public static func == (a: Expression, b: Expression) -> Bool { a.root == b.root }
}

extension Expression: CustomStringConvertible {
    public var description: String { canonicalText }
}
