import Foundation
import Recipes
import TestSupport
import Testing

@Suite struct ImportVerbTests {
    @Test func importSaysWhatItRead() throws {
        try withTool { tool in
            try tool.table()
            let plain = try tool("import", "two.csv")
            #expect(plain.status == 0, "\(plain.error)")
            #expect(plain.output.hasPrefix("two.csv · 240 rows × 6 columns in "))
            #expect(plain.output.contains("city    category"))
            let json = try tool("import", "two.csv", "--json").json()
            #expect(json["rows"]?.intValue == 240)
            #expect(json["columns"]?.arrayValue?.first?["kind"]?.stringValue == "number")
            #expect(json["out"] == nil)
        }
    }

    @Test func convertingThereAndBackKeepsTheTable() throws {
        try withTool { tool in
            try tool.table()
            let first = try tool("import", "two.csv", "--out", "two.sqlite#people", "--json").json()
            #expect(first["out"]?["rows"]?.intValue == 240)
            #expect(try tool("import", "two.sqlite#people", "--out", "two.jsonl").status == 0)
            #expect(try tool("import", "two.jsonl", "--out", "back.csv").status == 0)
            let profiles = try ["two.csv", "back.csv"].map { try tool("profile", $0, "--json").json() }
            #expect(profiles[0] == profiles[1])
            let again = try tool("import", "two.csv", "--out", "back.csv")
            #expect(again.status == 2)
            #expect(again.errorLines.last == "assay: back.csv is there already: choose another name, or --force to replace it")
            #expect(try tool("import", "two.csv", "--out", "back.csv", "--force").status == 0)
            let unknown = try tool("import", "two.csv", "--out", "back.xlsx")
            #expect(unknown.status == 2)
        }
    }

    @Test func whatIsWrittenIsPrepared() throws {
        try withTool { tool in
            try tool.table()
            let steps = [
                "--step", "case columns=city to=upper", "--derive", "rate = spend / (age + 1)", "--filter", "age>40 city=LIMA",
            ]
            let made = try tool.run(["import", "two.csv", "--sort=-age,spend", "--out", "old.csv", "--json"] + steps).json()
            let rows = try readText(tool.folder + "/old.csv").split(separator: "\n")
            #expect(rows[0] == "age,city,plan,when,spend,y,rate")
            #expect(made["out"]?["rows"]?.intValue == rows.count - 1 && made["rows"]?.intValue == rows.count - 1)
            #expect(made["read"]?["rows"]?.intValue == 240)
            let ages = rows.dropFirst().compactMap { Int($0.prefix { $0 != "," }) }
            #expect(ages == ages.sorted(by: >) && (ages.last ?? 0) > 40)
            #expect(rows.dropFirst().allSatisfy { $0.contains(",LIMA,") })
            let did = made["steps"]?.arrayValue ?? []
            #expect(did.compactMap { $0["step"]?.stringValue } == ["case", "derive", "filter"])
            #expect(did.first?["did"]?["changed_cells"]?["city"]?.intValue == 240)
            #expect(did.last?["did"]?["rows_after"]?.intValue == rows.count - 1)
            #expect(did.first?["did"]?["renamed"] == [:])
            // Without a file the prepared table is shown.
            let shown = try tool.run(["import", "two.csv"] + steps)
            #expect(shown.output.contains("Prepared · \(rows.count - 1) rows × 7 columns"), "\(shown.output)")
            #expect(shown.output.contains("step 1  upper case city"))
        }
    }

    @Test func aColumnWithAnotherNameIsToldAsRenamed() throws {
        try withTool { tool in
            try tool.table()
            let made = try tool("import", "two.csv", "--step", "rename column=plan to=tariff", "--json").json()
            let did = try #require(made["steps"]?.arrayValue?.first?["did"])
            #expect(did["renamed"] == ["plan": "tariff"] && did["added"] == [] && did["removed"] == [])
        }
    }

