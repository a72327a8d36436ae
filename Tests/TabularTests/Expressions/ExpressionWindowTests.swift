import Recipes
import Tabular
import Testing

@Suite struct ExpressionWindowTests {
    private let data: Table

    init() throws {
        // Out of order on purpose; two rows of a share a time.
        data = try table(
            """
            who,t,x,word
            a,3,30,r
            b,1,5,p
            a,1,10,
            a,2,,q
            b,2,7,s
            a,3,50,t
            ,4,1,u
            b,,9,v
            """)
    }

    @Test(arguments: [
        ("sum(x) over (by who)", "90 21 90 90 21 90 · 21"), ("count(x) over (by who)", "3 3 3 3 3 3 · 3"),
        ("count() over (by who)", "4 3 4 4 3 4 · 3"), ("mean(x) over (by who)", "30 7 30 30 7 30 · 7"),
        ("min(x) over (by who)", "10 5 10 10 5 10 · 5"), ("max(x) over (by who)", "50 9 50 50 9 50 · 9"),
        ("sd(x) over (by who)", "20 2 20 20 2 20 · 2"), ("sum(x) over (by who order t)", "40 5 10 10 12 90 · ·"),
        ("sum(x) over (by who order t before)", "10 · · 10 5 40 · ·"),
        ("sum(x) over (by who order t rows 2)", "30 5 10 10 12 80 · ·"),
        ("sum(x) over (by who order t rows 2 before)", "10 · · 10 5 30 · ·"),
        ("count() over (by who order t rows 2 before)", "2 0 0 1 1 2 · ·"),
        ("max(x) over (by who order t desc)", "30 7 50 50 7 50 · ·"), ("lag(x) over (by who order t)", "· · · 10 5 30 · ·"),
        ("lag(x, 2) over (by who order t)", "10 · · · · · · ·"), ("difference(x) over (by who order t)", "· · · · 2 20 · ·"),
        ("row_number() over (by who order t)", "3 1 1 2 2 4 · ·"), ("rank(x) over (by who)", "2 1 1 · 2 3 · 3"),
        ("first(x) over (by who order t)", "10 5 10 10 5 10 · ·"), ("last(x) over (by who order t)", "30 5 10 10 7 50 · ·"),
        ("last(x) over (by who order t before)", "10 · · 10 5 30 · ·"),
        ("first(word) over (by who order t rows 2)", "q p · q p r · ·"),
        ("last(word) over (by who order t before)", "q · · · p r · ·"), ("lag(word) over (order t)", "s · p · q r t ·"),
        ("x - mean(x) over (by who)", "0 -2 -20 · 0 20 · 2"), ("sum(x) over (by t > 1)", "88 15 15 88 88 88 88 ·"),
        ("sum(x) over (by who, t)", "80 5 10 · 7 80 · ·"),
        ("mean(lag(x) over (by who order t)) over (by who)", "20 5 20 20 5 20 · 5"),
        ("sum(x) over (by upper(who))", "90 21 90 90 21 90 · 21"), ("count() over (by true)", "8 8 8 8 8 8 8 8"),
    ])
    func valuesAreRight(_ text: String, _ wanted: String) throws {
        let column = try Expression(parsing: text).evaluate(on: data)
        #expect((0..<data.rowCount).map { column.text(row: $0) ?? "·" }.joined(separator: " ") == wanted)
    }

    @Test func longSlidingWindowsAgreeWithAddingUp() throws {
        let values = (0..<500).map { Double(($0 * 7919) % 101) - 50 }
        let data = try table("t,x\n" + values.enumerated().map { "\($0.offset),\($0.element)" }.joined(separator: "\n"))
        for width in [1, 2, 3, 50, 499, 1000] {
            let column = try Expression(parsing: "sum(x) over (order t rows \(width))").evaluate(on: data)
            let least = try Expression(parsing: "min(x) over (order t rows \(width))").evaluate(on: data)
            let spread = try Expression(parsing: "sd(x) over (order t rows \(width))").evaluate(on: data)
            for row in 0..<500 {
                let part = values[max(0, row - width + 1)...row]
                #expect(column.numbers?[row] == part.reduce(0, +))
                #expect(least.numbers?[row] == part.min())
                let mean = part.reduce(0, +) / Double(part.count)
                let variance = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(part.count - 1)
                if part.count > 1 { #expect(abs((spread.numbers?[row] ?? .nan) - variance.squareRoot()) < 1e-9) }
            }
        }
    }
}
