import Foundation
import Recipes
import TestSupport
import Testing

/// Preparing tables by the command line: training, verifying, predicting, comparing.
@Suite struct CommandLineStepsTests {
    private static let steps = [
        "--step", "case columns=city to=upper", "--step", "join table=prices.csv on=plan", "--step", "filter rows=spend>5",
        "--derive", "rate = spend / (price + 1)",
    ]

    private func train(_ tool: Tool, _ more: [String] = []) throws -> JSON {
        try writeText("plan,price\nx,1\nz,3\n", to: tool.folder + "/prices.csv")
        try tool.table()
        return try tool.run(["train", "two.csv", "--target", "y", "--json", "--quiet"] + Self.steps + Tool.small + more).json()
    }

    @Test func aRunWithStepsIsVerifiedAndPredicts() throws {
        try withTool { tool in
            let run = try train(tool)
            let recipe = try tool("show", "last", "--recipe").json()
            #expect(recipe["steps"]?.arrayValue?.compactMap { $0["step"]?.stringValue } == ["case", "join", "filter", "derive"])
            #expect(recipe["steps"]?.arrayValue?[1]["table"]?.stringValue == "prices.csv", "kept from the project's folder")
            #expect(recipe["steps"]?.arrayValue?[1]["fingerprint"]?.stringValue?.count == 32)
            let features = recipe["features"]?.arrayValue ?? []
            for wanted in ["rate", "price"] { #expect(features.contains { $0["column"] == .string(wanted) }, "\(wanted)") }
            #expect(try tool("verify", "last", "--json").json()["identical"]?.boolValue == true)
            #expect(try tool("show", "1").output.contains("step 2: left join prices.csv on plan"))
            #expect(run["state"]?.stringValue == "done")

            // Every row gets an answer, the one that the filter left out too; the target need not be there.
            try writeText(
                "plan,spend,city,age,when\nx,2,rome,30,2024-01-11\nz,50,Lima,,2024-02-11\n", to: tool.folder + "/new.csv")
            let rows = try tool("predict", "1", "new.csv").output.split(separator: "\n")
            #expect(rows.count == 3)
            // The same rows in another order of columns get the same answers.
            try writeText("when,age,city,spend,plan\n2024-01-11,30,ROME,2,x\n", to: tool.folder + "/one.csv")
            #expect(try tool("predict", "1", "one.csv").output.split(separator: "\n").last == rows[1])
            try writeText("plan,spend,city\nx,2,rome\n", to: tool.folder + "/less.csv")
            let answer = try tool("predict", "1", "less.csv")
            #expect(answer.status != 0)
            #expect(answer.error.contains("less.csv has no column \"age\", which the model reads"))
        }
    }

    /// Two rows of dates that fit several orders are read in the order that the training table's have, and what meant a missing value there
    /// means one here.
    @Test func newRowsAreReadAsTheTrainingTableWas() throws {
        try withTool { tool in
            var lines = ["when,x,y"]
            for day in 1...60 {
                let date = "\(day % 28 + 1 < 10 ? "0" : "")\(day % 28 + 1)/0\(day % 2 + 1)/2024"
                lines.append("\(date),\(day % 5 == 0 ? "-999" : String(day)),\(day % 28 < 14 ? "early" : "late")")
            }
            try writeText(lines.joined(separator: "\n") + "\n", to: tool.folder + "/dates.csv")
            _ = try tool("train", "dates.csv", "--target", "y", "--missing=-999", "--model", "logistic", "--quiet")
            let few = "when,x\n03/01/2024,-999\n02/02/2024,7\n"
            try writeText(few, to: tool.folder + "/few.csv")
            try writeText(few + "25/02/2024,8\n", to: tool.folder + "/more.csv")
            let blank = few.replacingOccurrences(of: "-999", with: "")
            try writeText(blank, to: tool.folder + "/blank.csv")
            let rows = try tool("predict", "last", "few.csv").output.split(separator: "\n")
            #expect(rows.count == 3)
            #expect(try tool("predict", "last", "more.csv").output.split(separator: "\n").prefix(3) == rows[...])
            #expect(try tool("predict", "last", "blank.csv").output.split(separator: "\n") == rows)

            // What a new project was told of its file stays with it.
            _ = try tool("init", "dates.csv", "--target", "y", "--missing=-999", "--date-order", "dmy")
            let kept = try String(contentsOfFile: tool.folder + "/assay.toml", encoding: .utf8)
            #expect(kept.contains("missing = [\"-999\"]") && kept.contains("dmy"), "\(kept)")
        }
    }

    @Test func anotherTableThatChangedIsTold() throws {
        try withTool { tool in
            _ = try train(tool)
            try writeText("plan,price\nx,1\nz,4\n", to: tool.folder + "/prices.csv")
            let verdict = try JSON(parsing: try tool("verify", "last", "--json").output)
            #expect(verdict["identical"]?.boolValue == false)
            #expect(verdict["first_difference"]?.stringValue?.hasPrefix("the data, content of prices.csv: ") == true)
            let cell = verdict["differences"]?.arrayValue?.last
            #expect(cell?["what"] == "row 2, price" && cell?["then"] == "3" && cell?["now"] == "4")
            let again = try tool("train", "--from", "1", "--quiet")
            #expect(again.status == 1)
            #expect(again.error.contains("step 2 (left join prices.csv on plan)"))
        }
    }

    @Test func runsArePairedWhereTheirRowsAreTheSame() throws {
        try withTool { tool in
            _ = try train(tool)
            func paired(_ options: [String]) throws -> Bool? {
                _ = try tool.run(["train", "--from", "1", "--quiet", "--json"] + options).json()
                return try tool("compare", "1", "last", "--json").json()["pairs"]?.arrayValue?.first?["paired"]?.boolValue
            }
            #expect(try paired(["--derive", "twice = age * 2"]) == true)
            #expect(try paired(["--step", "sample rows=150"]) == false)
            #expect(try paired(["--filter", "age>20"]) == false)
        }
    }

    @Test func profileAndStepsTell() throws {
        try withTool { tool in
            try tool.table()
            let profile = try tool("profile", "two.csv", "--json", "--step", "filter rows=city=Rome", "--derive", "d = age * 2")
                .json()
            #expect(profile["columns"]?.arrayValue?.last?["name"]?.stringValue == "d")
            #expect((profile["rows"]?.intValue ?? 240) < 240)
            let kinds = try tool("steps", "--json").json().arrayValue ?? []
            #expect(kinds.count == StepKind.all.count)
            #expect(try tool("steps", "join").output.contains("the columns that both share as the key"))
            let wrong = try tool("train", "two.csv", "--target", "y", "--derive", "bad = if(y = \"yes\", 1, 0)")
            #expect(wrong.status == 2)
            #expect(wrong.error.contains("step 1 (bad = if(y = \"yes\", 1, 0)): y is the target"))
        }
    }

    private static let configuration = """
        data = "two.csv"
        target = "y"

        [[steps]]
        step = "filter"
        rows = "spend>5"

        [[steps]]
        step = "derive"
        name = "rate"
        expression = "spend / (age + 1)"

        [[steps]]
        step = "trim"
        columns = ["nowhere"]
        off = true

        """

    @Test func stepsOfTheProjectComeFirst() throws {
        try withTool { tool in
            try tool.table()
            try writeText(Self.configuration, to: tool.folder + "/assay.toml")
            let run = try tool.run(["train", "--json", "--quiet", "--derive", "twice = rate * 2"] + Tool.small)
            #expect(run.status == 0, "\(run.error)")
            let recipe = try tool("show", "last", "--recipe").json()
            #expect(
                recipe["steps"]?.arrayValue?.compactMap { $0["step"]?.stringValue } == ["filter", "derive", "trim", "derive"])
            #expect(try tool("show", "last").output.contains("step 3: trim nowhere, off"))
            #expect(try tool("verify", "last", "--json").json()["identical"]?.boolValue == true)
            try writeText("age,city,plan,when,spend\n30,Rome,x,2024-01-11,9\n", to: tool.folder + "/new.csv")
            #expect(try tool("predict", "last", "new.csv").status == 0)
            let profile = try tool("profile", "two.csv", "--json").json()
            #expect(profile["columns"]?.arrayValue?.last?["name"]?.stringValue == "rate")
            let whole = try tool("profile", "two.csv", "--json", "--no-project-steps").json()
            #expect(whole["rows"]?.intValue == 240 && whole["columns"]?.arrayValue?.count == 6)
            // A recipe comes with steps of its own, and another file is not the project's.
            #expect(try tool("train", "--from", "last", "--json", "--quiet").status == 0)
            #expect(try tool("show", "last", "--recipe").json()["steps"]?.arrayValue?.count == 4)
            #expect(try tool("import", "new.csv", "--json").json()["steps"] == [])
        }
    }

