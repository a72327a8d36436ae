import Recipes
import TestSupport
import Testing

@testable import Tabular

/// What holds for all steps together.
@Suite struct PreparationTests {
    private static let none: TableLoader = { path throws(AssayError) in try other(path, [:]) }

    /// A table of some hundred rows with everything in it.
    private func mixed(seed: UInt64, rows: Int = 400) throws -> Table {
        var random = SeededGenerator(seed: seed)
        var text = "id,city,plan,age,score,joined,churn\n"
        for row in 0..<rows {
            let city = [" Oslo", "oslo", "ROME", "Rome ", "", "New  York"][Int.random(in: 0..<6, using: &random)]
            let plan = ["basic", "pro", "max"][Int.random(in: 0..<3, using: &random)]
            let age = Bool.random(using: &random) ? "\(Int.random(in: 18..<90, using: &random))" : ""
            let score = Double(Int.random(in: 0..<1000, using: &random)) / 10
            let day = 1 + Int.random(in: 0..<28, using: &random)
            let churn = Bool.random(using: &random) ? "yes" : "no"
            text += "r\(row)-\(row % 7),\(city),\(plan),\(age),\(score),2024-02-\(day < 10 ? "0" : "")\(day),\(churn)\n"
        }
        return try table(text)
    }

    private let steps = [
        Step(.trim, ["columns": ["city", "churn"]]), Step(.changeCase, ["columns": ["city"], "to": "title"]),
        Step(.filter, ["rows": "score>10"]), Step(.map, ["column": "plan", "values": ["max": "pro"]]),
        Step(.split, ["column": "id", "by": "-", "into": ["number", "branch"]]),
        Step(.setKind, ["column": "branch", "to": "number"]), Step(.rename, ["column": "score", "to": "points"]),
        Step(.combine, ["columns": ["city", "plan"], "name": "both"]), Step(.remove, ["columns": ["number"]]),
        Step(.dropDuplicates, ["columns": ["joined", "plan", "city"]]),
        Step(.derive, ["name": "ratio", "expression": "points / coalesce(age, 1)"]),
        Step(.sample, ["share": 0.5, "by": "plan", "seed": 3]),
        Step(
            .cluster,
            ["columns": ["age", "points"], "centres": [[0, 0], [1, 1]], "means": [50, 50], "scales": [20, 30]]),
    ]

    @Test func preparingTwiceGivesTheSameBits() throws {
        let source = try mixed(seed: 1)
        let once = try source.prepared(by: steps, target: "churn", load: Self.none)
        let again = try source.prepared(by: steps, target: "churn", load: Self.none)
        #expect(areEqual(once, again))
        #expect(once.source == source.source)
        #expect(once.name == source.name)
        for column in once.columns {
            guard case .codes(let codes, let words) = column.storage else { continue }
            let texts = words.map { $0 }
            #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            #expect(Set(codes.map { $0 }.filter { $0 >= 0 }).count == texts.count, "\(column.name) has words that no row has")
        }
    }

    @Test func scoringTheTrainingRowsGivesTheSameFeatures() throws {
        let source = try mixed(seed: 2)
        // The id tells which rows stayed.
        let made = try source.prepared(by: steps, target: "churn", load: Self.none)
        let features = ["both", "branch", "points", "plan", "cluster", "city", "ratio"]
        let scored = try source.prepared(by: steps, mode: .scoring(features: features), load: Self.none)
        #expect(scored.rowCount == source.rowCount)
        let places = try #require(source.index(of: "id"))
        let names = (0..<source.rowCount).map { source.text(row: $0, column: places) ?? "" }
        let kept = try #require(made.index(of: "id"))
        #expect(made.rowCount > 20)
        for row in 0..<made.rowCount {
            let before = try #require(names.firstIndex(of: made.text(row: row, column: kept) ?? ""))
            for feature in features {
                let (a, b) = (try #require(made.index(of: feature)), try #require(scored.index(of: feature)))
                #expect(made.text(row: row, column: a) == scored.text(row: before, column: b))
            }
        }
    }

    @Test func scoringNeedsOnlyWhatTheFeaturesComeFrom() throws {
        let few = try table("score,id\n12.5,a-3\n3,b-4\n")
        let scored = try few.prepared(by: steps, mode: .scoring(features: ["points", "branch"]), load: Self.none)
        #expect(scored.columns.map(\.name).sorted() == ["branch", "points"])
        #expect(scored.texts(row: 0).sorted() == ["12.5", "3"])
        let error = #expect(throws: AssayError.self) {
            try few.prepared(by: steps, mode: .scoring(features: ["both"]), load: Self.none)
        }
        #expect(error?.message == "data.csv has no column \"city\", which step 1 (trim city, churn) reads")
    }

    @Test func anEditDoesOnlyWhatFollowsItAgain() throws {
        let source = try mixed(seed: 4)
        let first = try Preparation(of: source, target: "churn").following(Array(steps.prefix(4)), load: Self.none)
        let longer = try first.following(Array(steps.prefix(6)), load: Self.none)
        #expect(longer.stages[3].table === first.stages[3].table)
        #expect(longer.table !== first.table)
        let shorter = try longer.following(Array(steps.prefix(2)), load: Self.none)
        #expect(shorter.table === first.stages[1].table)
    }

    @Test func theFirstStepThatCannotBeDoneEndsIt() throws {
        let source = try mixed(seed: 5)
        let made = Preparation(of: source).attempting(
            [steps[0], Step(.remove, ["columns": ["nothing"]]), steps[1]], load: Self.none)
        #expect(made.failure?.place == 1)
        #expect(made.stages.count == 1)
        #expect(made.table === made.stages[0].table)
    }

    @Test(arguments: [10, 101, 399])
    func aStratifiedSampleKeepsShares(_ rows: Int) throws {
        let source = try mixed(seed: 6)
        let step = Step(.sample, ["rows": .number(Double(rows)), "by": "plan", "seed": 9])
        let made = try source.prepared(by: [step], load: Self.none)
        #expect(made.rowCount == rows)
        for word in ["basic", "pro", "max"] {
            let filter = try RowFilter(parsing: "plan=\(word)")
            let (before, after) = (try filter.rows(in: source).count, try filter.rows(in: made).count)
            #expect(abs(Double(after) - Double(before * rows) / 400) < 1)
        }
        let other = try source.prepared(by: [Step(.sample, ["rows": .number(Double(rows)), "seed": 10])], load: Self.none)
        #expect(!areEqual(made, other))
    }

    @Test func theLargestRemaindersGetOneMore() {
        #expect(StepWork.shares(of: 10, among: [33, 33, 34]) == [3, 3, 4])
        #expect(StepWork.shares(of: 7, among: [10, 10, 1]) == [4, 3, 0])
        #expect(StepWork.shares(of: 3, among: [0, 3]) == [0, 3])
    }

    @Test func sizesThatMakeNoSenseAreSaid() throws {
        let source = try mixed(seed: 7, rows: 10)
        for arguments: [String: JSON] in [
            [:], ["rows": 0], ["rows": 2.5], ["share": 0], ["share": 1.5], ["rows": 3, "share": 0.5], ["rows": 1e300],
        ] {
            let error = #expect(throws: AssayError.self) {
                try source.prepared(by: [Step(.sample, arguments)], load: Self.none)
            }
            #expect(error?.code == "step_value")
        }
    }
}
