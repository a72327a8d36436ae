import Recipes
import Tabular
import TestSupport
import Testing

/// Every kind of alert on a small table that calls for it, and silence where there is nothing to say.
@Suite struct AlertKindTests {
    private static let rows = 400

    /// A table with a column `x` beside noise and a target, unless the name says otherwise.
    private static func profile(_ name: String = "x", target: String? = "y", _ value: (Int) -> String) throws -> [Alert] {
        var text = "\(name),noise,y\n"
        for row in 0..<rows { text += "\(value(row)),\(row * 7919 % 10_007).5,\(row * 31 % 7 < 3 ? "no" : "yes")\n" }
        let table = try table(text)
        return table.profile(target: try target.map { name throws in try table.target(name) }).alerts
    }

    private static func first(_ code: String, _ alerts: [Alert]) throws -> Alert {
        try #require(alerts.first { $0.code == code }, "\(alerts.map(\.code))")
    }

    @Test func codesAreDeclaredOnce() {
        #expect(Set(AlertKind.all.map(\.code)).count == AlertKind.all.count)
        for kind in AlertKind.all {
            #expect(!kind.title.isEmpty && kind.sentence.hasSuffix(".") && !kind.source.isEmpty, "\(kind.code)")
            #expect(AlertKind.named(kind.code) == kind)
        }
        #expect(AlertKind.named("nothing") == nil)
    }

    @Test func similarWordsAreMappedToTheCommoner() throws {
        let alerts = try Self.profile { $0 % 50 == 7 ? "Califronia" : $0 % 2 == 0 ? "California" : "Nevada" }
        let alert = try Self.first("similar_words", alerts)
        #expect(alert.rows == "x=Califronia")
        guard case .step(let step)? = alert.remedies.first else { throw Missing() }
        #expect(step.value("values") == ["Califronia": "California"])
    }

    private struct Missing: Error {}

    @Test(arguments: [
        ["<=50K", ">50K"], ["grade 1", "grade 2"], ["Upper East Side North", "Upper East Side South"], ["online", "offline"],
        ["male", "female"], ["likely", "unlikely"], ["10-20", "20-30"], ["class A", "class B"],
    ])
    func differentWordsStayApart(_ words: [String]) throws {
        let alerts = try Self.profile { words[$0 % 20 == 3 ? 1 : 0] }
        #expect(!alerts.contains { $0.code == "similar_words" })
    }

    @Test func casesAndBlanks() throws {
        #expect(try Self.profile { ["Oslo", "OSLO", "Rome"][$0 / 3 % 3] }.contains { $0.code == "similar_words" })
    }

    @Test func rareCategories() throws {
        let alerts = try Self.profile { $0 == 5 ? "p" : $0 == 9 ? "q" : ["a", "b", "c"][$0 / 2 % 3] }
        #expect(try Self.first("rare", alerts).remedyWord == "rare=0.01")
    }

