/// A function of the rows of a window, declared once.
public struct WindowFunction: Sendable {
    /// What it makes of the rows.
    enum Kind: Sendable, Equatable {
        /// Of their values that are not missing.
        case count, sum, mean, deviation, least, greatest
        /// A row of the window whose value it takes.
        case first, last, lag
        case difference, rank, rowNumber

        /// Whether the values have to be numbers or dates.
        var readsNumbers: Bool {
            switch self {
            case .count, .first, .last, .lag, .rowNumber: false
            case .sum, .mean, .deviation, .least, .greatest, .difference, .rank: true
            }
        }
    }

    /// As it is written, in lower case.
    public let name: String
    public let arguments: [ExpressionFunction.Argument]
    /// Nil is the type of the argument.
    public let result: ExpressionType?
    /// One sentence.
    public let summary: String
    let kind: Kind

    /// How it is written, without its window.
    public var usage: String { ExpressionFunction.usage(name, arguments) }

    /// Whether rows have to have an order.
    var needsOrder: Bool { [.first, .last, .lag, .difference, .rowNumber].contains(kind) }
    /// Whether it compares with the whole group.
    var isOfGroup: Bool { kind == .rank }
    /// Whether it reads one row, so that a number of rows says nothing.
    var isSingleRow: Bool { [.lag, .difference, .rank, .rowNumber].contains(kind) }

    private init(
        _ name: String, _ kind: Kind, _ arguments: [ExpressionFunction.Argument], _ result: ExpressionType?, _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.arguments = arguments
        self.result = result
        self.summary = summary
    }

    /// All functions of windows.
    public static let all: [WindowFunction] = [
        WindowFunction(
            "count", .count, [.init("x", .any, isOptional: true)], .number, "how many rows there are, or have a value of x"),
        WindowFunction("sum", .sum, [.number("x")], .number, "the sum of x; with an order, up to this row"),
        WindowFunction("mean", .mean, [.number("x")], .number, "the mean of x"),
        WindowFunction("sd", .deviation, [.number("x")], .number, "the standard deviation of x; missing below two values"),
        WindowFunction("min", .least, [.init("x", .numberOrDate)], nil, "the least x"),
        WindowFunction("max", .greatest, [.init("x", .numberOrDate)], nil, "the greatest x"),
        WindowFunction("first", .first, [.init("x", .any)], nil, "the first x that is not missing"),
        WindowFunction("last", .last, [.init("x", .any)], nil, "the last x that is not missing, this row's if it has one"),
        WindowFunction(
            "lag", .lag, [.init("x", .any), .number("rows", isOptional: true)], nil, "x of the row before, or so many rows before"
        ),
        WindowFunction(
            "difference", .difference, [.number("x"), .number("rows", isOptional: true)], .number,
            "x less that of the row before, or so many rows before"),
        WindowFunction("rank", .rank, [.number("x")], .number, "the place of x in its group from 1; equal values share a place"),
        WindowFunction("row_number", .rowNumber, [], .number, "how many rows of the group stand up to this one"),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static func named(_ name: String) -> WindowFunction? { byName[name] }
}
