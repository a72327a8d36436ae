import Recipes
import Tabular
import TestSupport
import Testing

@Suite struct RowFilterTests {
    private let data: Table

    init() throws {
        data = try table(
            """
            age,city,plan,note,when,not
            20,Oslo,x,a b,2024-01-31 10:00,1
            35,Rome,y,A B c,2024-02-01 00:00,0
            ,Oslo,xy,,2024-02-01 23:59,1
            50,New York,,c,2024-03-01 00:00,0
            """)
    }

    @Test(
        arguments: [
            ("", [0, 1, 2, 3]), ("age>30", [1, 3]), ("age >= 35", [1, 3]), ("age<35", [0]), ("age<=35", [0, 1]), ("age=20", [0]),
            ("age==20.0", [0]), ("age!=20", [1, 2, 3]), ("missing(age)", [2]), ("not missing(age)", [0, 1, 3]),
            ("city=Oslo", [0, 2]),
            ("city=\"New York\"", [3]), ("CITY='New York'", [3]), ("city!=Oslo", [1, 3]), ("plan:X", [0, 2]), ("plan~y", [1, 2]),
            ("plan!=x", [1, 2, 3]), ("note:\"a b\"", [0, 1]), ("oslo", [0, 2]), ("\"a b\"", [0, 1]), ("50", [3]),
            ("age>30 city=Rome", [1]), ("age>30 AND city=Rome", [1]), ("age>30 or city=Oslo", [0, 1, 2, 3]),
            ("city=Oslo or city=Rome age>30", [0, 1, 2]), ("(city=Oslo or city=Rome) age>30", [1]),
            ("age>30 and (city=Oslo or plan:y) not note:\"a b\"", []), ("NOT (city=Oslo)", [1, 3]),
            ("not not city=Oslo", [0, 2]),
            ("when>2024-01-31", [1, 2, 3]), ("when=2024-02-01", [1, 2]), ("when<=2024-02-01", [0, 1, 2]),
            ("when>\"2024-02-01 12:00\"", [2, 3]),
            ("not=1", [0, 2]), ("city<O", [3]), ("age:5", [1, 3]),
        ] as [(String, [Int32])])
    func rowsAreFound(_ filter: String, _ rows: [Int32]) throws {
        #expect(try RowFilter(parsing: filter).rows(in: data) == rows)
    }

    @Test(
        arguments: [
            ("age/5>6", [1, 3]), ("age-20=0", [0]), ("\"length(city)\" > 4", [3]), ("\"age * 2\">=70 city=Rome", [1]),
            ("missing(age/0)", [0, 1, 2, 3]), ("\"weekday(when)\"=5", [3]),
        ] as [(String, [Int32])])
    func expressionsStandInPlaceOfColumns(_ filter: String, _ rows: [Int32]) throws {
        #expect(try RowFilter(parsing: filter).rows(in: data) == rows)
    }

    @Test func expressionsThatMakeNoSenseAreTold() throws {
        let filter = try RowFilter(parsing: "plan=x and age/city>3")
        let error = #expect(throws: AssayError.self) { try filter.rows(in: data) }
        #expect(error?.offset == 15)
        #expect(error?.message.contains("a number is wanted") == true)
        let unknown = try RowFilter(parsing: "agee/3>1")
        #expect(#expect(throws: AssayError.self) { try unknown.rows(in: data) }?.code == "no_such_column")
    }

    @Test(arguments: [
        ("age>", 4), (">30", 1), ("(age>30", 1), ("age>30)", 7), ("age>30 or", 10), ("note:\"a b", 6), ("and age>3", 1),
        ("()", 2),
        ("missing(", 1), ("not", 4), ("age>30 and and", 12),
    ])
    func errorsPointAtTheCharacter(_ filter: String, _ place: Int) {
        let error = #expect(throws: AssayError.self) { try RowFilter(parsing: filter) }
        #expect(error?.code == "filter")
        #expect(error?.hint == "see character \(place)")
    }

    @Test func errorsOnATable() throws {
        let unknown = try RowFilter(parsing: "x=1 and agee>3")
        let error = #expect(throws: AssayError.self) { try unknown.rows(in: data) }
        #expect(error?.code == "no_such_column")
        let word = try RowFilter(parsing: "city=Oslo age>old")
        #expect(#expect(throws: AssayError.self) { try word.rows(in: data) }?.hint == "see character 15")
        let date = try RowFilter(parsing: "when>soon")
        #expect(#expect(throws: AssayError.self) { try date.rows(in: data) }?.hint == "see character 6")
    }

    @Test func anyTextIsReadOrRefused() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "age", "and", "or", "not", "(", ")", "=", "!=", "<", ">", ":", "\"", "'", " ", "missing(", "x", "30", "\\", "!", "é",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            if let filter = try? RowFilter(parsing: text) { _ = try? filter.matches(in: data) }
        }
        let deep = String(repeating: "(", count: 100_000)
        #expect(throws: AssayError.self) { try RowFilter(parsing: deep) }
        let negations = String(repeating: "not ", count: 100_000) + "x"
        #expect(throws: AssayError.self) { try RowFilter(parsing: negations) }
    }
}