    @Test func outliersNameTheirRows() throws {
        let alerts = try Self.profile { $0 == 5 ? "5000" : "\($0 * 37 % 101).5" }
        let alert = try Self.first("outliers", alerts)
        #expect(alert.remedyWord == "clip=0.01")
        let filter = try RowFilter(parsing: try #require(alert.rows))
        var text = "x\n"
        for row in 0..<Self.rows { text += row == 5 ? "5000\n" : "\(row * 37 % 101).5\n" }
        #expect(try filter.rows(in: try table(text)).count == 1)
    }

    @Test func zerosThatMayBeMissing() throws {
        let alerts = try Self.profile { $0 % 100 == 5 ? "0" : "\(50 + $0 % 31).5" }
        #expect(try Self.first("zeros", alerts).rows == "x=0")
        #expect(!(try Self.profile { "\($0 % 31).5" }.contains { $0.code == "zeros" }))
    }

    @Test func entitiesSplitByGroup() throws {
        let alerts = try Self.profile("patient_id") { "\($0 * 13 % 60)" }
        #expect(try Self.first("group", alerts).remedies.first == .split(.group(column: "patient_id", folds: 5)))
        #expect(!(try Self.profile("width") { "\($0 * 13 % 60)" }.contains { $0.code == "group" }))
    }

    @Test func aTargetThatMovesWithTimeIsSplitByTime() throws {
        var text = "day,y\n"
        for row in 0..<400 {
            text += "2024-\(row / 40 + 1 < 10 ? "0" : "")\(row / 40 + 1)-\(row % 28 < 9 ? "0" : "")\(row % 28 + 1),"
            text += "\(row * 7 % 100 < 20 + row / 8 ? "yes" : "no")\n"
        }
        let table = try table(text)
        let alerts = table.profile(target: try table.target("y")).alerts
        #expect(try Self.first("time_drift", alerts).remedies.first == .split(.time(column: "day", folds: 5)))
    }

    @Test func missingValuesThatSaySomething() throws {
        let alerts = try Self.profile { $0 * 31 % 7 < 3 && $0 % 3 > 0 ? "" : "\($0 * 37 % 101).5" }
        #expect(try Self.first("informative_missing", alerts).remedyWord == "indicator")
        #expect(!(try Self.profile { $0 % 10 == 3 ? "" : "\($0 * 37 % 101).5" }.contains { $0.code == "informative_missing" }))
    }

    @Test func columnsThatAreMissingTogether() throws {
        var text = "a,b,c,d\n"
        for row in 0..<200 {
            text += row % 20 == 3 ? ",,,\(row % 9)\n" : "\(row % 7),\(row * 3 % 11),\(row * 5 % 13),\(row % 9)\n"
        }
        let alert = try Self.first("missing_together", try table(text).profile().alerts)
        #expect(alert.rows == "missing(a)" && alert.evidence.hasPrefix("a, b, c"))
    }

    @Test func correlatedColumns() throws {
        var text = "a,b,c\n"
        for row in 0..<300 { text += "\(row * 37 % 101).5,\(2 * (row * 37 % 101) + row % 3).25,\(row * 53 % 97).5\n" }
        let alerts = try table(text).profile().alerts
        let alert = try Self.first("correlated", alerts)
        #expect(["a", "b"].contains(alert.column) && alert.remedyWord == "drop")
        #expect(alerts.count { $0.code == "correlated" } == 1)
    }

    @Test func conflictingLabels() throws {
        var text = "a,b,y\n"
        for row in 0..<60 { text += "\(row),\(row * 7).5,\(row % 2 == 0 ? "no" : "yes")\n" }
        text += "4,28.5,yes\n"
        let table = try table(text)
        let alert = try Self.first("conflicting_labels", table.profile(target: try table.target("y")).alerts)
        #expect(alert.evidence.hasPrefix("2 rows"))
        let found = try DuplicateRows(table, target: table.target("y"))
        #expect(found.conflicts == [[4, 60]] && found.repeats == 0)
    }

    private static let personal: [(name: String, value: @Sendable (Int) -> String)] = [
        ("contact", { "person\($0 % 90)@example.org" }), ("host", { "10.0.\($0 % 9).\($0 % 250)" }),
        (
            "account", { ["DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"][$0 % 3] }
        ),
        ("tel", { "+49 30 1234\(100 + $0 % 300)" }),
        ("number", { "\(100 + $0 % 300)-\(10 + $0 % 80)-\(1000 + $0)" }), ("postcode", { "AB\($0 % 40)" }),
    ]

    @Test(arguments: personal.indices)
    func personalData(_ index: Int) throws {
        let alerts = try Self.profile(Self.personal[index].name, Self.personal[index].value)
        #expect(try Self.first("personal", alerts).remedyWord == "drop")
    }

    @Test(arguments: ["city", "code", "price"])
    func otherDataIsNotPersonal(_ name: String) throws {
        let values = ["city": "Bergen", "code": "AB-12", "price": "12.5"]
        #expect(!(try Self.profile(name) { (values[name] ?? "") + "\($0 % 30)" }.contains { $0.code == "personal" }))
    }

    @Test func numbersReadAsWords() throws {
        let alerts = try Self.profile { $0 % 30 == 3 ? "none given" : "\($0 * 37 % 101)" }
        #expect(try Self.first("number_as_text", alerts).remedyWord == "kind")
        // Codes with leading zeros are none.
        #expect(!(try Self.profile { "0\($0 * 37 % 101)" }.contains { $0.code == "number_as_text" }))
    }

    @Test(.enabled(if: SharedData.has("data/taxis.csv"))) func cleanDataHasFewAlerts() throws {
        for (file, target) in [("penguins", "species"), ("diamonds", "price"), ("taxis", "fare")] {
            let table = try TableImporter(cacheFolder: nil).table(at: try #require(SharedData.path("data/\(file).csv")))
            let alerts = table.profile(target: try table.target(target)).alerts
            #expect(!alerts.contains { ["personal", "similar_words", "leak", "group", "blanks", "uniform"].contains($0.code) })
            for alert in alerts {
                #expect(alert.kind != nil)
                if let rows = alert.rows { #expect(try !RowFilter(parsing: rows).rows(in: table).isEmpty, "\(rows)") }
            }
        }
    }
}
