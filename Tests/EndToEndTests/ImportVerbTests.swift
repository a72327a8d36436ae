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
