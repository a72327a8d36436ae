import Recipes
import TestSupport
import Testing

/// `assay rerun`: a table that changed under its runs.
@Suite struct CommandLineRerunTests {
    private func change(_ path: String, _ body: ([String]) -> [String]) throws {
        let lines = try readText(path).split(separator: "\n").map(String.init)
        try writeText(body(lines).joined(separator: "\n") + "\n", to: path)
    }

    @Test func runsOfATableThatChangedAreToldAndTrainedAgain() throws {
        try withTool { tool in
            try tool.table()
            for seed in ["1", "2"] {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--split", "cv:\(seed + "0")", "--quiet"] + Tool.small)
            }
            let unchanged = try tool("rerun", "1")
            #expect(unchanged.status == 1 && unchanged.error.contains("as it is: assay verify 1"))
            #expect(try !tool("runs").output.contains("has changed"))

            // Another column leaves rows, folds and truth as they were.
            try change(tool.folder + "/two.csv") { $0.enumerated().map { $1 + ($0 == 0 ? ",extra" : ",\($0 % 5)") } }
            let first = try tool("rerun", "1", "--json").json()["runs"]?.arrayValue?.first
            #expect(first?["number"]?.intValue == 3 && first?["state"]?.stringValue == "done")
            let pair = try tool("compare", "1", "3", "--json").json()["pairs"]?.arrayValue?.first
            #expect(pair?["paired"]?.boolValue == true && pair?["table_changed"]?.boolValue == true)
            let list = try tool("runs").output
            #expect(list.contains("Run 1 was scored on the same rows") && list.contains("assay rerun 2 trains it on it"))
            #expect(try tool("rerun", "1").error.contains("run 3 is run 1 on two.csv as it is now"))

            // Fewer rows do not.
            try change(tool.folder + "/two.csv") { Array($0.dropLast(20)) }
            let all = try tool("rerun", "--query", "number<=2", "--json").json()
            #expect(all["runs"]?.arrayValue?.compactMap { $0["number"]?.intValue } == [4, 5])
            let other = try tool("compare", "1", "4", "--json").json()["pairs"]?.arrayValue?.first
            #expect(other?["paired"]?.boolValue == false && other?["table_changed"]?.boolValue == true)
            #expect(try tool("compare", "1", "4").output.contains("assay rerun 1 trains it on the new one"))
            #expect(try tool("show", "4", "--json").json()["change"]?.stringValue?.contains("not paired") == true)

            // A column that the recipe needs is gone.
            try change(tool.folder + "/two.csv") {
                $0.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst().joined(separator: ",") }
            }
            let lost = try tool("rerun", "1")
            #expect(lost.status != 0 && lost.error.contains("age") && lost.errorLines.count == 1)
            #expect(try tool("rerun").status == 2 && tool("rerun", "99").status == 1)
        }
    }
}