    @Test(arguments: [
        ("step = \"trim\"", "step = \"trimm\"", "line 13: step 3 of [[steps]]: there is no step"),
        ("rows = \"spend>5\"", "rows = \"(spend>5\"", "line 4: step 1 of [[steps]]: "),
        ("off = true", "off = \"yes\"", "line 13: step 3 of [[steps]]: the step trim cannot read its field off"),
        ("spend / (age", "spend / (agee", "assay.toml, [[steps]]: step 2 (rate = spend / (agee + 1)): there is no column"),
    ])
    func mistakesInStepsOfTheProjectAreNamed(_ right: String, _ wrong: String, _ said: String) throws {
        try withTool { tool in
            try tool.table()
            try writeText(Self.configuration.replacing(right, with: wrong), to: tool.folder + "/assay.toml")
            for verb in [["train", "--quiet"], ["import", "two.csv"], ["profile", "two.csv"]] {
                let answer = try tool.run(verb)
                #expect(answer.status != 0)
                #expect(answer.error.contains(said), "\(answer.error)")
            }
        }
    }

    @Test func runsThatDifferInAStepSayWhich() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y", "--quiet", "--step", "trim columns=city"] + Tool.small)
            let second = try tool.run(["train", "--from", "1", "--quiet", "--step", "filter rows=age>20"])
            #expect(second.status == 0, "\(second.error)")
            let compared = try tool("compare", "1", "2")
            #expect(compared.output.contains("step 2: rows age>20 only in run 2"), "\(compared.output)")
            let differs = try tool("compare", "1", "2", "--json").json()["differs"]?.arrayValue
            #expect(differs?.first?["sentence"]?.stringValue == "step 2: rows age>20 only in run 2")
        }
    }

    @Test func newRowsAreJoinedByTimeAndHashed() throws {
        try withTool { tool in
            try tool.table()
            try writeText(
                "when,rate\n2023-12-31,1\n2024-03-01,2\n2024-06-30,3\n2024-11-01,4\n", to: tool.folder + "/rates.csv")
            let steps = [
                "--step", "join table=rates.csv how=asof on= time=when direction=before tolerance='60 days'",
                "--step", "hash columns=plan salt=s", "--step", "replace column=city find=R with=r",
                "--step", "combine columns=city,plan name=both", "--step", "distinct",
            ]
            let run = try tool.run(["train", "two.csv", "--target", "y", "--json"] + steps + Tool.small)
            #expect(run.status == 0, "\(run.error)")
            #expect(run.error.contains("rows have no partner in rates.csv"))
            try writeText(
                "age,city,plan,when,spend\n30,Rome,x,2024-03-11,9\n30,Rome,x,2024-03-11,9\n41,Oslo,z,2024-09-11,80\n",
                to: tool.folder + "/new.csv")
            let rows = try tool("predict", "last", "new.csv").output.split(separator: "\n")
            #expect(rows.count == 4, "every row has an answer, the one that stands twice too")
            #expect(rows[1].dropFirst(2) == rows[2].dropFirst(2))
        }
    }
}