    @Test func aRecipePreparesWhatIsWritten() throws {
        try withTool { tool in
            try tool.table()
            let run = try tool.run(
                ["train", "two.csv", "--target", "y", "--quiet", "--step", "remove columns=plan"] + Tool.small)
            #expect(run.status == 0, "\(run.error)")
            try writeText(try tool("show", "last", "--recipe").output, to: tool.folder + "/recipe.json")
            let made = try tool("import", "two.csv", "--recipe", "recipe.json", "--step", "trim columns=city", "--json").json()
            #expect(made["steps"]?.arrayValue?.compactMap { $0["step"]?.stringValue } == ["remove", "trim"])
            #expect(made["columns"]?.arrayValue?.count == 5)
        }
    }

    @Test(arguments: [
        (["--step", "trimm columns=city"], "there is no step \"trimm\""),
        (["--derive", "x = agee"], "there is no column \"agee\""),
        (["--filter", "age>>3"], "filter"), (["--filter", "age>400"], "finds no row"),
        (["--sort", "agee"], "there is no column \"agee\""),
        (["--step", "join table=none.csv on=city"], "none.csv"), (["--recipe", "none.json"], "none.json"),
    ])
    func whatCannotBePreparedIsASentence(_ options: [String], _ said: String) throws {
        try withTool { tool in
            try tool.table()
            let answer = try tool.run(["import", "two.csv", "--out", "x.csv"] + options)
            #expect(answer.status != 0)
            #expect(answer.errorLines.last?.hasPrefix("assay: ") == true && answer.error.contains(said), "\(answer.error)")
            #expect(!FileManager.default.fileExists(atPath: tool.folder + "/x.csv"))
        }
    }

    @Test func howItWasReadIsToldWithWhatChangesIt() throws {
        try withTool { tool in
            try writeText(
                "# a title\nwhen;at;price;note\n01.02.2024;2024-01-01T10:00:00+02:00;1.234,5;n/a\n03.04.2024;2024-01-02T10:00:00+02:00;2,25;x\n05.06.2024;2024-01-03T10:00:00+02:00;7;y\n",
                to: tool.folder + "/odd.csv")
            let reading = try tool("import", "odd.csv", "--json").json()["reading"]
            #expect(reading?["delimiter"] == ";" && reading?["skipped_lines"]?.intValue == 1 && reading?["header"] == true)
            #expect(reading?["dates"]?["when"]?["ambiguous"]?.boolValue == true)
            #expect(reading?["dates"]?["at"]?["zones"]?.boolValue == true)
            #expect(reading?["numbers"]?["price"]?["decimal"] == "," && reading?["numbers"]?["price"]?["thousands"] == ".")
            #expect(reading?["missing_spellings"]?["note"]?["n/a"]?.intValue == 1)
            let text = try tool("import", "odd.csv").output
            for part in [
                "a guess: nothing tells day from month", "--dates when=mdy", "offsets from UTC were taken off", "1 line above",
                "n/a", "--missing",
            ] {
                #expect(text.contains(part), "\(part)\n\(text)")
            }
            // The option that is named does what it says; every option is one.
            let other = try tool("import", "odd.csv", "--json", "--dates", "when=mdy").json()
            #expect(other["reading"]?["dates"]?["when"]?["format"] == "mdy")
            let help = try tool("import", "--help").output
            for (_, option) in reading?["options"]?.objectValue ?? [:] {
                #expect(help.contains(option.stringValue?.split(separator: " ").first.map(String.init) ?? "?"))
            }
            // A database has types, and none of this.
            #expect(try tool("import", "odd.csv", "--out", "odd.sqlite", "--quiet").status == 0)
            #expect(try tool("import", "odd.sqlite", "--json").json()["reading"] == .null)
        }
    }

