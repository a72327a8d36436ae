import Recipes
import Tabular
import TestSupport
import Testing

@Suite struct AlertTests {
    /// The alerts of a table of 200 rows with a column `x` beside others that cause none.
    private func alerts(target: String? = "y", _ x: (Int) -> String, name: String = "x") throws -> [Alert] {
        var text = "\(name),noise,y\n"
        for row in 0..<200 { text += "\(x(row)),\(row * 7919 % 10_007).5,\(row % 2 == 0 ? "no" : "yes")\n" }
        let table = try table(text)
        return table.profile(target: try target.map { name throws in try table.target(name) }).alerts
    }

    @Test func aCalmTableHasNone() throws {
        #expect(try alerts { "\($0 / 3 % 40)" } == [])
    }

    @Test func missing() throws {
        let note = try alerts { $0 % 20 == 0 ? "" : "\($0 / 3 % 40)" }
        #expect(
            note.map(\.code) == ["missing"] && note[0].level == .note && note[0].remedyWord == "median+indicator"
                && note[0].rows == "missing(x)")
        #expect(note[0].evidence == "10 of 200 values (5.0 %) are missing")
        let warn = try alerts { $0 % 3 != 0 ? "" : "\($0 / 3 % 40)" }
        #expect(warn[0].level == .warn && warn[0].remedyWord == "drop")
    }

    @Test func constants() throws {
        #expect(try alerts { _ in "7" }.map(\.code) == ["constant"])
        let quasi = try alerts { $0 == 5 ? "8.5" : "7" }
        #expect(quasi.first { $0.code == "quasi_constant" }?.evidence == "7 stands in 199 of 200 rows (99.5 %)")
    }

    @Test func identifiersTextAndManyCategories() throws {
        #expect(try alerts({ "\($0 + 1)" }, name: "id").first?.code == "identifier")
        #expect(try alerts { "the note number \($0) says more" }.first?.code == "text")
        #expect(try alerts { "k\($0 / 2 % 90)" }.first?.code == "high_cardinality")
    }

    @Test func skewnessAndInfinity() throws {
        #expect(
            try alerts { $0 % 50 == 0 ? "\(1000 + $0)" : "\($0 / 3 % 40)" }.contains { $0.code == "skewed" && $0.level == .note })
        let infinite = try alerts { $0 == 9 ? "inf" : "\($0 / 3 % 40)" }
        #expect(infinite.first?.code == "infinite" && infinite.first?.evidence == "1 value is infinite")
    }

    @Test func spellings() throws {
        let found = try alerts { $0 == 9 ? "NA" : $0 == 8 ? "?" : "\($0 / 3 % 40)" }
        #expect(found.map(\.code) == ["missing_spellings"])
        #expect(try alerts { ["Oslo", "oslo ", "Rome"][$0 / 3 % 3] }.map(\.code) == ["similar_words"])
    }

    @Test func leaksStop() throws {
        let number = try alerts { "\($0 % 2 * 1000 + $0 / 3)" }
        #expect(number.first?.code == "leak" && number.first?.level == .stop && number.first?.remedyWord == "drop")
        #expect(number.first?.evidence.contains("AUC 1.00") == true)
        #expect(try alerts { $0 % 2 == 0 ? "a" : "b\($0 % 3)" }.first?.code == "leak")
        // Many categories that only seem to say something are no leak.
        #expect(try alerts { "k\($0 / 2 % 90)" }.contains { $0.code == "leak" } == false)
        // The identifier of rows is no feature, so it leaks nothing.
        #expect(try alerts(target: "noise", { "\($0 + 1)" }, name: "id").contains { $0.code == "leak" } == false)
    }

    @Test func outcomeNames() throws {
        #expect(try alerts({ "\($0 / 3 % 40)" }, name: "final_score").map(\.code) == ["post_outcome_name"])
        #expect(try alerts(target: nil, { "\($0 / 3 % 40)" }, name: "final_score") == [])
        #expect(try alerts({ "\($0 / 3 % 40)" }, name: "finally") == [])
    }

    @Test func copiesAndDuplicates() throws {
        var text = "a,b,c,d,e\n"
        for row in 0..<100 { text += "\(row % 3),\(["x", "y", "z"][row % 3]),\(row % 5),\(row).5,\(row).50\n" }
        text += "0,x,0,0.5,0.5\n"
        let profile = try table(text).profile()
        let copies = profile.alerts.filter { $0.code == "copy" }
        #expect(copies.map(\.column) == ["b", "e"])
        #expect(copies.first?.evidence.contains("a") == true)
        #expect(profile.alerts.first { $0.code == "duplicates" }?.evidence == "1 row repeats an earlier row exactly")
    }

    @Test func imbalanceOfTheTarget() throws {
        var text = "x,y\n"
        for row in 0..<100 { text += "\(row / 3 % 20),\(row % 10 == 0 ? "yes" : row == 55 ? "" : "no")\n" }
        let table = try table(text)
        let alerts = table.profile(target: try table.target("y")).alerts.filter { $0.column == "y" }
        #expect(alerts.map(\.code) == ["imbalance", "target_missing"])
        #expect(alerts[0].evidence == "89.9 % of the rows are no, 10.1 % yes")
    }

    @Test(.enabled(if: SharedData.has("data/titanic.csv"))) func titanic() throws {
        let path = try #require(SharedData.path("data/titanic.csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        let alerts = table.profile(target: try table.target("survived")).alerts
        #expect(alerts.first?.code == "leak" && alerts.first?.column == "alive")
        #expect(alerts.filter { $0.level == .stop }.count == 1)
        #expect(alerts.filter { $0.code == "copy" }.map(\.column) == ["class", "embark_town"])
        #expect(alerts.contains { $0.code == "missing" && $0.column == "deck" && $0.remedyWord == "drop" })
        #expect(alerts.map(\.level) == alerts.map(\.level).sorted(by: >))
    }
}
