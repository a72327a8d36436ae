import Recipes
import Tabular
import Testing

@Suite struct ExpressionValueTests {
    private let data: Table

    init() throws {
        data = try table(
            """
            x,y,city,vip,day,code
            4,2,Rome,yes,2024-02-29 13:45:00,AB-12-x
            -7,0,Oslo,no,2023-01-01 00:00:00,CD-7
            ,3,,yes,,
            0.5,-2, New York ,,2021-12-31 23:59:59,none
            """)
    }

    private func texts(_ text: String) throws -> [String] {
        let column = try Expression(parsing: text).evaluate(on: data, as: "new")
        return (0..<data.rowCount).map { row in
            if column.kind == .number, let value = column.numbers?[row] {
                return value.isNaN ? "·" : JSON.numberText((value * 1e6).rounded() / 1e6)
            }
            return column.text(row: row) ?? "·"
        }
    }

    @Test(arguments: [
        ("x + y", "6 -7 · -1.5"), ("x / y", "2 · · -0.25"), ("x % 3", "1 2 · 0.5"), ("-x ^ 2", "-16 -49 · -0.25"),
        ("x ^ y", "16 1 · 4"),
        ("sqrt(x)", "2 · · 0.707107"), ("log(x, 2)", "2 · · -1"), ("ln(y - 2)", "· · 0 ·"), ("exp(1000 * y)", "· 1 · 0"),
        ("round(x / 3, 2)", "1.33 -2.33 · 0.17"), ("clip(x, 0, 1)", "1 0 · 0.5"), ("max(x, y, 1)", "4 1 · 1"),
        ("min(x, y)", "2 -7 · -2"),
        ("sum(x, y)", "6 -7 · -1.5"), ("mean(x, y)", "3 -3.5 · -0.75"), ("sign(x)", "1 -1 · 1"), ("1 / 0", "· · · ·"),
        ("x > 0", "true false · true"), ("x > 0 and y > 0", "true false · false"), ("x > 0 or y > 0", "true false true true"),
        ("not x > 0", "false true · false"), ("x is missing", "false false true false"), ("coalesce(x, y * 10)", "4 -7 30 0.5"),
        ("if(x > 1, 'high', x > 0, 'mid', 'low')", "high low · mid"), ("if(vip, 1)", "1 · 1 ·"),
        ("count_missing(x, city, vip)", "0 0 2 1"),
        ("x in (4, 0.5)", "true false · true"), ("city not in ('Rome')", "false true · true"),
        ("city = 'Rome'", "true false · false"),
        ("'P' < city", "true false · false"), ("city = code", "false false · false"), ("vip = 'yes'", "true false true ·"),
        ("upper(city)", "ROME OSLO · NEW_YORK"), ("length(city)", "4 4 · 8"), ("contains(city, 'o')", "true true · true"),
        ("starts_with(city, 'R')", "true false · false"), ("ends_with(lower(city), 'o')", "false true · false"),
        ("replace(city, 'o', '0')", "R0me Osl0 · New_Y0rk"), ("substring(city, 2, 2)", "om sl · ew"),
        ("substring(city, 3)", "me lo · w_York"),
        ("split_part(code, '-', 2)", "12 7 · ·"), ("split_part(code, '-', -1)", "x 7 · none"),
        ("to_number(split_part(code, '-', 2)) + 1", "13 8 · ·"),
        ("extract(code, '[0-9]+')", "12 7 · ·"), ("extract(code, '^([A-Z])')", "A C · ·"),
        ("matches(code, '^[A-Z]+-\\\\d+$')", "false true · false"),
        ("concat(city, '/', x)", "Rome/4 Oslo/-7 · New_York/0.5"), ("to_text(x)", "4 -7 · 0.5"),
        ("concat(city, day)", "Rome2024-02-29_13:45:00 Oslo2023-01-01 · New_York2021-12-31_23:59:59"),
        ("year(day)", "2024 2023 · 2021"), ("quarter(day)", "1 1 · 4"), ("month(day)", "2 1 · 12"), ("day(day)", "29 1 · 31"),
        ("day_of_year(day)", "60 1 · 365"), ("weekday(day)", "4 7 · 5"), ("week(day)", "9 52 · 52"), ("hour(day)", "13 0 · 23"),
        ("minute(day)", "45 0 · 59"), ("is_weekend(day)", "false true · false"),
        ("date_trunc('month', day)", "2024-02-01 2023-01-01 · 2021-12-01"),
        ("date_trunc('week', day)", "2024-02-26 2022-12-26 · 2021-12-27"),
        ("date_trunc('hour', day)", "2024-02-29_13:00:00 2023-01-01_00:00:00 · 2021-12-31_23:00:00"),
        ("date_trunc('quarter', day) + 1", "2024-01-02 2023-01-02 · 2021-10-02"),
        ("days_between('2023-01-01', date_trunc('day', day))", "424 0 · -366"),
        ("date_trunc('day', day) - '2023-01-01'", "424 0 · -366"), ("day > '2023-01-01'", "true false · false"),
        ("to_date('31.12.2020', 'dmy')", "2020-12-31 2020-12-31 2020-12-31 2020-12-31"), ("missing", "· · · ·"),
        ("replace(city, missing, 'x')", "· · · ·"), ("substring(city, missing, 2)", "· · · ·"), ("concat(missing, x)", "· · · ·"),
        ("true", "true true true true"),
    ])
    func valuesAreRight(_ text: String, _ wanted: String) throws {
        #expect(try texts(text).map { $0.replacing(" ", with: "_") }.joined(separator: " ") == wanted)
    }

