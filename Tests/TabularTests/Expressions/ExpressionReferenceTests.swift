import Recipes
import Tabular
import TestSupport
import Testing

@Suite struct ExpressionReferenceTests {
    private static let names = ["a", "b", "c", "d", "f", "t"]

    /// Rows with small numbers, few words, and gaps everywhere.
    private static func rows(_ count: Int, _ random: inout SeededGenerator) -> [[String: RowValue]] {
        (0..<count).map { row in
            func gap(_ value: RowValue) -> RowValue { Int.random(in: 0..<6, using: &random) == 0 ? .missing : value }
            let halves = Double(Int.random(in: -6...6, using: &random)) / 2
            return [
                "a": gap(.number(halves)), "b": gap(.number(Double(Int.random(in: -3...3, using: &random)))),
                "c": gap(.text(["red", "green", "blue"].randomElement(using: &random) ?? "")),
                "d": gap(.text(["red", "Rome", "grey", "blue"].randomElement(using: &random) ?? "")),
                "f": gap(.flag(Bool.random(using: &random))), "t": gap(.number(Double(Int.random(in: 0...8, using: &random)))),
            ]
        }
    }

    private static func table(of rows: [[String: RowValue]]) -> Table {
        let columns = names.map { name -> Column in
            let values = rows.map { $0[name] ?? .missing }
            if ["c", "d", "f"].contains(name) {
                let isFlag = name == "f"
                let texts = values.map { value in isFlag ? value.flag.map { $0 ? "yes" : "no" } : value.text }
                let words = Set(texts.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                let codes = texts.map { text in text.flatMap { words.firstIndex(of: $0) }.map { Int32($0) } ?? -1 }
                return Column(name: name, kind: isFlag ? .flag : .category, storage: .codes(codes, words: words))
            }
            return Column(name: name, kind: .number, storage: .numbers(values.map { $0.number ?? .nan }))
        }
        return Table(
            name: "drawn", source: Recipe.Source(fingerprint: "drawn", header: true, delimiter: ","), rowCount: rows.count,
            columns: columns)
    }

    private static func drawn(_ type: ExpressionType, _ depth: Int, _ random: inout SeededGenerator) -> DrawnExpression {
        func part(_ type: ExpressionType) -> DrawnExpression { drawn(type, depth - 1, &random) }
        func any(_ names: [String]) -> String { names.randomElement(using: &random) ?? "" }
        let isLeaf = depth <= 0 || Int.random(in: 0..<5, using: &random) == 0
        switch type {
        case .number, .date:
            if isLeaf {
                return Bool.random(using: &random)
                    ? .column(any(["a", "b"])) : .number(Double(Int.random(in: -3...3, using: &random)))
            }
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1, 2: return .binary(any(["+", "-", "*", "/", "%", "^"]), part(.number), part(.number))
            case 3: return .unary("-", part(.number))
            case 4: return .call(any(["abs", "sqrt", "log", "floor"]), [part(.number)])
            case 5: return .call("max", [part(.number), part(.number)])
            case 6:
                return Bool.random(using: &random)
                    ? .call("length", [part(.text)]) : .call("coalesce", [part(.number), .missing, part(.number)])
            default:
                let rows = Bool.random(using: &random) ? Int.random(in: 1...4, using: &random) : nil
                return .window(
                    any(["sum", "mean", "min", "max", "count", "first", "last"]), .column(any(["a", "b"])),
                    by: Bool.random(using: &random) ? any(["c", "f", "b"]) : nil, rows: rows,
                    isBefore: Bool.random(using: &random))
            }
        case .text:
            if isLeaf { return Bool.random(using: &random) ? .column(any(["c", "d"])) : .text(any(["red", "Rome", ""])) }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .call("upper", [part(.text)])
            case 1: return .call("concat", [part(.text), part(.text)])
            case 2: return .call("if", [part(.flag), part(.text), part(.text)])
            default: return .call("coalesce", [part(.text), part(.text)])
            }
        case .flag:
            if isLeaf { return Bool.random(using: &random) ? .column("f") : .flag(Bool.random(using: &random)) }
            switch Int.random(in: 0..<7, using: &random) {
            case 0: return .binary(any(["and", "or"]), part(.flag), part(.flag))
            case 1: return .unary("not", part(.flag))
            case 2: return .binary(any(["=", "!=", "<", ">="]), part(.number), part(.number))
            case 3: return .binary(any(["=", "!=", "<", ">="]), part(.text), part(.text))
            case 4: return .isMissing(part(.number))
            case 5: return .member(part(.text), ["red", "RED", "Rome"])
            default: return .call("starts_with", [part(.text), part(.text)])
            }
        }
    }

    @Test func wholeColumnsAgreeWithRowByRow() throws {
        var random = SeededGenerator(seed: 2024)
        for round in 0..<1500 {
            let rows = Self.rows(round % 50 == 0 ? 1 : 24, &random)
            let data = Self.table(of: rows)
            let type = [ExpressionType.number, .text, .flag][round % 3]
            let drawn = Self.drawn(type, 4, &random)
            let expression = try Expression(parsing: drawn.source)
            #expect(try Expression(parsing: expression.canonicalText) == expression, "\(drawn.source)")
            let column = try expression.evaluate(on: data)
            for row in rows.indices {
                let wanted = drawn.value(row, rows)
                let got = Self.value(column, row, type)
                #expect(Self.areClose(got, wanted), "row \(row) of \(expression): \(got), wanted \(wanted)")
            }
        }
    }

    private static func value(_ column: Column, _ row: Int, _ type: ExpressionType) -> RowValue {
        if column.isMissing(row) { return .missing }
        if let value = column.numbers?[row] { return .number(value) }
        let text = column.text(row: row) ?? ""
        return type == .flag ? .flag(text == "true" || text == "yes") : .text(text)
    }

    private static func areClose(_ a: RowValue, _ b: RowValue) -> Bool {
        guard case .number(let x) = a, case .number(let y) = b else { return a == b }
        return x == y || abs(x - y) <= 1e-9 * max(1, abs(x), abs(y))
    }
}
