import Glibc
import Recipes
import TestSupport
import Testing

@testable import Tabular

/// Every kind of alert fires on a table that was made for it, and none on a clean one.
@Suite struct AlertCoverageTests {
    /// A table that calls for one kind of alert.
    struct Case: Sendable {
        var code: String
        var header: String
        var target: String?
        var rows: Int
        var line: @Sendable (Int) -> String

        init(
            _ code: String, _ header: String, target: String? = nil, rows: Int = 400, _ line: @escaping @Sendable (Int) -> String
        ) {
            self.code = code
            self.header = header
            self.target = target
            self.rows = rows
            self.line = line
        }

        func alerts() throws -> [Alert] {
            let text = ([header] + (0..<rows).map(line)).joined(separator: "\n") + "\n"
            let table = try table(text)
            return table.profile(target: try target.map { name throws in try table.target(name) }).alerts
        }
    }

    /// A number without any pattern that a rule looks for.
    private static func noise(_ row: Int, _ salt: Int = 0) -> Int { (row &+ 1) * (7919 + 2 * salt) % 10_007 % 97 }

    private static func yes(_ row: Int) -> String { noise(row, 5) < 48 ? "no" : "yes" }

    static let cases: [Case] = [
        Case("leak", "x,y", target: "y") { "\(noise($0) + (yes($0) == "yes" ? 1000 : 0)),\(yes($0))" },
        Case("combination", "a,b,total,y", target: "y") {
            "\(noise($0)),\(noise($0, 1) / 2).5,\(noise($0) + noise($0, 1) / 2).5,\(yes($0))"
        },
        Case("post_outcome_name", "final_score,y", target: "y") { "\(noise($0)),\(yes($0))" },
        Case("missing", "x,y") { "\($0 % 9 == 4 ? "" : "\(noise($0))"),\(yes($0))" },
        Case("informative_missing", "x,y", target: "y") { "\(yes($0) == "no" && $0 % 3 > 0 ? "" : "\(noise($0))"),\(yes($0))" },
        Case("missing_together", "a,b,c,d") {
            $0 % 20 == 3 ? ",,,\(noise($0))" : "\(noise($0)),\(noise($0, 1)),\(noise($0, 2)),\(noise($0, 3))"
        },
        Case("missing_spellings", "x,y") { "\($0 == 9 ? "NA" : $0 == 8 ? "?" : "\(noise($0))"),\(yes($0))" },
        Case("constant", "x,y") { "7,\(yes($0))" },
        Case("quasi_constant", "x,y") { "\($0 == 5 ? "8.5" : "7"),\(yes($0))" },
        Case("copy", "a,b,y") { "\(noise($0) % 5),\(["p", "q", "r", "s", "t"][noise($0) % 5]),\(yes($0))" },
        Case("correlated", "a,b,y") { "\(noise($0)).5,\(noise($0) * 3 + $0 % 5).25,\(yes($0))" },
        Case("identifier", "id,x") { "\($0 + 1),\(noise($0))" },
        Case("group", "patient_id,x") { "\(noise($0) % 60),\(noise($0, 1))" },
        Case("time_drift", "day,y", target: "y") { row in
            let (month, day) = (row / 40 + 1, row % 28 + 1)
            return
                "2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day),\(row * 7 % 100 < 20 + row / 8 ? "yes" : "no")"
        },
        Case("row_order", "n,x,y", target: "y") { row in
            // A wave with noise on it.
            let wave = [0, 10, 19, 26, 30, 31, 28, 22, 14, 4, -6, -16, -24, -29, -31, -29, -25, -18, -9, 1][row / 3 % 20]
            return "\(row + 1),\(noise(row)),\(wave * 10 + noise(row, 3)).5"
        },
        Case("text", "x,y") { "the note number \($0) says more,\(yes($0))" },
        Case("high_cardinality", "x,y") { "k\($0 / 2 % 90),\(yes($0))" },
        Case("rare", "x,y") { "\($0 == 5 ? "p" : $0 == 9 ? "q" : ["a", "b", "c"][noise($0) % 3]),\(yes($0))" },
        Case("similar_words", "x,y") { "\($0 % 50 == 7 ? "Califronia" : $0 % 2 == 0 ? "California" : "Nevada"),\(yes($0))" },
        Case("blanks", "x,y") { "\"\($0 % 40 == 7 ? " Oslo" : $0 % 2 == 0 ? "Oslo" : "Rome")\",\(yes($0))" },
        Case("number_as_text", "x,y") { "\($0 % 30 == 3 ? "none given" : "\(noise($0))"),\(yes($0))" },
        Case("date_as_text", "x,y") { "\($0 % 30 == 3 ? "some day" : "2024-03-\(10 + noise($0) % 20)"),\(yes($0))" },
        Case("constant_length", "x,y") { "AB\(1000 + $0 % 90),\(yes($0))" },
        Case("skewed", "x,y") { "\($0 % 50 == 0 ? 1000 + $0 : noise($0)).5,\(yes($0))" },
        Case("outliers", "x,y") { "\($0 == 5 ? 5000 : noise($0)).5,\(yes($0))" },
        Case("zeros", "x,y") { "\($0 % 100 == 5 ? "0" : "\(250 + noise($0)).5"),\(yes($0))" },
        Case("sentinel", "x,y") { "\($0 % 50 == 5 ? 999 : noise($0)),\(yes($0))" },
        Case("infinite", "x,y") { "\($0 == 9 ? "inf" : "\(noise($0))"),\(yes($0))" },
        Case("uniform", "x,y", rows: 2000) { "\($0 * 7 % 2000 / 2).5,\(yes($0))" },
        Case("personal", "contact,y") { "person\($0 % 90)@example.org,\(yes($0))" },
        Case("duplicates", "a,b,y") { "\(noise($0) % 5),\(noise($0) % 4),\(yes($0))" },
        Case("conflicting_labels", "a,b,y", target: "y") { "\($0 / 2),\($0 / 2 % 7),\($0 % 2 == 0 ? "no" : "yes")" },
        Case("imbalance", "x,y", target: "y") { "\(noise($0)),\($0 % 10 == 0 ? "yes" : "no")" },
        Case("target_missing", "x,y", target: "y") { "\(noise($0)),\($0 == 55 ? "" : yes($0))" },
    ]

    @Test func everyKindHasATable() {
        #expect(Set(Self.cases.map(\.code)) == Set(AlertKind.all.map(\.code)))
    }

    @Test(arguments: cases.indices)
    func theTableCallsForIt(_ index: Int) throws {
        let made = Self.cases[index]
        let alerts = try made.alerts()
        let alert = try #require(alerts.first { $0.code == made.code }, "\(made.code): \(alerts.map(\.code))")
        #expect(!alert.evidence.isEmpty && alert.kind != nil)
    }

    @Test func aCleanTableHasNone() throws {
        let clean = Case("", "age,height,city,y", target: "y") { row in
            let city = ["Oslo", "Rome", "Lima", "Cairo"][Self.noise(row, 7) % 4]
            return "\(Self.noise(row, 1)),\(150 + Self.noise(row, 2) / 2).5,\(city),\(Self.yes(row))"
        }
        #expect(try clean.alerts() == [])
    }

    /// `ASSAY_UPDATE=1` writes the page.
    @Test func theManualHasEveryKind() throws {
        let path = packageFolder + "/docs/alerts.md"
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" { try writeText(AlertManual.page, to: path) }
        #expect(try readText(path) == AlertManual.page)
        for kind in AlertKind.all { #expect(AlertManual.page.contains("\n## \(kind.code)\n")) }
    }
}