    @Test func columnsAreAsTheImporterMakesThem() throws {
        let word = try Expression(parsing: "if(x > 0, 'b', 'a')").evaluate(on: data, as: "w")
        #expect(word.kind == .category)
        guard case .codes(let codes, let words) = word.storage else { return #expect(Bool(false), "words are codes") }
        #expect(Array(words) == ["a", "b"])
        #expect(Array(codes) == [1, 0, -1, 1])
        let number = try Expression(parsing: "x / 3").evaluate(on: data)
        #expect(number.name == "x / 3")
        #expect(number.decimals == 6)
        let date = try Expression(parsing: "date_trunc('day', day)").evaluate(on: data)
        #expect(date.kind == .date && !date.hasTime)
    }

    @Test func aColumnWithoutValuesStandsForMissing() throws {
        let empty = try table("x,y\n,1\n,2\n")
        for (text, wanted) in [("x * 2 + y", [nil, nil]), ("coalesce(x, y)", ["1", "2"]), ("if(x > 3, 'a', 'b')", [nil, nil])]
            as [(String, [String?])]
        {
            let column = try Expression(parsing: text).evaluate(on: empty)
            #expect((0..<2).map { column.text(row: $0) } == wanted, "\(text)")
        }
    }

    @Test func aStepOfARecipeDerivesIt() throws {
        let step = Step(.derive, ["name": "ratio", "expression": "x / y"])
        let made = try Preparation(of: data, target: "vip").following([step]) { _ throws(AssayError) in data }
        #expect(made.table["ratio"]?.numbers?[0] == 2)
        let leak = Step(.derive, ["name": "leak", "expression": "if(vip, 1, 0)"])
        let error = Preparation(of: data, target: "vip").attempting([leak]) { _ throws(AssayError) in data }.failure?.error
        #expect(error?.sentence.contains("target") == true)
    }

    @Test func aRowKeepsItsValueWhateverTheOthersAre() throws {
        // What a row gives depends on that row alone: half of the table gives half of the column.
        let half = try table(
            "x,y,city,vip,day,code\n4,2,Rome,yes,2024-02-29 13:45:00,AB-12-x\n-7,0,Oslo,no,2023-01-01 00:00:00,CD-7\n")
        for text in ["x / y + length(city)", "if(x > 0, upper(city), code)", "concat(year(day), code)"] {
            let whole = try Expression(parsing: text).evaluate(on: data)
            let part = try Expression(parsing: text).evaluate(on: half)
            if let values = whole.numbers, let some = part.numbers {
                #expect((0..<2).map { values[$0].bitPattern } == (0..<2).map { some[$0].bitPattern })
            } else {
                #expect((0..<2).map { whole.text(row: $0) } == (0..<2).map { part.text(row: $0) })
            }
        }
    }
}
