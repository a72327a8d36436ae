import Recipes
import Testing

@testable import Tabular

/// What each kind of step makes of a small table.
@Suite struct StepKindTests {
    static let people = """
        name,city,plan,age,joined,paid
        Ann Lee, oslo ,basic,31,2024-01-05,yes
        Bo Ek,ROME,pro,40,2024-02-01,no
        Cy Roth,new  york,basic,,2024-03-09,yes
        Di Fox,Rome,pro,999,,no

        """

    private func prepared(_ step: Step, _ text: String = people, others: [String: String] = [:]) throws -> Table {
        try table(text).prepared(by: [step]) { path throws(AssayError) in try other(path, others) }
    }

    private func column(_ name: String, _ table: Table) -> [String] {
        table.index(of: name).map { place in
            (0..<table.rowCount).map { table.text(row: $0, column: place) ?? "·" }
        } ?? []
    }

    @Test func replacingChangesPartsOfWords() throws {
        let made = try prepared(Step(.replace, ["column": "name", "find": " ", "with": "_"]))
        #expect(column("name", made) == ["Ann_Lee", "Bo_Ek", "Cy_Roth", "Di_Fox"])
        let whole = try prepared(Step(.replace, ["column": "plan", "find": "pro", "with": "", "whole": true]))
        #expect(column("plan", whole) == ["basic", "·", "basic", "·"])
    }

    @Test func replacingInNumbersLeavesNumbers() throws {
        let made = try prepared(Step(.replace, ["column": "age", "find": "999", "with": "", "whole": true]))
        #expect(made["age"]?.kind == .number)
        #expect(column("age", made) == ["31", "40", "·", "·"])
        let words = try prepared(Step(.replace, ["column": "age", "find": "999", "with": "old"]))
        #expect(words["age"]?.kind == .category)
        #expect(column("age", words) == ["31", "40", "·", "old"])
    }

    @Test func whatIsNotThereToReplaceIsRemarked() throws {
        let made = try prepared(Step(.replace, ["column": "name", "find": "Zed"]))
        #expect(made.remarks.last == #"step 1 (name: "Zed" → ""): "Zed" stands nowhere in name"#)
    }

    @Test func mappingMergesValuesAndFillsMissingOnes() throws {
        let made = try prepared(Step(.map, ["column": "city", "values": ["ROME": "Rome", "oslo": "Oslo", "Bern": "Basel"]]))
        #expect(column("city", made) == ["Oslo", "Rome", "new  york", "Rome"])
        #expect(made.remarks.last?.hasSuffix(#"no value of city is "Bern""#) == true)
        let filled = try prepared(Step(.map, ["column": "age", "values": ["": "0", "999": ""]]))
        #expect(column("age", filled) == ["31", "40", "0", "·"])
        #expect(filled["age"]?.kind == .number)
    }

    @Test func aFlagWithMoreThanTwoWordsIsACategory() throws {
        let made = try prepared(Step(.map, ["column": "paid", "values": ["no": "never"]]))
        #expect(made["paid"]?.kind == .flag)
        let three = try prepared(
            Step(.append, ["table": "b"]), "a,paid\n1,yes\n2,no\n", others: ["b": "a,paid\n3,maybe\n4,yes\n"])
        #expect(three["paid"]?.kind == .category)
    }

    @Test func trimmingAndCase() throws {
        #expect(column("city", try prepared(Step(.trim, ["columns": ["city"]]))) == ["oslo", "ROME", "new york", "Rome"])
        let title = try prepared(Step(.changeCase, ["columns": ["city", "age"], "to": "title"]))
        #expect(column("city", title) == ["Oslo", "Rome", "New  York", "Rome"])
        // Two words became one, and the dictionary has it once.
        guard case .codes(_, let words) = title["city"]?.storage else { Issue.record("no words"); return }
        #expect(words.map { $0 } == ["New  York", "Oslo", "Rome"])
        #expect(column("plan", try prepared(Step(.changeCase, ["columns": ["plan"], "to": "upper"]))).first == "BASIC")
    }

    @Test func anotherKindCountsWhatItCannotRead() throws {
        let text = "a,b,c\n1,2024-01-02,ja\nx,3.2.2024,yes\n2.5,nie,no\n,,\n"
        let numbers = try prepared(Step(.setKind, ["column": "a", "to": "number"]), text)
        #expect(column("a", numbers) == ["1.0", "·", "2.5", "·"])
        #expect(numbers.remarks.last?.hasSuffix(#"1 value is none of the numbers and count as missing, such as "x""#) == true)
        let dates = try prepared(Step(.setKind, ["column": "b", "to": "date"]), text)
        #expect(dates["b"]?.kind == .date)
        #expect(column("b", dates) == ["2024-01-02", "·", "·", "·"])
        #expect(column("c", try prepared(Step(.setKind, ["column": "c", "to": "flag"]), text)) == ["·", "yes", "no", "·"])
        let words = try prepared(Step(.setKind, ["column": "age", "to": "category"]))
        #expect(column("age", words) == ["31", "40", "·", "999"])
        #expect(words["age"]?.numbers == nil)
    }

