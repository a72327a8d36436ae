import Foundation
import Recipes
import TestSupport
import Testing

/// `assay verify` on what is there, and on what somebody changed past the program.
@Suite struct CommandLineVerifyTests {
    /// Few steps for a build that is not optimised; every family for one that is.
    private static let models: [[String]] =
        Tool.release == nil
        ? [["--model", "baseline"], ["--model", "tree"], ["--set", "n_estimators=4"]]
        : [["--model", "all"], ["--model", "mlp", "--set", "max_iter=10"]]

    @Test(arguments: ["churn", "fraud", "house-prices", "wine"])
    func everySampleProjectGivesTheSameBitsAgain(_ name: String) throws {
        try withTool { tool in
            try FileManager.default.copyItem(
                atPath: packageFolder + "/sample-projects/" + name, toPath: tool.folder + "/project")
            try? FileManager.default.removeItem(atPath: tool.folder + "/project/.assay")
            let executable = Tool.release ?? Tool.executable
            for model in Self.models {
                let trained = try tool.run(["train", "--project", "project", "--json"] + model, executable: executable).json()
                for run in trained["runs"]?.arrayValue ?? [trained] {
                    let id = try #require(run["run"]?.stringValue)
                    let answer = try tool.run(
                        ["verify", id, "--project", "project", "--threads", "1", "--json"], executable: executable)
                    #expect(try answer.json()["identical"]?.boolValue == true, "\(run["model"] ?? .null): \(answer.output)")
                }
            }
        }
    }

    @Test func oneByteOfTheDataIsFoundInItsCell() throws {
        try withTool { tool in
            try tool.table()
            let run = try tool.run(["train", "two.csv", "--target", "y", "--json"] + Tool.small).json()
            let recorded = try #require(tool("show", "1", "--json").json()["recipe"]?["data"]?["fingerprint"]?.stringValue)
            #expect(run["state"]?.stringValue == "done")
            let text = try readText(tool.folder + "/two.csv")
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var cells = lines[12].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let before = cells[0]
            let after = before.hasPrefix("2") ? "3" + before.dropFirst() : "2" + before.dropFirst()
            cells[0] = after
            lines[12] = cells.joined(separator: ",")
            try writeText(lines.joined(separator: "\n"), to: tool.folder + "/two.csv")
            let answer = try tool("verify", "1")
            #expect(answer.status == 1)
            let said = answer.errorLines
            #expect(said.count == 2 && said[0].contains("content of \(tool.folder)/two.csv: \(recorded) then, "))
            #expect(said.last == "  also row 12, age: \(before) then, \(after) now")
            let document = try JSON(parsing: tool("verify", "1", "--json").output)
            let differences = document["differences"]?.arrayValue ?? []
            #expect(document["identical"]?.boolValue == false && differences.count == 2)
            #expect(differences.allSatisfy { $0["part"]?.stringValue == "data" })
            #expect(differences.first?["then"]?.stringValue == recorded)
            // Without the cache there is nothing to hold the file against.
            try FileManager.default.removeItem(atPath: tool.folder + "/cache")
            let blind = try tool("verify", "1")
            #expect(blind.status == 1 && blind.errorLines.count == 1 && blind.error.contains("no cell can be named"))
            try writeText(text, to: tool.folder + "/two.csv")
            #expect(try tool("verify", "1").status == 0)
        }
    }

    @Test func oneParameterOfTheStoredRecipeIsNamed() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y", "--quiet"] + Tool.small)
            let hash = try #require(tool("show", "1", "--json").json()["recipe_hash"]?.stringValue)
            let path = tool.folder + "/.assay/runs.sqlite"
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            // The document stands behind its hash; the copy of it has its name before that.
            var place = bytes.startIndex
            var changed = 0
            while let found = bytes.range(of: Data((hash + "{").utf8), in: place..<bytes.endIndex) {
                place = found.upperBound
                if bytes[..<found.lowerBound].suffix(8).elementsEqual("document".utf8) { continue }
                let rest = found.upperBound..<min(found.upperBound + 3000, bytes.endIndex)
                guard let field = bytes.range(of: Data("\"learning_rate\":0.1".utf8), in: rest) else { continue }
                bytes[field.upperBound - 1] = UInt8(ascii: "3")
                changed += 1
            }
            try #require(changed == 1)
            try bytes.write(to: URL(fileURLWithPath: path))
            let answer = try tool("verify", "1")
            #expect(answer.status == 1)
            #expect(
                answer.errorLines == [
                    "assay: run 1 is not the same again: the recipe in the store, learning_rate: 0.1 then, 0.3 now"
                ])
        }
    }

    @Test func whatWasAroundARunIsKeptAndShown() throws {
        try withTool { tool in
            try tool.table()
            func git(_ words: String...) throws -> Bool {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
                process.arguments = ["-C", tool.folder, "-c", "user.name=a", "-c", "user.email=a@example.org"] + words
                process.standardOutput = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
                return process.terminationStatus == 0
            }
            // Where git is not installed there is nothing to try.
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), try git("init", "-q") else { return }
            try #require(try git("add", "two.csv") && git("commit", "-qm", "data"))
            let arguments = ["train", "two.csv", "--target", "y", "--quiet", "--threads", "1"] + Tool.small
            _ = try tool.run(arguments)
            // The same content with other times is no change; another content is one.
            try writeText(readText(tool.folder + "/two.csv"), to: tool.folder + "/two.csv")
            _ = try tool.run(arguments)
            try writeText(readText(tool.folder + "/two.csv") + "40,Oslo,x,2024-01-11,12.5,yes\n", to: tool.folder + "/two.csv")
            _ = try tool.run(arguments)
            let around = try (1...3).map { try tool("show", "\($0)", "--json").json() }
            for run in around {
                #expect(run["threads"]?.intValue == 1)
                for key in ["assay", "executable", "processor", "commit"] {
                    #expect(run["environment"]?[key]?.stringValue?.isEmpty == false, "\(key)")
                }
            }
            #expect(around.map { $0["environment"]?["uncommitted"]?.stringValue } == ["no", "no", "yes"])
            #expect(try tool("show", "3").output.contains(" with uncommitted changes"))
            let verified = try tool("verify", "3", "--threads", "2", "--json").json()
            #expect(verified["changed_around"]?.arrayValue?.compactMap { $0["what"]?.stringValue } == ["threads"])
        }
    }
}
