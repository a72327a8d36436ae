import Foundation
import Recipes
import TestSupport
import Testing

/// Bad input gets one sentence and an exit status, and never a trap.
@Suite struct CommandLineErrorTests {
    /// Expects a failure with this status and code, one line long, with these words in it.
    private func expect(
        _ tool: Tool, _ arguments: [String], status: Int32, code: String? = nil, says words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let answer = try tool.run(arguments)
        #expect(answer.status == status, "\(arguments): \(answer.error)", sourceLocation: sourceLocation)
        #expect(answer.errorLines.count == 1, "\(answer.error)", sourceLocation: sourceLocation)
        for word in words {
            #expect(answer.error.contains(word), "\(word) is not in \(answer.error)", sourceLocation: sourceLocation)
        }
        let document = try JSON(parsing: try tool.run(arguments + ["--json"]).output)
        let error = try #require(document["error"], sourceLocation: sourceLocation)
        #expect(error["message"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
        if let code { #expect(error["code"]?.stringValue == code, sourceLocation: sourceLocation) }
    }

    @Test func filesThatAreNoTables() throws {
        try withTool { tool in
            let folder = tool.folder
            try FileManager.default.createDirectory(atPath: folder + "/empty-folder", withIntermediateDirectories: true)
            try writeText("", to: folder + "/empty.csv")
            try writeText("a,b,c\n", to: folder + "/header.csv")
            try Data([0x89, 0x50, 0, 1, 2, 0, 0, 3]).write(to: URL(fileURLWithPath: folder + "/binary.csv"))
            try tool.table()
            try expect(tool, ["train", "none.csv", "--target", "y"], status: 1, code: "no_such_file", says: "none.csv")
            try expect(tool, ["profile", "empty.csv"], status: 1, code: "empty_file")
            try expect(tool, ["train", "header.csv", "--target", "a"], status: 1, code: "header_alone", says: "header.csv")
            try expect(tool, ["profile", "binary.csv"], status: 1, code: "binary_file")
            try expect(tool, ["train", "empty-folder", "--target", "y"], status: 1, code: "no_data", says: "empty-folder")
            try expect(tool, ["empty-folder"], status: 1, code: "no_data")
        }
    }

    @Test func raggedRowsAreRemarkedOn() throws {
        try withTool { tool in
            let rows = (0..<60).map { "\($0),\($0 % 7),\($0 % 2 == 0 ? "yes" : "no")" }
            var lines = ["a,b,y"] + rows
            lines[17] = "1,2"
            lines[23] = "1,2,yes,4,5"
            try writeText(lines.joined(separator: "\n"), to: tool.folder + "/ragged.csv")
            let answer = try tool.run(["train", "ragged.csv", "--target", "y", "--json"] + Tool.small)
            #expect(answer.status == 0)
            #expect(answer.error.contains("2") && answer.error.contains("18"), "\(answer.error)")
        }
    }

    @Test func wordsThatAreNotKnownGetTheNearest() throws {
        try withTool { tool in
            try tool.table()
            let train = ["train", "two.csv", "--target", "y"]
            try expect(tool, ["trin"], status: 2, says: "train")
            try expect(tool, ["nosuch"], status: 2, code: "unknown_verb_or_file")
            try expect(tool, ["train", "--nosuch"], status: 2, code: "usage", says: "--nosuch")
            try expect(tool, ["train", "two.csv", "--taget", "y"], status: 2, says: "--target")
            try expect(tool, ["train", "two.csv", "--target"], status: 2, code: "usage")
            try expect(tool, ["train", "two.csv", "--target", "yy"], status: 2, code: "no_such_column", says: "did you mean y")
            try expect(tool, train + ["--model", "bosting"], status: 2, says: "did you mean boosting")
            try expect(tool, train + ["--set", "num_leafs=3"], status: 2, says: "did you mean num_leaves")
            try expect(tool, train + ["--off", "ctiy"], status: 2, says: "did you mean city")
            try expect(tool, train + ["--metric", "acuracy"], status: 2, says: "did you mean accuracy")
            try expect(tool, train + ["--task", "clasification"], status: 2, says: "did you mean classification")
            try expect(tool, train + ["--split", "cv5"], status: 2, code: "split", says: "cv:5")
            try expect(tool, train + ["--model", "linear"], status: 2, code: "wrong_task", says: "logistic")
            try expect(tool, train + ["--seed", "x"], status: 2, code: "usage", says: "--seed")
            try expect(tool, ["train", "two.csv"], status: 2, code: "no_target", says: "--target")
            try expect(tool, ["runs", "--sort", "acu"], status: 2, says: "auc")
            try expect(tool, ["completions", "bsh"], status: 2, says: "bash")
        }
    }

    @Test func recipesThatCannotBeRun() throws {
        try withTool { tool in
            try tool.table()
            try tool.table("constant.csv", target: .constant)
            try tool.table("tiny.csv", rows: 8)
            let train = ["train", "two.csv", "--target", "y"]
            try expect(tool, ["train", "constant.csv", "--target", "y"], status: 1, code: "target_constant", says: "same")
            try expect(tool, train + ["--set", "learning_rate=-1"], status: 2, code: "parameter_out_of_range", says: "above 0")
            try expect(tool, train + ["--off", "age,city,plan,when,spend"], status: 1, says: "feature")
            try expect(tool, ["train", "tiny.csv", "--target", "y", "--split", "cv:50"], status: 1, says: "50")
            try expect(tool, train + ["--sealed", "1.5"], status: 2, says: "0 to below 1")
            try expect(tool, train + ["--only", "y"], status: 2, code: "not_a_feature", says: "target")
            // Nothing was kept of all these.
            #expect(try tool("runs", "--json").json() == .array([]))
        }
    }

    @Test func runsThatAreNotThere() throws {
        try withTool { tool in
            try expect(tool, ["show", "7"], status: 1, code: "no_such_run")
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y"] + Tool.small)
            try expect(tool, ["show", "nosuch"], status: 1, code: "no_such_run", says: "nosuch")
            try expect(tool, ["compare", "1"], status: 2, code: "too_few_runs")
            try expect(tool, ["compare", "1", "9"], status: 1, code: "no_such_run")
            try expect(tool, ["pause", "1"], status: 1, code: "wrong_state")
            try expect(tool, ["show", "baseline"], status: 1, code: "no_such_run")
        }
    }

    @Test func aStoreOfANewerVersionIsLeftAlone() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y"] + Tool.small)
            // Whoever closes the store last writes its log back, which would bring the version back too; a worker may leave that to others.
            for _ in 0..<50 where FileManager.default.fileExists(atPath: tool.folder + "/.assay/runs.sqlite-wal") {
                _ = try tool("runs")
            }
            // The version stands in bytes 60 to 63 of an SQLite file.
            let path = tool.folder + "/.assay/runs.sqlite"
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.seek(toOffset: 60)
            file.write(Data([0, 0, 0x7F, 0]))
            try file.close()
            try expect(tool, ["runs"], status: 1, code: "newer_store", says: "newer")
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func aReadOnlyFolderWorksElsewhere() throws {
        try withTool { tool in
            let home = tool.folder + "/data"
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            try tool.table("data/two.csv")
            chmod(home, 0o555)
            defer { chmod(home, 0o755) }
            let answer = try tool.run(["train", "data/two.csv", "--target", "y"] + Tool.small)
            #expect(answer.status == 0)
            #expect(answer.error.contains(tool.folder + "/state/assay/"))
        }
    }

    @Test func aFullDiskIsOneSentence() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y", "--model", "logistic"])
            try expect(tool, ["predict", "1", "two.csv", "--out", "/dev/full"], status: 1, code: "disk_full", says: "/dev/full")
        }
    }

    @Test func aReaderThatGoesAwayDoesNoHarm() throws {
        try withTool { tool in
            try tool.table()
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "\"$0\" profile two.csv --json | head -c 1; exit 0", Tool.executable]
            process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
            process.environment = ["HOME": tool.folder, "PATH": "/usr/bin:/bin"]
            let errors = Pipe()
            process.standardError = errors
            process.standardOutput = Pipe()
            try process.run()
            process.waitUntilExit()
            #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
        }
    }
}
