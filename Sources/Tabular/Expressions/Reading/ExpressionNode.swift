/// A part of an expression as it was read, before anyone has looked whether it makes sense.
struct ExpressionNode: Sendable {
    /// A window: which rows of which group an aggregate looks at.
    struct Window: Sendable, Equatable {
        var groups: [ExpressionNode] = []
        var order: ExpressionNode?
        var isDescending = false
        /// At most so many rows, nil is all.
        var rows: Int?
        /// Whether the row itself is left out.
        var isBefore = false
    }

    indirect enum Kind: Sendable, Equatable {
        case number(Double)
        case text(String)
        case flag(Bool)
        case missing
        case column(String)
        case negate(ExpressionNode)
        case not(ExpressionNode)
        case binary(ExpressionOperator, ExpressionNode, ExpressionNode)
        case isMissing(ExpressionNode, isNegated: Bool)
        case member(ExpressionNode, of: [ExpressionNode], isNegated: Bool)
        /// The name in lower case.
        case call(String, [ExpressionNode], over: Window?)
    }

    var kind: Kind
    /// The scalar of the text that it is shown at: the operator of an operation, the first one of anything else.
    var place: Int
    /// Levels of nodes below and with this one.
    var depth: Int
}

extension ExpressionNode: Equatable {
    /// Whether both are written alike, wherever they stand.
    static func == (a: ExpressionNode, b: ExpressionNode) -> Bool { a.kind == b.kind }
}

extension ExpressionNode {
    /// The parts, in the order of the text.
    var children: [ExpressionNode] {
        switch kind {
        case .number, .text, .flag, .missing, .column: []
        case .negate(let part), .not(let part), .isMissing(let part, _): [part]
        case .binary(_, let a, let b): [a, b]
        case .member(let part, let items, _): [part] + items
        case .call(_, let arguments, let window):
            arguments + (window?.groups ?? []) + (window?.order.map { [$0] } ?? [])
        }
    }

    /// The columns that it reads, with repetition.
    var columns: [String] {
        if case .column(let name) = kind { return [name] }
        return children.flatMap(\.columns)
    }
}

/// What stands between two operands.
enum ExpressionOperator: String, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"

    /// How tightly it binds, see ``ExpressionNode/level``.
    var level: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .add, .subtract: 5
        case .multiply, .divide, .remainder: 6
        case .power: 8
        }
    }
}