    @Test(arguments: ["csv", "tsv", "jsonl", "sqlite", "parquet"])
    func cellsThatAreFormulasComeBack(_ ending: String) throws {
        try withTool { tool in
            let cells = ["=1+1", "@SUM(A1)", "+1-800", "-x", "a=b", "'=kept"]
            let text = "id,cell,n\n" + cells.enumerated().map { "\($0.offset),\"\($0.element)\",-\($0.offset + 1)\n" }.joined()
            try writeText(text, to: tool.folder + "/formulas.csv")
            let written = try tool("import", "formulas.csv", "--out", "out.\(ending)", "--json")
            if ending == "parquet", written.status != 0 {
                #expect(written.error.contains("DuckDB") || written.error.contains("pyarrow"), "\(written.error)")
                return
            }
            let isForSpreadsheets = ending == "csv" || ending == "tsv"
            #expect(try written.json()["out"]?["escaped"]?.intValue == (isForSpreadsheets ? 4 : 0))
            #expect(try tool("import", "out.\(ending)", "--out", "back.jsonl", "--force").status == 0)
            let back = try readText(tool.folder + "/back.jsonl").split(separator: "\n").map { try JSON(parsing: String($0)) }
            let escaped = cells.map { isForSpreadsheets && "=@+-".contains($0.first ?? " ") ? "'" + $0 : $0 }
            #expect(back.map { $0["cell"]?.stringValue } == escaped)
            #expect(back.map { $0["n"]?.intValue } == [-1, -2, -3, -4, -5, -6], "numbers are never escaped")
            guard isForSpreadsheets else { return }
            // As it is with --raw.
            #expect(try tool("import", "formulas.csv", "--raw", "--out", "raw.\(ending)").status == 0)
            #expect(try tool("import", "raw.\(ending)", "--out", "raw.jsonl").status == 0)
            let raw = try readText(tool.folder + "/raw.jsonl").split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(raw.map { $0["cell"]?.stringValue } == cells)
        }
    }

    @Test func standardInputIsReadFromAFileAndFromAPipe() throws {
        try withTool { tool in
            try tool.table()
            let text = try readText(tool.folder + "/two.csv")
            let profile = try tool("profile", "two.csv", "--json").json()
            #expect(try tool("profile", "-", "--json", input: text).json() == profile)
            // A pipe comes once and cannot be gone back in.
            let pipe = try tool.shell("cat two.csv | \(Tool.executable) profile - --json")
            #expect(try pipe.json() == profile)
            let packed = try tool.shell("gzip -c two.csv | \(Tool.executable) profile /dev/stdin --json")
            #expect(try packed.json() == profile)
            let objects = try tool.shell("printf '{\"a\":1}\\n{\"a\":2}\\n' | \(Tool.executable) import - --json")
            #expect(try objects.json()["rows"]?.intValue == 2)
            let nothing = try tool.shell("\(Tool.executable) profile - < /dev/null")
            #expect(nothing.status == 1)
            #expect(nothing.errorLines.last?.contains("standard input") == true)
        }
    }

    @Test func aRunIsTrainedOnAPattern() throws {
        try withTool { tool in
            try tool.table()
            let lines = try readText(tool.folder + "/two.csv").split(separator: "\n")
            try FileManager.default.createDirectory(atPath: tool.folder + "/parts", withIntermediateDirectories: true)
            try writeText(lines[...120].joined(separator: "\n") + "\n", to: tool.folder + "/parts/1.csv")
            try writeText(([lines[0]] + lines[121...]).joined(separator: "\n") + "\n", to: tool.folder + "/parts/2.csv")
            let run = try tool.run(["train", "parts/*.csv", "--project", ".", "--target", "y"] + Tool.small)
            #expect(run.status == 0, "\(run.error)")
            // Another process finds the same table by the text that the run has kept.
            #expect(try tool("verify", "1").status == 0)
            try writeText(([lines[0]] + lines[122...]).joined(separator: "\n") + "\n", to: tool.folder + "/parts/2.csv")
            #expect(try tool("verify", "1").status == 1)
        }
    }
}

extension Tool {
    /// Runs a line of the shell in the tool's folder.
    func shell(_ line: String) throws -> Answer {
        try run(["-c", line], executable: "/bin/sh")
    }
}