    @Test func renamingKeepsThePlace() throws {
        let made = try prepared(Step(.rename, ["column": "city", "to": "town"]))
        #expect(made.columns.map(\.name) == ["name", "town", "plan", "age", "joined", "paid"])
        let error = #expect(throws: AssayError.self) { try prepared(Step(.rename, ["column": "city", "to": "plan"])) }
        #expect(error?.code == "column_is_there")
    }

    @Test func splittingPutsTheRestIntoTheLast() throws {
        let text = "k,y\na-b-c,1\nd,2\n,3\n e - f ,4\n"
        let made = try prepared(Step(.split, ["column": "k", "by": "-", "into": ["p", "q"]]), text)
        #expect(column("p", made) == ["a", "d", "·", "e"])
        #expect(column("q", made) == ["b-c", "·", "·", "f"])
        #expect(made.remarks.last?.hasSuffix("1 values have more parts, which stay together in q") == true)
    }

    @Test func combiningLeavesMissingPartsOut() throws {
        let made = try prepared(Step(.combine, ["columns": ["plan", "age", "joined"], "by": "/", "name": "all"]))
        #expect(column("all", made) == ["basic/31/2024-01-05", "pro/40/2024-02-01", "basic/2024-03-09", "pro/999"])
    }

    @Test func hashingKeepsEqualValuesTogether() throws {
        let made = try prepared(Step(.hash, ["columns": ["plan", "age"]]))
        let plans = column("plan", made)
        #expect(plans[0] == plans[2] && plans[1] == plans[3] && plans[0] != plans[1])
        #expect(plans.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
        #expect(made["age"]?.kind == .category)
        #expect(column("age", made)[2] == "·")
        let salted = try prepared(Step(.hash, ["columns": ["plan"], "salt": "s"]))
        #expect(column("plan", salted)[0] != plans[0])
        // A number has its pseudonym whatever digits the others have.
        let fractions = try prepared(Step(.hash, ["columns": ["age"]]), "age,b\n31,1\n2.5,2\n")
        #expect(column("age", fractions)[0] == column("age", made)[0])
    }

    /// One step of each kind on the people, or on a table of a, b and t where it needs numbers.
    static let oneOfEach: [(step: Step, reads: String)] = [
        (Step(.derive, ["name": "new", "expression": "age + 1"]), "new"),
        (Step(.replace, ["column": "city", "find": "o", "with": "0"]), "city"),
        (Step(.map, ["column": "plan", "values": ["pro": "max"]]), "plan"), (Step(.trim, ["columns": ["city"]]), "city"),
        (Step(.changeCase, ["columns": ["city"], "to": "title"]), "city"),
        (Step(.setKind, ["column": "age", "to": "category"]), "age"), (Step(.rename, ["column": "age", "to": "years"]), "years"),
        (Step(.split, ["column": "name", "by": " ", "into": ["first", "last"]]), "last"),
        (Step(.combine, ["columns": ["plan", "city"], "name": "both"]), "both"), (Step(.hash, ["columns": ["name"]]), "name"),
        (Step(.remove, ["columns": ["joined"]]), "age"), (Step(.filter, ["rows": "age>1"]), "age"),
        (Step(.dropDuplicates, ["columns": ["plan"]]), "plan"), (Step(.sample, ["rows": 2]), "age"),
        (Step(.join, ["table": "plans", "on": ["plan"]]), "price"), (Step(.append, ["table": "more"]), "age"),
        (Step(.cluster, ["columns": ["age"], "centres": [[0], [1]], "means": [0], "scales": [40]]), "cluster"),
    ]
    static let others = ["plans": "plan,price\nbasic,1\npro,2\n", "more": "age,city\n5,Bern\n"]

