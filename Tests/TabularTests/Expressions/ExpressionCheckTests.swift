import Recipes
import Tabular
import Testing

@Suite struct ExpressionCheckTests {
    private let columns = [
        ExpressionColumn(name: "age", kind: .number), ExpressionColumn(name: "city", kind: .category),
        ExpressionColumn(name: "vip", kind: .flag), ExpressionColumn(name: "day", kind: .date),
        ExpressionColumn(name: "churn", kind: .flag), ExpressionColumn(name: "if not", kind: .number),
    ]

    @Test(
        arguments: [
            ("age + 1", .number), ("age > 30", .flag), ("city = 'Rome'", .flag), ("if(vip, city, 'none')", .text),
            ("day - '2024-01-01'", .number), ("day + 3", .date), ("3 + day", .date), ("day > '2024-01-01'", .flag),
            ("vip and age > 3", .flag), ("vip = 'yes'", .flag), ("vip = 1", .flag), ("vip + 1", .number),
            ("coalesce(city, 'x')", .text),
            ("if(age > 3, missing, day)", .date), ("missing", .number), ("max(day, '2024-01-01')", .date),
            ("vip in ('yes')", .flag),
            ("day in ('2024-01-01')", .flag), ("lag(city) over (order day)", .text), ("max(day) over (by city)", .date),
            ("mean(vip) over (by city)", .number), ("count() over (by city)", .number), ("`if not` * 2", .number),
            ("to_text(day)", .text), ("to_number(day)", .number), ("to_date(age)", .date), ("age is missing", .flag),
        ] as [(String, ExpressionType)])
    func typesAreFound(_ text: String, _ type: ExpressionType) throws {
        #expect(try Expression(parsing: text).check(against: columns, target: "churn") == type)
    }

    @Test(arguments: [
        ("age + city", 6, "to_number"), ("age and vip", 0, "!= 0"), ("city > 3", 7, "to_text"),
        ("agee + 1", 0, "did you mean age?"),
        ("lg10(age)", 0, "log10"), ("log()", 0, "log(x, [base])"), ("abs(age, 1)", 0, "abs(x)"), ("1 + churn", 4, ""),
        ("mean(churn) over (by city)", 5, ""), ("mean(age) over (by churn)", 19, ""), ("mean(age)", 0, "encoding"),
        ("1 + sum(age)", 4, "over (by customer)"), ("min(age)", 0, "over"), ("mean(age) over ()", 0, "over"),
        ("lead(age) over (order day)", 0, "lag"), ("lag(age) over (by city)", 0, "order"),
        ("log(age) over (by city)", 0, "leave over"),
        ("rank(age) over (order day)", 0, "leave order"), ("lag(age, 0) over (order day)", 9, ""), ("day + day", 4, "days"),
        ("day > 'soon'", 6, "2024-01-31"), ("date_trunc('year', day, 1)", 0, "date_trunc(unit, date)"),
        ("date_trunc('eon', day)", 11, "quarter"),
        ("extract(city, '(')", 14, ""), ("extract(city, city)", 14, ""), ("age in (city)", 8, "or"), ("is_weekend(age)", 11, ""),
        ("not city", 4, "= \"yes\""), ("clip(age, 1)", 0, "clip(x, low, high)"), ("if(vip)", 0, "if("),
    ])
    func errorsPointAtThePart(_ text: String, _ offset: Int, _ hint: String) throws {
        let expression = try Expression(parsing: text)
        let error = #expect(throws: AssayError.self) { try expression.check(against: columns, target: "churn") }
        #expect(error?.offset == offset)
        #expect(error?.hint.contains(hint) == true, "\(error?.sentence ?? "")")
    }

    @Test func theTargetIsRefusedWithTheReason() throws {
        let error = #expect(throws: AssayError.self) {
            try Expression(parsing: "if(churn, 1, 0)").check(against: columns, target: "churn")
        }
        #expect(error?.message.contains("target") == true)
        #expect(throws: Never.self) { try Expression(parsing: "if(churn, 1, 0)").check(against: columns) }
    }
}
