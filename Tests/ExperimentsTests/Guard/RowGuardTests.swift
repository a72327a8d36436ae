import Recipes
import RunStore
import Testing

@testable import Experiments

/// Faults that are planted in small tables, each found by its code, with its remedy.
@Suite struct RowGuardTests {
    private static func noise(_ row: Int, _ stream: Int = 1) -> Int {
        var x = UInt64(row &+ 1) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(stream) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 29)) &* 0x94D0_49BB_1331_11EB
        return Int((x ^ (x >> 32)) % 1000)
    }

    private static func csv(_ header: String, rows: Int = 300, _ line: (Int) -> String) -> String {
        ([header] + (0..<rows).map(line)).joined(separator: "\n") + "\n"
    }

    private static func label(_ row: Int) -> String { noise(row, 9) < 500 ? "yes" : "no" }

    private func findings(_ csv: String, _ change: (inout Recipe) throws -> Void = { _ in }) throws -> [Finding] {
        let bench = try GuardBench(csv: csv)
        return try bench.train(bench.recipe("y", model: .naiveBayes, change)).findings
    }

    @Test func nothingIsFoundInACleanTable() throws {
        let found = try findings(
            Self.csv("a,b,c,y") { row in
                let signal = Self.label(row) == "yes" ? 300 : 0
                return "\(Self.noise(row, 2) + signal),\(Self.noise(row, 3)).5,\(Self.noise(row, 4) % 3),\(Self.label(row))"
            })
        #expect(found.map(\.name) == [])
    }

    @Test func rowsOnBothSidesAreCounted() throws {
        let found = try findings(
            Self.csv("a,b,y") { "\(Self.noise($0 / 2, 2)),\(Self.noise($0 / 2, 3)).5,\(Self.label($0 / 2))" })
        let twins = try #require(found.first { $0.code == "rows_on_both_sides" })
        #expect(twins.level == .warn && twins.rows.count == Finding.rowLimit)
        #expect(twins.remedies == [.step(Step(.dropDuplicates, [:]))])
    }

    @Test func theRemedyOfTwinsLeavesNone() throws {
        let bench = try GuardBench(
            csv: Self.csv("a,b,y") { "\(Self.noise($0 / 2, 2)),\(Self.noise($0 / 2, 3)).5,\(Self.label($0 / 2))" })
        var recipe = try bench.recipe("y", model: .naiveBayes)
        let before = try bench.train(recipe).findings
        let remedy = try #require(before.first { $0.code == "rows_on_both_sides" }?.remedies.first)
        remedy.apply(to: &recipe)
        #expect(try !bench.train(recipe).findings.contains { $0.code == "rows_on_both_sides" })
    }

    @Test func neighboursAreNearTwins() throws {
        let found = try findings(
            Self.csv("a,b,c,y") { row in
                let (base, shift) = (row / 2, row % 2 == 0 ? "01" : "02")
                return "\(Self.noise(base, 2)).\(shift),\(Self.noise(base, 3)).\(shift),\(Self.noise(base, 4)).\(shift),"
                    + Self.label(base)
            })
        #expect(found.contains { $0.code == "near_duplicates" })
        #expect(!found.contains { $0.code == "rows_on_both_sides" })
    }

    @Test func labelsThatContradictAreFound() throws {
        let found = try findings(
            Self.csv("a,b,y") { "\(Self.noise($0 / 2, 2)),\(Self.noise($0 / 2, 3)).5,\($0 % 2 == 0 ? "yes" : "no")" })
        #expect(found.first { $0.code == "conflicting_labels" }?.level == .warn)
    }

    @Test func wordsThatDidNotTrainAreFound() throws {
        let found = try findings(Self.csv("a,town,y") { "\(Self.noise($0, 2)).5,t\($0 / 2 + 1000),\(Self.label($0))" }) {
            $0.insert(.init(column: "town", kind: .category))
        }
        let finding = try #require(found.first { $0.code == "new_categories" })
        #expect(finding.column == "town" && finding.level == .warn)
        #expect(finding.remedies.first == .encode(column: "town", words: ["rare=0.01"]))
    }

    @Test func entitiesAreKeptTogetherByTheRemedy() throws {
        let csv = Self.csv("customer,a,y") { "k\(Self.noise($0, 5) % 60 + 100),\(Self.noise($0, 2)).5,\(Self.label($0))" }
        let found = try findings(csv)
        let finding = try #require(found.first { $0.code == "group_overlap" })
        #expect(finding.column == "customer" && finding.level == .warn)
        #expect(finding.remedies.first == .split(.group(column: "customer", folds: 5)))
        #expect(try !findings(csv) { $0.split = .group(column: "customer", folds: 5) }.contains { $0.code == "group_overlap" })
    }

    @Test func timeIsSplitForwardByTheRemedy() throws {
        let csv = Self.csv("day,a,y") { row in
            "2024-\(10 + row / 100)-\(10 + row % 18),\(Self.noise(row, 2)).5,\(Self.noise(row, 9) < row * 3 ? "yes" : "no")"
        }
        let finding = try #require(try findings(csv).first { $0.code == "time_overlap" })
        #expect(finding.column == "day" && finding.remedies == [.split(.time(column: "day", folds: 5))])
        #expect(try !findings(csv) { $0.split = .time(column: "day", folds: 5) }.contains { $0.code == "time_overlap" })
    }

    @Test func sidesThatDifferAreToldApart() throws {
        let csv = Self.csv("fold,a,b,y") { row in
            "\(row % 2),\(Self.noise(row, 2) + row % 2 * 800).5,\(Self.noise(row, 3)).5,\(Self.label(row))"
        }
        let found = try findings(csv) { recipe in
            recipe.split = .column("fold")
            recipe.removeFeature("fold")
        }
        let finding = try #require(found.first { $0.code == "adversarial" })
        #expect(finding.column == "a" && finding.level == .warn && (finding.numbers["auc"] ?? 0) > 0.9)
    }

    @Test func aColumnThatTellsAllButInNoOrderIsALeak() throws {
        // The profile's AUC sees nothing in it: every other hundred is yes.
        let found = try findings(
            Self.csv("a,b,y", rows: 2000) { row in
                let value = Self.noise(row, 2)
                return "\(value).5,\(Self.noise(row, 3)).5,\(value / 125 % 2 == 0 ? "yes" : "no")"
            })
        let finding = try #require(found.first { ["leak", "predictive_power", "golden_feature"].contains($0.code) })
        #expect(finding.column == "a" && finding.remedies == [.drop(column: "a")])
    }

    @Test func smallClassesAndWideTablesAreFound() throws {
        let few = try findings(
            Self.csv("a,b,y") { "\(Self.noise($0, 2)).5,\(Self.noise($0, 3)).5,\($0 % 15 == 0 ? "yes" : "no")" })
        #expect(few.first { $0.code == "small_minority" }?.level == .warn)
        let names = (0..<40).map { "c\($0)" }.joined(separator: ",")
        let wide = try findings(
            Self.csv(names + ",y", rows: 40) { row in
                (0..<40).map { "\(Self.noise(row, $0 + 20)).5" }.joined(separator: ",") + "," + (row % 2 == 0 ? "yes" : "no")
            })
        #expect(wide.contains { $0.code == "more_features_than_rows" })
    }

    @Test func silencedChecksAreNotMadeAndNoted() throws {
        let bench = try GuardBench(
            csv: Self.csv("customer,a,y") { "k\(Self.noise($0, 5) % 60 + 100),\(Self.noise($0, 2)).5,\(Self.label($0))" })
        let (run, found) = try bench.train(bench.recipe("y", model: .naiveBayes), silencing: ["group_overlap"])
        #expect(!found.contains { $0.code == "group_overlap" })
        #expect(run.guarding.silenced == ["group_overlap"] && run.guarding.isComplete)
        #expect(run.guarding.total == found.count)
    }

    @Test func aCancelledRunHasNoGuardLeft() throws {
        let bench = try Bench()
        let worker = bench.worker(FakeTrainer(failing: 0))
        _ = try? worker.train(newRun())
        worker.guards.wait()
        #expect(try bench.store.runs().first?.guarding.isComplete == true)
    }
}
