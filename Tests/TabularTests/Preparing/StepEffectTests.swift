import Recipes
import Testing

@testable import Tabular

/// What steps are said to have done, and steps that are off.
@Suite struct StepEffectTests {
    private static let none: TableLoader = { path throws(AssayError) in try other(path, ["more": "age\n5\n6\n"]) }

    private func stages(_ steps: [Step]) throws -> [Preparation.Stage] {
        try Preparation(of: try table(StepKindTests.people)).following(steps, load: Self.none).stages
    }

    private func effect(_ step: Step) throws -> StepEffect { try #require(try stages([step]).first).effect }

    @Test func rowsThatWentAreNamed() throws {
        let filter = try effect(Step(.filter, ["rows": "plan=pro"]))
        #expect(filter.rows == [0, 2] && filter.tookRows)
        #expect(filter.sentence == "took 2 of 4 rows")
        #expect(try effect(Step(.dropDuplicates, ["columns": ["plan"]])).rows == [2, 3])
        let append = try effect(Step(.append, ["table": "more"]))
        #expect(append.sentence == "added 2 rows" && append.rows.isEmpty)
    }

    @Test func cellsThatChangedAreCounted() throws {
        let trim = try effect(Step(.trim, ["columns": ["city", "plan"]]))
        #expect(trim.changed.map(\.column) == ["city"] && trim.changedCells == 1 && trim.rows == [2])
        #expect(trim.sentence == "changed 1 cell of city")
        let replaced = try effect(Step(.replace, ["column": "age", "find": "999", "with": "", "whole": true]))
        #expect(replaced.changedCells == 1 && replaced.rows == [3])
        #expect(try effect(Step(.setKind, ["column": "age", "to": "category"])).isNothing, "what is shown stays")
        #expect(try effect(Step(.map, ["column": "plan", "values": ["max": "pro"]])).sentence == "changed nothing")
    }

    @Test func columnsThatCameAndWent() throws {
        #expect(try effect(Step(.derive, ["name": "d", "expression": "age * 2"])).sentence == "added d")
        #expect(try effect(Step(.remove, ["columns": ["age", "city"]])).sentence == "removed city, age")
    }

    @Test func aRenameIsNamed() throws {
        let rename = try effect(Step(.rename, ["column": "age", "to": "years"]))
        #expect(!rename.isNothing && rename.renamed?.column == "age" && rename.renamed?.name == "years")
        #expect(rename.sentence == "renamed age to years")
        #expect(rename.added.isEmpty && rename.removed.isEmpty && rename.changedCells == 0)
        var off = Step(.rename, ["column": "age", "to": "years"])
        off.isOff = true
        #expect(try effect(off).isNothing)
    }

    @Test func bothSpellingsOfAnAccentAreWordsOfTheirOwn() throws {
        // One letter, and a letter with an accent behind it: equal as strings.
        let cafes = try table("place\ncaf\u{e9}\ncafe\u{301}\n\" oslo\"\ncaf\u{e9}\ncafe\u{301}\n\" oslo\"\n")
        let made = try Preparation(of: cafes).following([Step(.trim, ["columns": ["place"]])], load: Self.none)
        let effect = try #require(made.stages.first).effect
        #expect(effect.rows == [2, 5] && effect.changedCells == 2)
    }

    @Test func aStepThatIsOffIsPassedOver() throws {
        var filter = Step(.filter, ["rows": "nothing>1"])
        filter.isOff = true
        let steps = [Step(.trim, ["columns": ["city"]]), filter, Step(.derive, ["name": "d", "expression": "age"])]
        let made = try stages(steps)
        #expect(made.map(\.step) == steps)
        #expect(made[1].effect.isNothing && made[2].table.columns.count == 7)
        #expect(made[2].table.steps == steps)
        #expect(!filter.changesRows)
        // Neither does it count where rows are asked about.
        let scored = try table("age\n5\n").prepared(by: steps, mode: .scoring(features: ["d"]), load: Self.none)
        #expect(scored.texts(row: 0) == ["5"])
        // Nor does a rename that is off hide the target.
        var rename = Step(.rename, ["column": "age", "to": "paid"])
        rename.isOff = true
        #expect(throws: Never.self) {
            try table(StepKindTests.people).prepared(
                by: [Step(.derive, ["name": "d", "expression": "age"]), rename], target: "paid", load: Self.none)
        }
    }

    @Test func aPreviewShowsWhatAStepWouldDo() throws {
        let made = try Preparation(of: try table(StepKindTests.people)).following(
            [Step(.trim, ["columns": ["city"]])], load: Self.none)
        let preview = try made.preview(
            of: Step(.changeCase, ["columns": ["city"], "to": "upper"]), at: 1, rows: 3, load: Self.none)
        #expect(preview.rows == 3 && preview.allRows == 4)
        #expect(preview.examples.map(\.after) == ["OSLO", "NEW YORK"])
        // In place of the step that is there, it sees the table before that one.
        let replaced = try made.preview(of: Step(.trim, ["columns": ["city", "name"]]), at: 0, rows: 10, load: Self.none)
        #expect(replaced.effect.changedCells == 1)
        let new = try made.preview(of: Step(.derive, ["name": "d", "expression": "age"]), at: 1, rows: 10, load: Self.none)
        #expect(new.examples == [StepPreview.Example(column: "d", before: nil, after: "31")])
        let error = #expect(throws: AssayError.self) {
            try made.preview(of: Step(.trim, ["columns": ["town"]]), at: 1, rows: 10, load: Self.none)
        }
        #expect(error?.message.hasPrefix("step 2 (trim town)") == true)
    }
}
