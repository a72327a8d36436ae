import Recipes
import TestSupport
import Testing

@testable import Tabular

/// What columns are made of.
@Suite struct CombinationTests {
    private func alert(_ header: String, target: String?, _ line: (Int) -> String) throws -> Alert? {
        let text = ([header] + (0..<300).map(line)).joined(separator: "\n") + "\n"
        let table = try table(text)
        return table.profile(target: try target.map { name throws in try table.target(name) }).alerts
            .first { $0.code == "combination" }
    }

    private func value(_ row: Int, _ salt: Int) -> Int { (row + 3) * (6007 + 2 * salt) % 9973 % 89 }

    @Test func aSumThatHoldsTheTargetStops() throws {
        let found = try #require(
            try alert("fare,tip,total", target: "fare") { "\(value($0, 0)),\(value($0, 9)),\(value($0, 0) + value($0, 9))" })
        #expect(found.level == .stop && found.column == "total" && found.remedyWord == "drop")
        #expect(found.evidence.hasPrefix("total is fare + tip: together they tell fare to the last digit"))
    }

    @Test func ofATargetThatIsTheSumThePartThatVariesMostGoes() throws {
        let found = try #require(
            try alert("a,b,total", target: "total") { "\(value($0, 0) * 3),\(value($0, 9)),\(value($0, 0) * 3 + value($0, 9))" })
        #expect(found.level == .stop && found.column == "a")
    }

    @Test func differencesOffsetsAndThreeParts() throws {
        let three = try #require(
            try alert("a,b,c,d", target: nil) { row in
                let (a, b, c) = (value(row, 0), value(row, 5), value(row, 9))
                return "\(a),\(b),\(c),\(a + b - c + 12)"
            })
        #expect(three.level == .warn)
        #expect(["a", "b", "c", "d"].contains(three.column ?? ""))
    }

    @Test func products() throws {
        let found = try #require(
            try alert("width,height,area", target: nil) {
                "\(value($0, 0) + 20),\(value($0, 9) + 5),\((value($0, 0) + 20) * (value($0, 9) + 5))"
            })
        #expect(found.evidence == "area is width × height" && found.column == "area")
    }

    @Test func whatIsOnlyCorrelatedIsNone() throws {
        #expect(
            try alert("a,b,c", target: nil) { row in
                "\(value(row, 0)),\(value(row, 0) + value(row, 5) / 30),\(value(row, 9))"
            } == nil)
    }

    @Test(.enabled(if: SharedData.has("data/taxis.csv")), arguments: [("taxis", "fare", "total"), ("taxis", "tip", "total")])
    func theTotalOfATripTellsItsFare(_ file: String, _ target: String, _ column: String) throws {
        let table = try TableImporter(cacheFolder: nil).table(at: try #require(SharedData.path("data/\(file).csv")))
        let found = try #require(table.profile(target: try table.target(target)).alerts.first { $0.code == "combination" })
        #expect(found.column == column && found.level == (target == "fare" ? .stop : .warn))
        #expect(found.evidence.hasPrefix("total is nearly fare + tip + tolls"))
    }

    @Test(.enabled(if: SharedData.has("data/diamonds.csv")), arguments: ["diamonds", "hotel_rates", "penguins", "titanic"])
    func otherTablesHaveNone(_ file: String) throws {
        let table = try TableImporter(cacheFolder: nil).table(at: try #require(SharedData.path("data/\(file).csv")))
        #expect(!table.profile().alerts.contains { $0.code == "combination" })
    }
}