    @Test(arguments: oneOfEach.indices)
    func everyKindIsDoneOnNewRowsAsInTraining(_ index: Int) throws {
        let (step, feature) = Self.oneOfEach[index]
        let source = try table(Self.people)
        let load: TableLoader = { path throws(AssayError) in try other(path, Self.others) }
        let trained = try source.prepared(by: [step], target: "paid", load: load)
        // Rows that are asked about all get an answer, in their order.
        let scored = try source.prepared(by: [step], mode: .scoring(features: [feature]), load: load)
        #expect(scored.rowCount == source.rowCount)
        if !step.changesRows { #expect(column(feature, scored) == column(feature, trained)) }
        // A table without rows goes through.
        let none = try source.taking([]).prepared(by: [step], mode: .scoring(features: [feature]), load: load)
        #expect(none.rowCount == 0 && none[feature] != nil)
    }

    @Test func everyKindIsTried() {
        #expect(Set(Self.oneOfEach.map(\.step.kind)) == Set(StepKind.all.map(\.key)))
    }

    @Test(arguments: oneOfEach.indices)
    func noKindFailsOnATableWithoutRows(_ index: Int) throws {
        let step = Self.oneOfEach[index].step
        let made = try table(Self.people).taking([]).prepared(by: [step]) { path throws(AssayError) in
            try other(path, Self.others)
        }
        #expect(made.rowCount == (step.kind == "append" ? 1 : 0))
    }

    @Test(arguments: oneOfEach.indices)
    func everyKindNamesAColumnThatIsNotThere(_ index: Int) throws {
        let step = Self.oneOfEach[index].step
        let needsColumns = !["append", "sample"].contains(step.kind)
        let strange = try table("x\n1\n")
        do throws(AssayError) {
            _ = try strange.prepared(by: [step]) { path throws(AssayError) in try other(path, Self.others) }
            #expect(!needsColumns)
        } catch {
            #expect(error.message.hasPrefix("step 1 (") && error.message.contains("no column"), "\(error.message)")
        }
    }

    @Test func removingRefusesTheTarget() throws {
        #expect(
            try prepared(Step(.remove, ["columns": ["city", "age"]])).columns.map(\.name) == ["name", "plan", "joined", "paid"])
        let step = Step(.remove, ["columns": ["paid"]])
        let error = #expect(throws: AssayError.self) {
            try table(Self.people).prepared(by: [step], target: "paid") { path throws(AssayError) in try other(path, [:]) }
        }
        #expect(error?.code == "target_needed")
    }

    @Test func filteringKeepsTheOrderAndCounts() throws {
        let made = try prepared(Step(.filter, ["rows": "plan=pro"]))
        #expect(column("name", made) == ["Bo Ek", "Di Fox"])
        #expect(made.remarks.last == "step 1 (rows plan=pro): took 2 of 4 rows away")
        guard case .codes(_, let words) = made["plan"]?.storage else { Issue.record("no words"); return }
        #expect(words.map { $0 } == ["pro"])
        #expect(throws: AssayError.self) { try prepared(Step(.filter, ["rows": "plan=none"])) }
    }

    @Test func ofRowsThatAreAlikeTheFirstStays() throws {
        let text = "a,b\n1,x\n1,x\n-0,\n0,\n1,y\n"
        #expect(try prepared(Step(.dropDuplicates, [:]), text).rowCount == 3)
        let byB = try prepared(Step(.dropDuplicates, ["columns": ["b"]]), text)
        #expect(column("b", byB) == ["x", "·", "y"])
    }

    @Test func clustersGoByTheNearestCentre() throws {
        let step = Step(
            .cluster,
            ["columns": ["x", "y"], "centres": [[0, 0], [1, 1]], "means": [10, 100], "scales": [10, 100]])
        let made = try prepared(step, "x,y\n10,100\n20,200\n,100\n17,150\n")
        #expect(column("cluster", made) == ["1", "2", "·", "2"])
    }

    @Test func derivingNeverReadsTheTarget() throws {
        let made = try prepared(Step(.derive, ["name": "double", "expression": "age * 2"]))
        #expect(column("double", made) == ["62", "80", "·", "1998"])
        // Not under the name that the target has before it is renamed, either; nor by way of another step.
        let rename = Step(.rename, ["column": "paid", "to": "target"])
        for step in [
            Step(.derive, ["name": "leak", "expression": "if(paid, 1, 0)"]),
            Step(.combine, ["columns": ["plan", "paid"], "name": "leak"]),
            Step(.split, ["column": "paid", "by": "e", "into": ["a", "b"]]),
        ] {
            #expect(throws: AssayError.self) {
                try table(Self.people).prepared(by: [step, rename], target: "target") { path throws(AssayError) in
                    try other(path, [:])
                }
            }
        }
        // Writing the target otherwise is no leak.
        let step = Step(.map, ["column": "paid", "values": ["yes": "1", "no": "0"]])
        let mapped = try table(Self.people).prepared(by: [step], target: "paid") { path throws(AssayError) in try other(path, [:])
        }
        #expect(column("paid", mapped) == ["1", "0", "1", "0"])
    }

    @Test func errorsSayWhichStep() throws {
        let steps = [Step(.trim, ["columns": ["city"]]), Step(.rename, ["column": "citty", "to": "town"])]
        let error = #expect(throws: AssayError.self) {
            try table(Self.people).prepared(by: steps) { path throws(AssayError) in try other(path, [:]) }
        }
        #expect(error?.message == #"step 2 (citty renamed town): data.csv has no column "citty""#)
        #expect(error?.hint == "did you mean city?")
    }
}

/// A table by its name among texts.
func other(_ path: String, _ texts: [String: String]) throws(AssayError) -> Table {
    guard let text = texts[path], let made = try? table(text, name: "\(path).csv") else {
        throw AssayError(code: "no_such_file", message: "there is no file \(path)")
    }
    return made
}
