import Recipes
import Tabular
import TestSupport
import Testing

@Suite struct ExpressionReadingTests {
    @Test(arguments: [
        ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"), ("(a-b)-c", "a - b - c"),
        ("-a^2", "-a ^ 2"), ("(-a)^2", "(-a) ^ 2"), ("2^-x", "2 ^ -x"), ("a^b^c", "a ^ b ^ c"), ("(a^b)^c", "(a ^ b) ^ c"),
        ("a ** b", "a ^ b"), ("--a", "--a"), ("a<>b", "a != b"), ("a==b", "a = b"), ("NOT a AND b or c", "not a and b or c"),
        ("not (a and b)", "not (a and b)"), ("a and (b or c)", "a and (b or c)"), ("not a = b", "not a = b"),
        ("(not a) = b", "(not a) = b"), ("a IS Not Missing", "a is not missing"), ("missing(a)", "a is missing"),
        ("a not in (1,'x',-2)", "a not in (1, \"x\", -2)"), ("`total charges`/2", "`total charges` / 2"), ("`a``b`", "`a``b`"),
        ("`age`", "age"), ("`and`", "`and`"), ("petal.width", "petal.width"), ("größe", "größe"),
        ("IF(a, 1, b, 2, 3)", "if(a, 1, b, 2, 3)"), ("case(a,1)", "if(a, 1)"), ("'it\\'s'", "\"it's\""),
        (#""a\\b\"""#, #""a\\b\"""#),
        (".5 + 1e-3", "0.5 + 0.001"), ("min", "min"), ("by + rows", "by + rows"),
        (
            "mean(x) over(by a,b order by t desc rows 3 before)", "mean(x) over (by a, b order t desc rows 3 before)"
        ),
        ("lag(x,2) over(order t asc)", "lag(x, 2) over (order t)"), ("true and FALSE", "true and false"),
    ])
    func isReadAndWritten(_ text: String, _ canonical: String) throws {
        let expression = try Expression(parsing: text)
        #expect(expression.canonicalText == canonical)
        #expect(try Expression(parsing: canonical) == expression)
    }

    @Test(arguments: [
        ("", 0), ("a +", 3), ("a + * b", 4), ("(a", 0), ("a)", 1), ("a b", 2), ("a < b < c", 6), ("f(a", 1), ("f(a,)", 4),
        ("'abc", 0), ("`abc", 0), ("a && b", 2), ("a # b", 2), ("a is 3", 5), ("a in 3", 5), ("a in ()", 2), ("1x", 1),
        ("1e999", 0),
        ("1 + not a", 4), ("and", 0), ("a, b", 1), ("sum(a) over b", 12), ("sum(a) over (b)", 13),
        ("sum(a) over (by b rows 2)", 12),
        ("sum(a) over (order b rows x)", 26), ("日本 + €", 5),
    ])
    func errorsPointAtTheCharacter(_ text: String, _ offset: Int) {
        let error = #expect(throws: AssayError.self) { try Expression(parsing: text) }
        #expect(error?.code == "expression")
        #expect(error?.offset == offset)
        #expect(error?.isUsage == true)
    }

    @Test func columnsAreThoseThatItReads() throws {
        let expression = try Expression(parsing: "sum(b) over (by `c d` order e) + log(a) + a * (b in (1, 2))")
        #expect(expression.columns == ["a", "b", "c d", "e"])
    }

    @Test func largeOnesAreRefused() {
        let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 4000)
        #expect(throws: AssayError.self) { try Expression(parsing: deep) }
        #expect(throws: AssayError.self) { try Expression(parsing: String(repeating: "-", count: 9000) + "a") }
        #expect(throws: AssayError.self) { try Expression(parsing: String(repeating: "not ", count: 2000) + "a") }
        #expect(throws: AssayError.self) { try Expression(parsing: String(repeating: "a+", count: 4000) + "a") }
        #expect(throws: AssayError.self) { try Expression(parsing: String(repeating: "2^", count: 4000) + "a") }
        #expect(throws: AssayError.self) { try Expression(parsing: String(repeating: "a", count: 20_000)) }
    }

    @Test func anyBytesAreReadOrRefused() throws {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "a", "`b c`", "1", "2.5e3", "'x'", "\"", "'", "`", "(", ")", ",", "+", "-", "*", "/", "%", "^", "=", "<", ">=", "!=",
            " and ",
            " or ", " not ", " in ", " is ", " missing", "if(", "log(", "sum(", " over (", "by ", "order ", "rows 3", " before",
            "lag(",
            "extract(", "\\", "é", "\u{301}", "\0", "1e", ".",
        ]
        let data = try table("a,b c\n1,x\n2,y\n")
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            guard let expression = try? Expression(parsing: text) else { continue }
            #expect(try Expression(parsing: expression.canonicalText) == expression, "\(text)")
            _ = try? expression.evaluate(on: data)
        }
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? Expression(bytes: bytes)
        }
    }
}
